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
