import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { scorePeriods } from "../../../worker/domain/scoring/periods.ts"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { compileEdition } from "../../../worker/domain/scoring/score.ts"
import { readValues } from "../../../worker/domain/scoring/values-file.ts"
import { publicApp, visibleText } from "../../support/public-app.ts"

const app = publicApp()
const period = "2026Q2"

/** What the command computes from the two open files. */
async function recomputed() {
  const { edition } = readEdition(await (await app.get(paths.apiEdition("cd-wwsg-2023"))).json(), "optional")
  const compiled = compileEdition(edition!)
  const read = readValues(compiled, await (await app.get(paths.apiValues(period))).text())
  if ("faults" in read) throw new Error(JSON.stringify(read.faults.slice(0, 5)))
  const results = scorePeriods(compiled, read.quarters, { ranges: false, measures: false })
  return results.rows.filter((row) => row.period === period)
}

test("the open values and the open edition give the released figures of every estate without withheld values", async () => {
  const release = (await (await app.get(paths.apiRelease(period))).json()) as { estates: Scorecard[] }
  const scored = release.estates.filter(({ outcome }) => outcome === "scored")
  const rows = await recomputed()
  expect(rows.map(({ estate }) => estate)).toEqual(scored.map(({ slug }) => slug))
  const whole = scored.filter(({ values }) => values.every(({ state }) => state !== "suppressed"))
  expect(whole.length).toBeGreaterThan(20)
  expect(whole.length).toBeLessThan(scored.length)
  const released = whole.map(({ slug, base, bonus, deductions, final, ranking, ...card }) => {
    const { band, gatesFailed, vetoes } = card
    return { estate: slug, totals: { base, bonus, deductions, final, ranking }, band, gatesFailed, vetoes }
  })
  const own = new Set(whole.map(({ slug }) => slug))
  const again = rows.filter(({ estate }) => own.has(estate))
  expect(
    again.map(({ estate, totals, band, gatesFailed, vetoes }) => {
      return { estate, totals, band, gatesFailed, vetoes }
    }),
  ).toEqual(released)
})

test("a withheld count is in neither file", async () => {
  const release = (await (await app.get(paths.apiRelease(period))).json()) as { estates: Scorecard[] }
  const lines = (await (await app.get(paths.apiValues(period))).text()).split("\n")
  const withheld = release.estates.flatMap(({ slug, values }) =>
    values.flatMap(({ key, state, value }) => (state === "suppressed" ? [{ slug, key, value }] : [])),
  )
  expect(withheld.length).toBeGreaterThan(0)
  for (const { slug, key, value } of withheld) {
    expect(value).toBeNull()
    expect(lines.filter((line) => line.startsWith(`${slug},${period},${key},`))).toEqual([])
  }
})

test("the edition is the stored document: byte for byte, by code and by id, and a known one is 304", async () => {
  const byCode = await app.get(paths.apiEdition("cd-wwsg-2023"))
  const text = await byCode.text()
  expect(byCode.headers.get("content-type")).toBe("application/json; charset=utf-8")
  expect(text).toBe(canonicalJson(JSON.parse(readFileSync("schema/seed/editions/cd-wwsg-2023.json", "utf8"))))
  expect(await (await app.get(paths.apiEdition("cd-wwsg-2023@1.0.0"))).text()).toBe(text)
  const etag = byCode.headers.get("etag")!
  expect((await app.get(paths.apiEdition("cd-wwsg-2023"), { "if-none-match": etag })).status).toBe(304)
})

test("what has no such file is a problem document", async () => {
  for (const path of [paths.apiValues("2001Q1"), paths.apiValues("2025"), paths.apiEdition("nobody")]) {
    const answer = await app.get(path)
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"])
  }
})

test("the methodology links what a recomputation needs, and says which estates it cannot give exactly", async () => {
  const page = await app.page(paths.methodology("cd-wwsg-2023"))
  for (const path of [paths.apiEdition("cd-wwsg-2023"), paths.apiValues(period), paths.apiReleases()])
    expect(page).toContain(`href="${path}"`)
  expect(page).not.toContain(paths.apiValues("2025"))
  expect(visibleText(page)).toContain("不能由此精确重算")
})
