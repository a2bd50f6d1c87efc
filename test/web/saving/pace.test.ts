import { expect, test } from "vitest"
import { quietMs, retryMs, saveWaitMs } from "../../../web/islands/saving/pace.ts"

test("a save goes 2 s after the last change, and every 6 s while somebody goes on typing", () => {
  expect(saveWaitMs(1000, { firstAt: 1000, lastAt: 1000, answeredAt: 0, answerMs: 50 })).toBe(2000)
  expect(saveWaitMs(2500, { firstAt: 1000, lastAt: 1000, answeredAt: 0, answerMs: 50 })).toBe(500)
  // Somebody has typed without a pause since second 1: at second 7 it goes, whatever the last key.
  expect(saveWaitMs(6900, { firstAt: 1000, lastAt: 6900, answeredAt: 0, answerMs: 50 })).toBe(100)
  expect(saveWaitMs(9000, { firstAt: 1000, lastAt: 8900, answeredAt: 0, answerMs: 50 })).toBe(0)
})

test("slow answers make it wait longer, but no change waits more than 9 s: it is saved within 15", () => {
  expect([quietMs(0), quietMs(1000), quietMs(1250), quietMs(60_000)]).toEqual([2000, 2000, 2500, 3000])
  expect(saveWaitMs(0, { firstAt: 0, lastAt: 0, answeredAt: -60_000, answerMs: 60_000 })).toBe(3000)
  expect(saveWaitMs(0, { firstAt: 0, lastAt: 1e9, answeredAt: -60_000, answerMs: 60_000 })).toBe(9000)
})

test("after a slow answer the next save rests for three times as long, 8 s at most", () => {
  const typed = { firstAt: 1000, lastAt: 1000 }
  expect(saveWaitMs(1000, { ...typed, answeredAt: 1000, answerMs: 600 })).toBe(2000)
  expect(saveWaitMs(1000, { ...typed, answeredAt: 1000, answerMs: 2000 })).toBe(6000)
  expect(saveWaitMs(1000, { ...typed, answeredAt: 1000, answerMs: 20_000 })).toBe(8000)
})

test("what failed is tried again after 2, 4, 8 … at most 60 s, and not by all in the same moment", () => {
  expect([1, 2, 3, 4, 5, 6, 50].map((failures) => retryMs(failures, 0))).toEqual([
    2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
  ])
  expect([retryMs(1, 1), retryMs(6, 0.5)]).toEqual([1000, 45_000])
})
