import { expect, test } from "vitest"
import {
  compareQuarters,
  dayOf,
  endOfDay,
  firstDay,
  isAfterDay,
  lastDay,
  nextQuarter,
  parseQuarter,
  previousQuarter,
  quarterOf,
  quartersOfYear,
  shiftDay,
  shiftQuarter,
  startOfDay,
  yearOf,
} from "../../worker/domain/quarter.ts"

test("keys are four digits, Q and 1 to 4", () => {
  expect(parseQuarter("2026Q3")).toEqual({ year: 2026, number: 3 })
  for (const bad of [
    "2026Q0",
    "2026Q5",
    "2026q1",
    "26Q1",
    " 2026Q1",
    "2026Q1 ",
    "２０２６Q1",
    "2026Q1\n",
    "",
    "0000Q1",
    "1899Q4",
    "3000Q1",
    "9999Q4",
  ])
    expect(parseQuarter(bad)).toBeNull()
})

test("quarters follow each other over the turn of the year", () => {
  expect(nextQuarter("2025Q4")).toBe("2026Q1")
  expect(previousQuarter("2026Q1")).toBe("2025Q4")
  expect(shiftQuarter("2026Q3", -7)).toBe("2024Q4")
  expect(compareQuarters("2025Q4", "2026Q1")).toBeLessThan(0)
  expect(yearOf("2026Q3")).toBe("2026")
  expect(quartersOfYear("2026")).toEqual(["2026Q1", "2026Q2", "2026Q3", "2026Q4"])
  expect(() => yearOf("2026")).toThrow(RangeError)
  // What may be named has neighbours that can be reckoned with, though they may not be named.
  for (const edge of ["1900Q1", "2999Q4"]) {
    expect(parseQuarter(edge)).not.toBeNull()
    expect([lastDay(previousQuarter(edge)), firstDay(nextQuarter(edge))]).not.toContain("")
    expect(shiftQuarter(nextQuarter(edge), -1)).toBe(edge)
  }
})

test("first and last days", () => {
  expect(["2026Q1", "2026Q2", "2026Q3", "2026Q4"].map(firstDay)).toEqual([
    "2026-01-01",
    "2026-04-01",
    "2026-07-01",
    "2026-10-01",
  ])
  expect(["2026Q1", "2026Q2", "2026Q3", "2026Q4"].map(lastDay)).toEqual([
    "2026-03-31",
    "2026-06-30",
    "2026-09-30",
    "2026-12-31",
  ])
})

test("days and quarters turn at midnight in Shanghai, 16:00 UTC", () => {
  expect(dayOf(Date.UTC(2026, 8, 30, 15, 59, 59, 999))).toBe("2026-09-30")
  expect(quarterOf(Date.UTC(2026, 8, 30, 15, 59, 59, 999))).toBe("2026Q3")
  expect(quarterOf(Date.UTC(2026, 8, 30, 16, 0, 0))).toBe("2026Q4")
  expect(quarterOf(Date.UTC(2026, 11, 31, 16, 0, 0))).toBe("2027Q1")
  expect(startOfDay("2026-10-01")).toBe(Date.UTC(2026, 8, 30, 16, 0, 0))
  expect(shiftDay("2026-02-28", 1)).toBe("2026-03-01")
})

test("a deadline is 23:59:59 of its day; the next second is late", () => {
  expect(endOfDay("2026-10-14")).toBe(Date.UTC(2026, 9, 14, 15, 59, 59))
  expect(isAfterDay(endOfDay("2026-10-14"), "2026-10-14")).toBe(false)
  expect(isAfterDay(endOfDay("2026-10-14") + 999, "2026-10-14")).toBe(false)
  expect(isAfterDay(endOfDay("2026-10-14") + 1000, "2026-10-14")).toBe(true)
  expect(() => endOfDay("2026-02-30")).toThrow(RangeError)
})
