import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { expect, test } from "vitest"
import { Memory, sizeOf } from "../../worker/domain/memory.ts"

test("what is held elsewhere takes its room from what is kept", () => {
  const memory = new Memory(10_000)
  for (const name of ["a", "b", "c", "d"]) memory.put(name, name, 2_000)
  memory.hold("state", 6_000)
  expect(memory.bytes).toBeLessThanOrEqual(10_000)
  expect(["a", "b", "c", "d"].filter((name) => memory.get(name))).toEqual(["d"])
  memory.hold("state", 1_000)
  memory.put("a", "a", 2_000)
  expect([memory.get("a"), memory.get("d")]).toEqual(["a", "d"])
})

test("a value kept anew is counted once", () => {
  const memory = new Memory(10_000)
  memory.put("a", 1, 2_000)
  const { bytes } = memory
  memory.put("a", 2, 2_000)
  expect([memory.bytes, memory.get("a")]).toEqual([bytes, 2])
})

test("parsed values are counted as no less than V8 takes for them", () => {
  setFlagsFromString("--expose-gc")
  const gc = runInNewContext("gc") as () => void
  const rows = Array.from({ length: 3_000 }, (_, at) => ({
    slug: `estate-${at}`,
    name: `锦江小区${at}`,
    base: at / 7,
    rank: at,
    dimensions: { GOV: at / 3, SVC: at / 11 },
    company: null,
  }))
  const text = JSON.stringify(rows)
  const kept: unknown[] = []
  // What other tests of this process have left is let go first, and weighs little beside so many copies.
  for (let times = 0; times < 4; times++) gc()
  const before = process.memoryUsage().heapUsed
  for (let copy = 0; copy < 40; copy++) kept.push(JSON.parse(text))
  gc()
  const real = (process.memoryUsage().heapUsed - before) / kept.length
  expect(sizeOf(rows)).toBeGreaterThan(real * 0.9)
  expect(sizeOf(rows)).toBeLessThan(real * 2.5)
})

test("up to a quarter of the bound is kept, and as much as the bound holds", () => {
  const memory = new Memory(4_000)
  const most = 1_000 - 256 - 2
  memory.put("a", "kept", most)
  memory.put("b", "not kept", most + 1)
  expect([memory.get("a"), memory.get("b"), memory.bytes]).toEqual(["kept", undefined, 1_000])
  for (const name of ["c", "d", "e"]) memory.put(name, name, most)
  expect([memory.bytes, memory.get("a")]).toEqual([4_000, "kept"])
})

test("buffers and views are counted by their bytes", () => {
  const buffer = new ArrayBuffer(1_000)
  expect([sizeOf(buffer), sizeOf(new Uint8Array(buffer)), sizeOf(new DataView(buffer, 500))]).toEqual([
    1_128, 1_128, 628,
  ])
})
