import { describe, expect, test } from "vitest"
import { calendarFaults, noticePeriod } from "../../worker/domain/selection/notice-days.ts"
import { countWorkingDays, lastWorkingDay, replyDueDay } from "../../worker/domain/working-days.ts"
import { workingDays } from "../../worker/gateways/working-days.ts"

describe("Chinese working days", () => {
  test("both ends count: 2022-11-04 to 2022-11-14 is 7", () => {
    expect(countWorkingDays("2022-11-04", "2022-11-14", workingDays)).toBe(7)
    expect(lastWorkingDay("2022-11-04", 7, workingDays)).toBe("2022-11-14")
    expect(noticePeriod("2022-11-04", 7, workingDays)).toEqual({
      fromDay: "2022-11-04",
      toDay: "2022-11-14",
      workingDays: 7,
    })
  })
  test("holidays do not count, make-up working days do", () => {
    // 2026-10-01 to 07 are free, Saturday the 10th is worked on.
    expect(workingDays.isWorkingDay("2026-10-05")).toBe(false)
    expect(workingDays.isWorkingDay("2026-10-10")).toBe(true)
    expect(lastWorkingDay("2026-09-30", 4, workingDays)).toBe("2026-10-10")
    expect(noticePeriod("2026-10-08", 5, workingDays).toDay).toBe("2026-10-13")
  })
  test("a period that begins on a free day counts from the next working day", () => {
    expect(lastWorkingDay("2026-10-03", 5, workingDays)).toBe("2026-10-13")
  })
  test("an answer is due so many working days after the day it came", () => {
    expect(replyDueDay("2026-09-30", 1, workingDays)).toBe("2026-10-08")
    expect(replyDueDay("2026-10-10", 1, workingDays)).toBe("2026-10-12")
  })
  test("5 to 7 working days, nothing else", () => {
    for (const days of [0, 4, 8, -1])
      expect(() => noticePeriod("2026-10-08", days, workingDays)).toThrow(RangeError)
  })
})

test("a year without a plan is said, with the years that have one", () => {
  expect(workingDays.known.from).toBe(2004)
  const next = workingDays.known.to + 1
  expect(calendarFaults(noticePeriod(`${next - 1}-12-30`, 5, workingDays), workingDays)).toEqual([
    { rule: "calendar_unknown", field: "fromDay", with: { year: next, ...workingDays.known } },
  ])
  expect(calendarFaults(noticePeriod("2026-10-08", 5, workingDays), workingDays)).toEqual([])
})
