import { describe, expect, test } from "vitest"
import {
  checkDeadline,
  openableQuarters,
  proposedQuarter,
  usualDeadline,
} from "../../worker/domain/opening.ts"

describe("the quarters that may be opened", () => {
  test("a city that has opened none begins with the last four that have ended, up to the running one", () => {
    expect(openableQuarters([], "2026Q2")).toEqual(["2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"])
  })
  test("afterwards it is those that are not open yet, of the last four and behind the latest, in any order", () => {
    expect(openableQuarters(["2025Q3", "2025Q4", "2025Q2"], "2026Q2")).toEqual(["2026Q1", "2026Q2"])
    expect(openableQuarters(["2026Q2"], "2026Q2")).toEqual(["2025Q2", "2025Q3", "2025Q4", "2026Q1"])
    expect(openableQuarters(["2024Q4", "2026Q1"], "2026Q2")).toEqual(["2025Q2", "2025Q3", "2025Q4", "2026Q2"])
    expect(openableQuarters(["2024Q3"], "2026Q2")[0]).toBe("2024Q4")
    expect(openableQuarters(["2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"], "2026Q2")).toEqual([])
  })
  test("the next after the latest is proposed, otherwise the newest; a new city begins with the oldest", () => {
    expect(proposedQuarter(["2025Q2", "2026Q1", "2026Q2"], ["2025Q4"])).toBe("2026Q1")
    expect(proposedQuarter(["2025Q2", "2025Q3"], ["2026Q2"])).toBe("2025Q3")
    expect(proposedQuarter(["2025Q2", "2025Q3"], [])).toBe("2025Q2")
    expect(proposedQuarter([], ["2026Q2"])).toBeUndefined()
  })
})

test("twenty days after the end are proposed, or two weeks from today when that is later", () => {
  expect(usualDeadline("2026Q3", "2026-09-30")).toBe("2026-10-20")
  expect(usualDeadline("2026Q3", "2026-10-06")).toBe("2026-10-20")
  expect(usualDeadline("2026Q3", "2026-10-07")).toBe("2026-10-21")
})

describe("a deadline", () => {
  const rules = (day: string, today: string) => {
    const { hard, soft } = checkDeadline("2026Q3", day, today)
    return [...hard.map(({ rule }) => rule), ...soft.map(({ rule }) => `${rule}?`)]
  }
  test("is after the quarter's last day", () => {
    expect(rules("2026-09-30", "2026-09-01")).toEqual(["deadline_in_quarter"])
    expect(rules("2026-10-01", "2026-09-01")).toEqual([])
  })
  test("may be today and not yesterday", () => {
    expect(rules("2026-10-12", "2026-10-12")).toEqual([])
    expect(rules("2026-10-11", "2026-10-12")).toEqual(["deadline_past"])
  })
  test("needs a reason when it is more than 60 days after the end, or after today when the quarter is over", () => {
    expect(rules("2026-11-29", "2026-09-01")).toEqual([])
    expect(rules("2026-11-30", "2026-09-01")).toEqual(["deadline_far?"])
    expect(rules("2026-12-11", "2026-10-12")).toEqual([])
    expect(rules("2026-12-12", "2026-10-12")).toEqual(["deadline_far?"])
  })
  test("says from which day it is far: the end while the quarter runs, today from its last day on", () => {
    const counted = (today: string) => checkDeadline("2026Q3", "2027-03-01", today).soft[0]?.with?.["counted"]
    expect([counted("2026-09-29"), counted("2026-09-30"), counted("2026-10-12")]).toEqual([
      "end",
      "today",
      "today",
    ])
  })
})
