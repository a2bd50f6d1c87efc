import { expect, test } from "vitest"
import { Memory } from "../../../worker/domain/memory.ts"
import { WHOLE_COLUMNS } from "../../../worker/domain/release/columns.ts"
import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { columnsOf, isLarge } from "../../../worker/usecases/public/release-columns.ts"
import type { Files } from "../../../worker/usecases/public/release-files.ts"

const indicator = (code: string, points: number) => ({
  code,
  state: "verified",
  measure: 1,
  points,
  alternative: 0,
})
const card = {
  outcome: "scored",
  values: [{ key: "bare_soil_m2", value: 50 }],
  indicators: [indicator("ENV-01", 4), indicator("WTR-01", 2)],
} as unknown as Scorecard

/** A release of so many estates, of which one scorecard is told, and how often it was read. */
function release(estates: number) {
  const read = { times: 0 }
  async function* cards() {
    read.times++
    yield [card]
  }
  const manifest = { cell: "510100", format: 2, directory: `of-${estates}`, totals: { estates } }
  return { read, files: { period: "2026Q2", manifest } as unknown as Files, reader: { cards } }
}

test("of a release that fits, everything is read once, whichever indicator is asked for", async () => {
  const { files, read, reader } = release(WHOLE_COLUMNS)
  const deps = { reader, memory: new Memory(48 * 1024 * 1024) }
  expect(isLarge(files)).toBe(false)
  const { keys, indicators } = await columnsOf(deps, files, "ENV-01")
  expect([keys["bare_soil_m2"]?.[0], Object.keys(indicators)]).toEqual([50, ["ENV-01", "WTR-01"]])
  await columnsOf(deps, files, "WTR-01")
  expect(read.times).toBe(1)
})

test("of a large one only what is asked for, small enough to be kept", async () => {
  const { files, read, reader } = release(20_000)
  const deps = { reader, memory: new Memory(48 * 1024 * 1024) }
  expect(isLarge(files)).toBe(true)
  const { keys, indicators } = await columnsOf(deps, files, "ENV-01")
  expect([keys, Object.keys(indicators), indicators["ENV-01"]?.points[0]]).toEqual([{}, ["ENV-01"], 4])
  await columnsOf(deps, files, "ENV-01")
  expect(read.times).toBe(1)
  await columnsOf(deps, files, "WTR-01")
  expect(read.times).toBe(2)
  expect(deps.memory.bytes).toBeLessThan(1024 * 1024)
})
