import { expect, test } from "vitest"
import { texts } from "../../web/text/text.ts"
import {
  formatChange,
  formatDay,
  formatNumber,
  formatPeriod,
  formatScore,
  formatShare,
} from "../../web/ui/format.ts"

test("scores are rounded half away from zero on the decimal value", () => {
  expect([formatScore(82.45, 1), formatScore(1.005, 2), formatScore(-0.001, 2)]).toEqual([
    "82.5",
    "1.01",
    "0.00",
  ])
})

test("changes carry their sign and never -0", () => {
  expect([formatChange(3.24, 1), formatChange(-1.5, 2), formatChange(-0.001, 2)]).toEqual([
    "+3.2",
    "−1.50",
    "0.00",
  ])
})

test("numbers lose trailing zeros and get thousands from 10,000 on", () => {
  expect([1079, 12345.678, 0.1 + 0.2, -20000].map((value) => formatNumber(value))).toEqual([
    "1079",
    "12,345.68",
    "0.3",
    "-20,000",
  ])
  expect(formatShare(0.4567, 1)).toBe("45.7%")
})

test("periods and days in words; a day is the day in Shanghai", () => {
  expect(formatPeriod(texts.zh, "2026Q3")).toBe("2026 年第 3 季度")
  expect(formatPeriod(texts.zh, "2025")).toBe("2025 年度")
  expect(formatDay(texts.zh, "2026-11-22T16:00:00.000Z")).toBe("2026 年 11 月 23 日")
  expect(formatDay(texts.zh, "2026-12-07")).toBe("2026 年 12 月 7 日")
  expect([formatPeriod(texts.en, "2026Q3"), formatPeriod(texts.en, "2025")]).toEqual(["Q3 2026", "Year 2025"])
  expect(formatDay(texts.en, "2026-11-22T16:00:00.000Z")).toBe("23 Nov 2026")
})

test("in English a count agrees with its noun", () => {
  const { lead } = texts.en.registry.list
  expect([lead(0), lead(1), lead(2)]).toEqual(["0 estates", "1 estate", "2 estates"])
  expect(texts.en.quarters.closing.unverified(1)).toBe("1 estate is not verified")
  expect(texts.en.people.members.lead("A", 1)).toBe("A, 1 person")
})
