import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, addSubmissions, closeDistrict } from "../../support/cell-rows.ts"
import { release } from "../../support/correcting.ts"
import { publishedRelease } from "../../support/read-release.ts"

let cell: TestCell
beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
})
afterAll(() => cell.close())

test("more than 2,000 estates are two parts, each with its values and what they give", async () => {
  const slugs = Array.from({ length: 2100 }, (_, at) => `grove-${String(at).padStart(4, "0")}`)
  await addQuarter(cell, "2025Q4", "2026-01-20")
  await addEstates(
    cell,
    slugs.map((slug) => ({ slug })),
  )
  const filed = slugs.filter((_, at) => at % 60 === 0)
  await addSubmissions(
    cell,
    filed.map((slug) => ({ slug, quarter: "2025Q4", state: "verified" })),
  )
  await closeDistrict(cell, "2025Q4", "510104")
  await release(cell, "2025Q4")
  const { manifest } = await publishedRelease(cell, "2025Q4")
  if (manifest.format !== 2) throw new Error("an old format was written")
  expect(manifest.inputs?.map(({ estates, last }) => [estates, last])).toEqual([
    [2000, "grove-1999"],
    [100, "grove-2099"],
  ])
  const hashes = manifest.inputs?.flatMap(({ values, expected }) => [values, expected])
  expect(new Set(hashes).size).toBe(4)
})
