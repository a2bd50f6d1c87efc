import { afterAll, beforeAll, expect, test } from "vitest"
import { directoryOf } from "../../../worker/usecases/public/release-files.ts"
import { advanceRelease } from "../../../worker/usecases/release/advance-release.ts"
import { openTestCell, system, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, addSubmissions, closeDistrict } from "../../support/cell-rows.ts"
import { publishedRelease } from "../../support/read-release.ts"
import { ask } from "../../support/small-city.ts"

let cell: TestCell
const slugs = Array.from({ length: 1200 }, (_, at) => `estate-${String(at).padStart(4, "0")}`)

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  await addQuarter(cell, "2026Q2", "2026-07-20")
  await addEstates(
    cell,
    slugs.map((slug) => ({ slug })),
  )
  const filed = slugs.filter((_, at) => at % 10 !== 9)
  for (let from = 0; from < filed.length; from += 200) {
    const slice = filed.slice(from, from + 200)
    await addSubmissions(
      cell,
      slice.map((slug) => ({ slug, quarter: "2026Q2", state: "verified" })),
    )
  }
  await closeDistrict(cell, "2026Q2", "510104")
})
afterAll(() => cell.close())

test("1,200 estates are three chunks, every step costs few round trips", async () => {
  const requested = await ask(cell, "2026Q2")
  const trips: number[] = []
  for (let done = false; !done; ) {
    const before = cell.requests()
    done = (await advanceRelease(cell.contextFor(system), cell.deps, requested)).done
    trips.push(cell.requests() - before)
  }
  expect(trips).toHaveLength(3 + 1 + 3 + 1 + 1)
  expect(Math.max(...trips)).toBeLessThanOrEqual(4)
  const [row] = await cell.rows("select manifest_hash, estate_count from releases")
  expect(row?.["estate_count"]).toBe(1200)
  const { manifest, cards, rows } = await publishedRelease(cell, "2026Q2")
  if (manifest.format !== 2) throw new Error("an old format was written")
  const { chunks } = await directoryOf(cell.deps.files, { period: "2026Q2", manifest })
  expect(chunks.map(({ estates, first, last }) => [estates, first, last])).toEqual([
    [500, "estate-0000", "estate-0499"],
    [500, "estate-0500", "estate-0999"],
    [200, "estate-1000", "estate-1199"],
  ])
  expect(manifest.totals).toMatchObject({ estates: 1200, outcomes: { scored: 1080, not_reported: 120 } })
  expect(rows.slugs).toEqual(slugs)
  expect([...cards.keys()]).toEqual(slugs)
  const ranks = slugs.flatMap((_, at) => rows.number("rank", at) ?? [])
  expect(ranks).toHaveLength(1080)
  expect(Math.min(...ranks)).toBe(1)
  for (const card of [...cards.values()].slice(1000)) {
    const better = slugs.filter((_, at) => (rows.number("ranking", at) ?? -99) > (card.ranking ?? 99)).length
    if (card.rank !== null) expect(card.rank).toBeGreaterThanOrEqual(better + 1)
  }
})
