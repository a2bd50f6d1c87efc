import { describe, expect, test } from "vitest"
import {
  beginTenure,
  checkDay,
  endTenure,
  holderOn,
  latestTenure,
  managersIn,
  movedQuarters,
  overlap,
  readDay,
  removeTenure,
  type Tenure,
} from "../../../worker/domain/registry/tenures.ts"

const tenure = (
  id: string,
  fromDate: string,
  toDate: string | null,
  organisationId = `of-${id}`,
): Tenure => ({
  ...{ id, organisationId, fromDate, toDate },
})
const first = tenure("first", "2020-01-01", "2022-12-31")
const second = tenure("second", "2023-01-01", null)

describe("a day", () => {
  test.each([
    "2026-1-5",
    "2026/01/05",
    "2026.1.05",
    "2026年1月5日",
    "２０２６-０１-０５",
    " 2026 - 1 - 5 ",
    "2026年1月5",
  ])("%s is 2026-01-05", (typed) => expect(readDay(typed)).toBe("2026-01-05"))

  test.each([
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-1",
    "26-1-5",
    "2026-1-5x",
    "20260105",
    "2025-02-29",
  ])("%s is none", (typed) => expect(readDay(typed)).toBeNull())

  test("is from 1980 on and at most 366 days ahead, both included", () => {
    const check = (typed: string) => checkDay("toDate", typed, "2026-07-10")
    expect(check("1980-01-01")).toEqual({ day: "1980-01-01" })
    expect(check("2027-07-11")).toEqual({ day: "2027-07-11" })
    for (const typed of ["1979-12-31", "2027-07-12"])
      expect(check(typed)).toEqual({ fault: { rule: "day_out_of_range", field: "toDate", with: { typed } } })
    expect(check("  ")).toEqual({ fault: { rule: "day_missing", field: "toDate" } })
    expect(check(` ${"昨".repeat(30)} `)).toEqual({
      fault: { rule: "day_wrong", field: "toDate", with: { typed: "昨".repeat(20) } },
    })
  })
})

describe("who manages", () => {
  test("on a day, first and last day included", () => {
    expect(holderOn([first, second], "2019-12-31")).toBeNull()
    expect(holderOn([first, second], "2020-01-01")).toBe("of-first")
    expect(holderOn([first, second], "2022-12-31")).toBe("of-first")
    expect(holderOn([first, second], "2023-01-01")).toBe("of-second")
    expect(holderOn([first], "2023-01-01")).toBeNull()
  })

  test("within a quarter, only where more than one did, cut to the quarter and in order", () => {
    const row = (company: string, fromDate: string, toDate: string | null) => ({ company, fromDate, toDate })
    const both = [row("乙", "2026-08-01", null), row("甲", "2020-01-01", "2026-07-31")]
    expect(managersIn(both, "2026Q3")).toEqual([
      row("甲", "2026-07-01", "2026-07-31"),
      row("乙", "2026-08-01", "2026-09-30"),
    ])
    expect(managersIn(both, "2026Q2")).toEqual([])
    expect(managersIn(both, "2026Q4")).toEqual([])
    const edges = [
      row("甲", "2020-01-01", "2026-07-01"),
      row("乙", "2026-07-02", "2026-09-29"),
      row("丙", "2026-09-30", null),
    ]
    expect(managersIn(edges, "2026Q3").map(({ company }) => company)).toEqual(["甲", "乙", "丙"])
    expect(managersIn(edges, "2026Q4")).toEqual([])
  })

  test("a quarter moves with its last day", () => {
    const of = (quarter: string) => ({ quarter, open: true, released: false, frozen: false, state: null })
    const quarters = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"].map(of)
    const before = [tenure("a", "2026-01-01", null)]
    const after = [tenure("a", "2026-01-01", "2026-06-29"), tenure("b", "2026-06-30", "2026-12-30")]
    expect(movedQuarters(before, after, quarters).map(({ quarter }) => quarter)).toEqual([
      "2026Q2",
      "2026Q3",
      "2026Q4",
    ])
    expect(movedQuarters(before, before, quarters)).toEqual([])
    // The same company under another tenure is no other company.
    expect(movedQuarters(before, [tenure("c", "2026-01-01", null, "of-a")], quarters)).toEqual([])
  })

  test("no two on one day", () => {
    expect(overlap([second, first])).toBeNull()
    expect(overlap([second, { ...first, toDate: "2023-01-01" }])).toEqual([
      { ...first, toDate: "2023-01-01" },
      second,
    ])
    expect(overlap([{ ...first, toDate: null }, second])).toEqual([{ ...first, toDate: null }, second])
    expect(overlap([])).toBeNull()
  })

  test("the latest is the one that began last", () => {
    expect(latestTenure([second, first])).toBe(second)
    expect(latestTenure([first, second])).toBe(second)
    expect(latestTenure([])).toBeNull()
  })
})

