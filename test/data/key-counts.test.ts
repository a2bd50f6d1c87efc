import { expect, test } from "vitest"
import { keyCounts } from "../../worker/data/key-counts.ts"

test("a hundred requests of a minute are counted one by one and told to the database five times", () => {
  const counts = keyCounts()
  const told: number[] = []
  for (let at = 1; at <= 100; at++) {
    // What the database holds by then: all that was told before.
    const stored = told.reduce((sum, requests) => sum + requests, 0)
    const { count, untold } = counts.count("key", 7, stored)
    expect(count).toBe(at)
    if (untold > 0) told.push(untold)
  }
  expect(told).toEqual([1, 20, 20, 20, 20])
})

test("what other isolates told counts too, and the next minute begins anew", () => {
  const counts = keyCounts()
  expect(counts.count("key", 7, 40).count).toBe(41)
  expect(counts.count("key", 7, 41).count).toBe(42)
  expect(counts.count("other", 7, 0).count).toBe(1)
  expect(counts.count("key", 7, 101).count).toBe(103)
  expect(counts.count("key", 8, 0)).toEqual({ count: 1, untold: 1 })
})

test("keys without number do not stay in memory", () => {
  const counts = keyCounts()
  for (let at = 0; at < 2500; at++) counts.count(`key ${at}`, 7, 0)
  expect(counts.size()).toBeLessThanOrEqual(2000)
})
