import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { scorePeriods } from "../../../worker/domain/scoring/periods.ts"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { compileEdition } from "../../../worker/domain/scoring/score.ts"
import { readValues } from "../../../worker/domain/scoring/values-file.ts"
import { plainIndicatorAt } from "../../../worker/domain/scoring/view.ts"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { system } from "../../support/cell.ts"
import { askRelease, correcting } from "../../support/correcting.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"

let door: FrontDoor
let get: (path: string) => Promise<string>
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")
const json = async <T>(path: string) => JSON.parse(await get(path)) as T

interface Head {
  period: string
  number: number
  kind: "quarter" | "year"
  manifestHash: string
  inputHash: string
  engine: string
  edition: { code: string; version: string; hash: string }
  before: { period: string; number: number; manifestHash: string } | null
  notRecomputable: string[]
  inputs: {
    values: string
    expected: string
    quarters: { period: string; number: number; manifestHash: string }[]
    parts: {
      estates: number
      values: { href: string; sha256: string } | null
      expected: { href: string; sha256: string }
    }[]
  }
  earlier: { number: number; json: string }[]
  links: { edition: string }
}
type Release = Head & { estates: Scorecard[] }
let heads: Head[]

beforeAll(async () => {
  door = await openFrontDoor({ now: new Date("2026-05-06T02:00:00Z"), estates: 60, released: 4 })
  const anybody = await door.as(null)
  get = async (path) => {
    const answer = await anybody.get(path)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    return answer.text()
  }
  // A corrected quarter, with another number of what everybody may see and of what nobody may.
  const [row] = await door.cell.rows(
    "select e.slug, s.id, s.filing from submissions s join estates e on e.id = s.estate_id where s.quarter = '2025Q3' and s.state = 'verified' limit 1",
  )
  const [slug, id] = [String(row?.["slug"]), String(row?.["id"])]
  await correcting(door.cell, "2025Q3", slug).open("户数填错了，按台账更正。")
  const set = 'update "values" set value = ? where submission_id = ? and key = ?'
  for (const [key, value] of [
    ["service_kinds", "1"],
    ["disputes_taken", "3"],
    ["disputes_settled", "1"],
  ])
    await door.cell.rows(set, [value!, id, key!])
  await door.cell.rows("update submissions set state = 'verified', verified_at = ? where id = ?", [
    door.now.toISOString(),
    id,
  ])
  await runRelease(door.cell.contextFor(system), door.cell.deps, await askRelease(door.cell, "2025Q3"))
  const list = await json<{ releases: Head[] }>(paths.apiReleases())
  const earlier = list.releases.flatMap(({ earlier: all }) => all.map(({ json: path }) => path))
  heads = [...list.releases, ...(await Promise.all(earlier.map((path) => json<Head>(path))))]
})
afterAll(() => door.close())

const compiledOf = async ({ links }: Head) => {
  const text = await get(links.edition)
  return { text, compiled: compileEdition(readEdition(JSON.parse(text), "optional").edition!) }
}

test("there are quarters, a year, and what was corrected of both", () => {
  expect(heads.map(({ period, number }) => `${period}/${number}`).sort()).toEqual(
    ["2025/1", "2025/2", "2025Q1/1", "2025Q2/1", "2025Q3/1", "2025Q3/2", "2025Q4/1"].sort(),
  )
})

test("every release gives every published point, total, band, rank and range of every estate again", async () => {
  let estates = 0
  for (const head of heads) {
    const { compiled } = await compiledOf(head)
    const release = await json<Release>(paths.apiReleaseNumber(head.period, head.number))
    const read = readValues(compiled, await get(head.inputs.values))
    if ("faults" in read) throw new Error(JSON.stringify(read.faults.slice(0, 5)))
    const results = scorePeriods(compiled, read.quarters, { ranges: true, measures: true })
    const rows = results.rows.filter(({ period, totals }) => period === head.period && totals)
    const scored = release.estates.filter(({ base }) => base !== null)
    const about = `${head.period}/${head.number}`
    expect(
      rows.map(({ estate }) => estate),
      about,
    ).toEqual(scored.map(({ slug }) => slug))
    for (const [n, { totals, rank, range, band, gatesFailed, vetoes }] of rows.entries()) {
      const { base, bonus, deductions, final, ranking, ...card } = scored[n]!
      const again = {
        totals,
        rank,
        band,
        gatesFailed,
        vetoes,
        range: range && [range.p5, range.p50, range.p95],
      }
      expect(again, `${about} ${card.slug}`).toEqual({
        totals: { base, bonus, deductions, final, ranking },
        rank: card.rank,
        band: card.band,
        gatesFailed: card.gatesFailed,
        vetoes: card.vetoes,
        range: card.range && [card.range.p5, card.range.p50, card.range.p95],
      })
      if (head.kind === "year") continue
      const quarter = results.quarters[0]!
      const points = compiled.edition.indicators.map(
        (_, at) => plainIndicatorAt(compiled, quarter.scores, n, at).points,
      )
      expect(points).toEqual(card.indicators.map((one) => one.points))
      estates++
    }
    expect(head.notRecomputable).toEqual([])
  }
  expect(estates).toBeGreaterThan(200)
})

test("hashes are of the files as they are offered, and the input hash is made of them", async () => {
  for (const head of heads) {
    const { text } = await compiledOf(head)
    expect(sha256(text)).toBe(head.edition.hash)
    for (const { values, expected } of head.inputs.parts) {
      if (values) expect(sha256(await get(values.href))).toBe(values.sha256)
      expect(sha256(await get(expected.href))).toBe(expected.sha256)
    }
    expect(head.inputs.parts).toHaveLength(1)
    const { edition, engine, period, inputs } = head
    const from =
      head.kind === "year"
        ? inputs.quarters.map((one) => ({
            period: one.period,
            number: one.number,
            manifestHash: one.manifestHash,
          }))
        : inputs.parts.map(({ values }) => values?.sha256)
    expect(sha256(canonicalJson({ edition: edition.hash, engine, period, from }))).toBe(head.inputHash)
  }
})

test("the command itself prints the expected scores, of values in parts as well", async () => {
  const folder = mkdtempSync(join(tmpdir(), "recompute-"))
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  for (const head of heads.filter(({ period }) => period === "2025" || period === "2025Q3")) {
    const edition = write("E.json", await get(head.links.edition))
    const [header, ...lines] = (await get(head.inputs.values)).trim().split("\n")
    const half = Math.floor(lines.length / 2)
    const parts = [lines.slice(0, half), lines.slice(half)].map((some, n) =>
      write(`V${n}.csv`, `${[header, ...some].join("\n")}\n`),
    )
    const values = parts.flatMap((part) => ["--values", part])
    const args = ["scripts/score.ts", "--edition", edition, ...values, "--ranges", "--period", head.period]
    const printed = execFileSync(process.execPath, args, { encoding: "utf8" })
    const expected = await get(head.inputs.expected)
    const scored = printed.split("\n").filter((line) => !/^[^,]+,\d{4},,/.test(line))
    expect(scored.join("\n")).toBe(expected)
  }
})

test("public releases are one chain from its head to the first", async () => {
  const { head } = await json<{ head: Head["before"] }>(paths.apiReleases())
  const seen: string[] = []
  for (let at = head; at; ) {
    const named = at
    seen.push(named.manifestHash)
    at = heads.find(({ manifestHash }) => manifestHash === named.manifestHash)!.before
  }
  expect(new Set(seen).size).toBe(heads.length)
  expect(seen).toHaveLength(heads.length)
})
