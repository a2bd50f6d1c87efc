import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import fc from "fast-check"
import { Miniflare } from "miniflare"
import { afterAll, beforeAll, expect, test } from "vitest"
import { editionOf, firstEdition, readJson, SECOND_EDITION } from "./editions.ts"
import { isRefused } from "./exact-disclosure.ts"
import { randomEdition, randomValues } from "./random-edition.ts"
import { randomCheckedEdition, randomDisclosingEdition } from "./random-rules.ts"
import { answer, type Question } from "./workerd-probe.ts"

let miniflare: Miniflare

beforeAll(async () => {
  const entry = fileURLToPath(new URL("./workerd-probe.ts", import.meta.url))
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    write: false,
    target: "es2022",
  })
  miniflare = new Miniflare({
    modules: true,
    script: bundle.outputFiles[0]!.text,
    compatibilityDate: "2026-08-01",
  })
  await miniflare.ready
})

afterAll(() => miniflare.dispose())

async function sameInWorkerd(question: Question): Promise<void> {
  const body = JSON.stringify(question)
  const response = await miniflare.dispatchFetch("http://engine/", { method: "POST", body })
  const there = await response.text()
  const here = JSON.stringify(answer(JSON.parse(body)))
  const apart = [...here].findIndex((letter, n) => letter !== there[n])
  expect(there.slice(Math.max(0, apart - 60), apart + 60)).toBe(
    here.slice(Math.max(0, apart - 60), apart + 60),
  )
  expect(there.length).toBe(here.length)
}

test("the first edition gives the same digits on Node and in workerd", async () => {
  const edition = firstEdition()
  await sameInWorkerd({
    edition,
    estates: fc.sample(randomValues(edition), { numRuns: 60, seed: 1 }).map(list),
  })
})

test("checks and disclosure give the same on Node and in workerd", async () => {
  const edition = editionOf(readJson(SECOND_EDITION))
  const counts = fc.sample(randomValues(edition), { numRuns: 60, seed: 6 }).map(list)
  await sameInWorkerd({ edition, estates: counts })
  for (const random of [randomCheckedEdition, randomDisclosingEdition.filter((one) => !isRefused(one))]) {
    const pairs = random.chain((one) =>
      fc.tuple(fc.constant(one), fc.array(randomValues(one), { minLength: 3, maxLength: 6 })),
    )
    for (const [one, rows] of fc.sample(pairs, { numRuns: 15, seed: 4 }))
      await sameInWorkerd({ edition: one, estates: rows.map(list) })
  }
})

test("logarithms and geometric means give the same digits on Node and in workerd", async () => {
  const edition = readJson("test/golden/hdi-example.json") as Question["edition"]
  const estate = fc.tuple(
    fc.double({ min: 21, max: 90, noNaN: true }),
    fc.double({ min: 0.1, max: 25, noNaN: true }),
    fc.double({ min: 0.1, max: 20, noNaN: true }),
    fc.double({ min: 50, max: 120_000, noNaN: true }),
  )
  const keys = ["life_expectancy", "expected_years_schooling", "mean_years_schooling", "gni_per_capita"]
  const estates = fc
    .sample(estate, { numRuns: 500, seed: 2 })
    .map((values) => values.map((value, n): [string, number] => [keys[n]!, value]))
  await sameInWorkerd({ edition, estates })
})

test("random editions give the same digits on Node and in workerd", async () => {
  const pairs = randomEdition.chain((edition) =>
    fc.tuple(fc.constant(edition), fc.array(randomValues(edition), { minLength: 5, maxLength: 10 })),
  )
  for (const [edition, rows] of fc.sample(pairs, { numRuns: 40, seed: 3 }))
    await sameInWorkerd({ edition, estates: rows.map(list) })
})

function list(values: ReadonlyMap<string, number | "NA">): [string, number | "NA"][] {
  return [...values]
}