describe("a company begins", () => {
  test("and who managed without end hands over the day before", () => {
    const added = tenure("third", "2026-03-01", null)
    const ended = { ...second, toDate: "2026-02-28" }
    expect(beginTenure([first, second], added)).toEqual({ after: [first, ended, added], added, ended })
  })

  test("after one that has ended, or first of all, with nothing to end", () => {
    const added = tenure("third", "2024-01-01", "2024-12-31")
    const over = { ...second, toDate: "2023-12-31" }
    expect(beginTenure([over], added)).toEqual({ after: [over, added], added })
    expect(beginTenure([], added)).toEqual({ after: [added], added })
    const earlier = tenure("earlier", "2019-01-01", "2019-12-31")
    expect(beginTenure([first, second], earlier)).toEqual({ after: [first, second, earlier], added: earlier })
  })

  test("not before it ends, not twice in a row, not on a day of another", () => {
    expect(beginTenure([], tenure("x", "2024-01-02", "2024-01-01"))).toEqual({
      fault: { rule: "day_before_first", field: "toDate", with: { day: "2024-01-02" } },
    })
    expect("after" in beginTenure([], tenure("x", "2024-01-02", "2024-01-02"))).toBe(true)
    expect(beginTenure([second], tenure("x", "2024-01-01", null, "of-second"))).toEqual({
      fault: { rule: "same_company", field: "company", with: { day: "2023-01-01" } },
    })
    const period = (from: string, to: string) => ({
      fault: { rule: "tenure_overlap", field: "fromDate", with: { from, to } },
    })
    // Not after the other's own first day: nothing is left to hand over.
    expect(beginTenure([second], tenure("x", "2023-01-01", null))).toEqual(period("2023-01-01", ""))
    expect(beginTenure([first], tenure("x", "2022-12-31", null))).toEqual(period("2020-01-01", "2022-12-31"))
    expect(beginTenure([first, second], tenure("x", "2019-01-01", "2020-01-01"))).toEqual(
      period("2020-01-01", "2022-12-31"),
    )
  })
})

describe("the last one", () => {
  test("ends on a day from its first on, alone", () => {
    const ended = { ...second, toDate: "2023-01-01" }
    expect(endTenure([first, second], second, "2023-01-01")).toEqual({ after: [first, ended], ended })
    expect(endTenure([first, second], second, "2022-12-31")).toEqual({
      fault: { rule: "day_before_first", field: "toDate", with: { day: "2023-01-01" } },
    })
  })

  test("is taken back, and who handed over to it goes on; who ended earlier does not", () => {
    const again = { ...first, toDate: null }
    expect(removeTenure([first, second], second)).toEqual({ after: [again], ended: again, removed: second })
    const gap = { ...first, toDate: "2022-12-30" }
    expect(removeTenure([gap, second], second)).toEqual({ after: [gap], removed: second })
    expect(removeTenure([second], second)).toEqual({ after: [], removed: second })
  })
})
