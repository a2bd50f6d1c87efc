import { describe, expect, test } from "vitest"
import { type Feedback, feedbackOf } from "../../../worker/domain/selection/feedback.ts"
import type { ShortlistDocument, ShortlistEntry } from "../../../worker/domain/selection/shortlist.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"

type Given = Parameters<typeof feedbackOf>[0]

function entry(nominationId: string, order: number, place: number | null): ShortlistEntry {
  const estate = { slug: nominationId, name: nominationId, district: "510104", placeNames: [], company: null }
  const figures = { judges: 80 + order, score: 70 + order, band: "A", rank: order, rankP5: 1, rankP95: 9 }
  return { nominationId, estate, place, order, total: 90 - order, tie: [], ...figures }
}

/** `first` is listed, `second` waits, `over` is over its quota, `few` had too few reviews, `left` is struck. */
function list(number: number): ShortlistDocument {
  return {
    ...{ format: 1, programmeId: "p", number, rulesVersion: 1, rulesHash: "h", frozenAt: "at" },
    categories: [
      {
        ...{ code: "A", title: "综合示范", places: 1 },
        entries: [entry("first", 1, 1)],
        reserve: [entry("second", 2, null)],
        left: [
          { nominationId: "over", reason: "quota", entry: entry("over", 3, null) },
          { nominationId: "few", reason: "insufficient", entry: null },
          { nominationId: "unscored", reason: "not_scored", entry: null },
          { nominationId: "left", reason: "struck", entry: null },
        ],
      },
      {
        ...{ code: "B", title: "进步显著", places: 1 },
        entries: [entry("other", 1, 1)],
        reserve: [],
        left: [],
      },
    ],
  }
}

function feedback(id: string, more: Partial<Given> & { state?: string; category?: string } = {}): Feedback {
  const { state = "submitted", category = "A", ...given } = more
  const nomination = { id, category, state, struckAt: null }
  return feedbackOf({ nomination, rules: fixtureRules(), reviews: [], lists: [list(1)], ...given })
}

describe("where a candidate stands", () => {
  test("on the list: its place and position, its figures, among how many", () => {
    const told = { outcome: "listed", place: 1, order: 1, ranked: 3, total: 89, judges: 81, score: 71 }
    expect(feedback("first")).toMatchObject(told)
  })

  test("in the reserve: no place, its position", () => {
    expect(feedback("second")).toMatchObject({
      outcome: "reserve",
      place: null,
      order: 2,
      ranked: 3,
      total: 88,
    })
  })

  test("over the quota: ranked all the same", () => {
    expect(feedback("over")).toMatchObject({ outcome: "quota", place: null, order: 3, total: 87 })
  })

  test.each([
    ["few", "insufficient"],
    ["unscored", "not_scored"],
    ["left", "struck"],
  ])("%s: %s, without a position", (id, outcome) => {
    expect(feedback(id)).toMatchObject({ outcome, place: null, order: null, total: null, judges: null })
  })

  test("withdrawn, whatever the list says", () => {
    expect(feedback("first", { state: "withdrawn" }).outcome).toBe("withdrawn")
    expect(feedback("over", { state: "withdrawn" }).outcome).toBe("withdrawn")
  })

  test("of its own category and the last list alone", () => {
    expect(feedback("other")).toMatchObject({ outcome: "not_ranked", order: null, ranked: 3 })
    expect(feedback("other", { category: "B" })).toMatchObject({ outcome: "listed", ranked: 1 })
    const moved = list(2)
    moved.categories[0]!.entries = [entry("second", 2, 1)]
    moved.categories[0]!.reserve = []
    const lists = [list(1), moved]
    expect(feedback("second", { lists })).toMatchObject({ outcome: "listed", place: 1, ranked: 2 })
    expect(feedback("first", { lists }).outcome).toBe("not_ranked")
    expect(feedback("first", { lists: [] })).toMatchObject({ outcome: "not_ranked", ranked: 0 })
    expect(feedback("first", { category: "C" })).toMatchObject({ outcome: "not_ranked", ranked: 0 })
  })
})

describe("what the judges said", () => {
  const review = (C1: number | null, C2: number | null, comment = "") => ({
    ...{ scores: { C1, C2 }, abstained: false, comment },
  })

  test("as means to one decimal, never one judge's score", () => {
    const two = [review(80, 60), review(85, null)]
    expect(feedback("first", { reviews: two }).criteria).toEqual([
      { code: "C1", title: "机制", weight: 50, mean: 82.5 },
      { code: "C2", title: "成效", weight: 50, mean: null },
    ])
    const three = [review(80, 60), review(85, 61), review(85, 62)]
    expect(feedback("first", { reviews: three }).criteria.map(({ mean }) => mean)).toEqual([83.3, 61])
    expect(feedback("first", { reviews: [review(80, 60)] }).criteria.map(({ mean }) => mean)).toEqual([
      null,
      null,
    ])
  })

  test("who abstained is counted apart, and no score of it is told", () => {
    const abstained = { ...review(0, 0, "回避"), abstained: true }
    const told = feedback("first", {
      reviews: [review(80, 60), review(90, 70), abstained, review(null, null)],
    })
    expect(told).toMatchObject({ reviews: 2, abstained: 2 })
    expect(told.criteria.map(({ mean }) => mean)).toEqual([85, 65])
  })

  test("in words as they were written, empty ones left out", () => {
    const reviews = [review(80, 60, " 机制很好 "), review(80, 60, "  "), review(80, 60, "继续")]
    expect(feedback("first", { reviews }).comments).toEqual(["机制很好", "继续"])
  })
})
