import { expect, test } from "vitest"
import {
  type DueFacts,
  dueDay,
  grantedDay,
  isLate,
  lateness,
  mayGrant,
  sentAt,
  type Timing,
  takenBack,
  timeliness,
} from "../../../worker/domain/submission/lateness.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"

const due: DueFacts = { deadlineDay: "2026-10-20", tenureRecordedAt: null, extendedDay: null }
const lastMoment = new Date("2026-10-20T15:59:59.999Z")
const midnight = new Date("2026-10-20T16:00:00Z")
const draft: Timing = { state: "draft", sentAt: null, sentDueDay: null, graceDay: null }
const inTime: Timing = {
  state: "submitted",
  sentAt: lastMoment.toISOString(),
  sentDueDay: "2026-10-20",
  graceDay: null,
}

test("late is judged to the millisecond by the deadline of Shanghai's day; up to ten days 1, more 2", () => {
  const sent = (at: string | null) => ({ sentAt: at, sentDueDay: "2026-10-20" })
  expect(isLate(sent(null))).toBe(false)
  expect(isLate(sent("2026-10-20T15:59:59.999Z"))).toBe(false)
  expect(isLate(sent("2026-10-20T16:00:00.000Z"))).toBe(true)
  expect(lateness(sent(null))).toBeNull()
  expect(lateness(sent("2026-10-20T15:59:59.999Z"))).toBe(0)
  expect(lateness(sent("2026-10-30T15:59:59.999Z"))).toBe(1)
  expect(lateness(sent("2026-10-30T16:00:00.000Z"))).toBe(2)
})

test("what is not sent is late as if it were sent now, what is sent by when it was", () => {
  for (const timing of [null, draft, { ...inTime, state: "returned" } as const]) {
    expect(timeliness(lastMoment, due, timing, false)).toEqual({
      dueDay: "2026-10-20",
      sent: false,
      late: false,
    })
    expect(timeliness(midnight, due, timing, false).late).toBe(true)
  }
  for (const state of ["submitted", "street_verified", "verified"] as const)
    expect(timeliness(midnight, due, { ...inTime, state }, false)).toEqual({
      dueDay: "2026-10-20",
      sent: true,
      late: false,
    })
})

test("an own withdrawal gives up that it was in time; sent again after the deadline it is late", () => {
  const again: Timing = { ...inTime, ...takenBack(inTime, false), state: "draft" }
  expect(again.sentAt).toBeNull()
  expect(isLate(sentAt(midnight, due, again, false))).toBe(true)
  expect(isLate(sentAt(lastMoment, due, again, false))).toBe(false)
})

test("a return keeps it for the working days that it grants, once, and only what was in time", () => {
  // 2026-10-21 is a Wednesday; the National Day weeks are over.
  const graceDay = grantedDay(new Date("2026-10-21T02:00:00Z"), due, 5, workingDays)
  expect(graceDay).toBe("2026-10-28")
  expect(mayGrant(inTime)).toBe(true)
  expect(mayGrant({ ...inTime, graceDay })).toBe(false)
  expect(mayGrant({ ...inTime, sentAt: midnight.toISOString() })).toBe(false)
  expect(mayGrant(draft)).toBe(false)
  const returned: Timing = { ...inTime, state: "returned", graceDay }
  expect(dueDay(due, returned)).toBe("2026-10-28")
  const last = new Date("2026-10-28T15:59:59.999Z")
  expect(isLate(sentAt(last, due, returned, false))).toBe(false)
  expect(isLate(sentAt(new Date(last.getTime() + 1), due, returned, false))).toBe(true)
  // Withdrawn after it was sent again, the days of the return are gone; the first deadline stands.
  const again: Timing = { ...returned, ...takenBack(returned, false), state: "draft" }
  expect(dueDay(due, again)).toBe("2026-10-20")
  // Days that end by the deadline grant nothing, and are not used up.
  expect(grantedDay(new Date("2026-10-13T02:00:00Z"), due, 5, workingDays)).toBeNull()
  expect(grantedDay(new Date("2026-10-13T02:00:00Z"), due, 6, workingDays)).toBe("2026-10-21")
  // Days granted long before the deadline take nothing away.
  expect(dueDay(due, { ...returned, graceDay: "2026-10-12" })).toBe("2026-10-20")
})

test("a tenure that was recorded lately has fifteen days; an older one the quarter's", () => {
  const recorded = (tenureRecordedAt: string | null) => dueDay({ ...due, tenureRecordedAt }, null)
  expect(recorded("2026-10-18T15:59:59Z")).toBe("2026-11-02")
  expect(recorded("2026-10-18T16:00:00Z")).toBe("2026-11-03")
  expect(recorded("2026-01-01T00:00:00Z")).toBe("2026-10-20")
  expect(recorded(null)).toBe("2026-10-20")
})

test("a correction never changes lateness, whatever is withdrawn, returned and sent again under it", () => {
  const corrected: Timing = { ...inTime, ...takenBack(inTime, true), state: "returned" }
  expect(sentAt(midnight, due, corrected, true)).toEqual({
    sentAt: inTime.sentAt,
    sentDueDay: inTime.sentDueDay,
  })
  expect(timeliness(midnight, due, corrected, true).late).toBe(false)
  const late: Timing = { ...corrected, sentAt: midnight.toISOString() }
  expect(timeliness(lastMoment, due, late, true).late).toBe(true)
  // What was never sent before is sent under the correction for the first time.
  expect(isLate(sentAt(midnight, due, draft, true))).toBe(true)
})
