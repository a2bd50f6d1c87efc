import { expect, test } from "vitest"
import { keyCounts } from "../../worker/data/key-counts.ts"

test("a hundred requests of a minute are counted one by one and told to the database five times", () => {
  const counts = keyCounts()
  const told: number[] = []
  for (let at = 1; at <= 100; at++) {
    // What the database holds by then: all that was told before.
    const stored = told.reduce((sum, requests) => sum + requests, 0)
    counts.learn("key", 7, stored)
    const { count, untold } = counts.count("key", 7)
    expect(count).toBe(at)
    if (untold > 0) told.push(untold)
  }
  expect(told).toEqual([1, 20, 20, 20, 20])
})

test("what other isolates told counts too, and the next minute begins anew", () => {
  const counts = keyCounts()
  const read = (stored: number) => counts.learn("key", 7, stored)
  read(40)
  expect(counts.count("key", 7).count).toBe(41)
  read(41)
  expect(counts.count("key", 7).count).toBe(42)
  expect(counts.count("other", 7).count).toBe(1)
  read(101)
  expect(counts.count("key", 7).count).toBe(103)
  // What was learned stays known where a request reads nothing before it is counted.
  expect(counts.count("key", 7).count).toBe(104)
  expect(counts.count("key", 8)).toEqual({ count: 1, untold: 1 })
})

test("keys without number do not stay in memory", () => {
  const counts = keyCounts()
  for (let at = 0; at < 2500; at++) counts.count(`key ${at}`, 7)
  expect(counts.size()).toBeLessThanOrEqual(2000)
})
