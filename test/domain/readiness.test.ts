import { expect, test } from "vitest"
import { ageOf, lateAfter } from "../../worker/domain/readiness.ts"
import { STALLED_AFTER } from "../../worker/domain/release/progress.ts"
import { aliveBetween, isLost, isStalled } from "../../worker/domain/release/stalled.ts"

const since = "2026-10-12T00:00:00.000Z"
const after = (ms: number) => new Date(Date.parse(since) + ms)

test("something is late when it is older than its limit, not when it is as old", () => {
  expect(ageOf(since, after(lateAfter.cron), lateAfter.cron)).toEqual({ seconds: 1200, late: false })
  expect(ageOf(since, after(lateAfter.cron + 1), lateAfter.cron).late).toBe(true)
})

test("a clock that was set back makes nothing late", () => {
  expect(ageOf(since, after(-lateAfter.letters * 2), lateAfter.letters)).toEqual({ seconds: 0, late: false })
})

test("what runs has lost its runner when it has not moved for longer than it may, or moved in the future", () => {
  expect(isLost(since, after(1000), 1000)).toBe(false)
  expect(isLost(since, after(1001), 1000)).toBe(true)
  expect(isLost(since, after(-1000), 1000)).toBe(false)
  expect(isLost(since, after(-1001), 1000)).toBe(true)
  expect(aliveBetween(after(0), 1000)).toEqual({
    before: "2026-10-11T23:59:59.000Z",
    after: "2026-10-12T00:00:01.000Z",
  })
})

test("only a running release is stalled", () => {
  const late = after(STALLED_AFTER + 1)
  expect(isStalled({ state: "running", heartbeatAt: since }, late)).toBe(true)
  expect(isStalled({ state: "running", heartbeatAt: since }, after(STALLED_AFTER))).toBe(false)
  expect(isStalled({ state: "final", heartbeatAt: since }, late)).toBe(false)
})
