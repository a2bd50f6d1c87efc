import { describe, expect, test } from "vitest"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import { mayLeave, strikeCandidate } from "../../../worker/domain/selection/next-in-line.ts"
import type { Phase } from "../../../worker/domain/selection/phases.ts"
import { type Candidate, lotOf, rankCandidates } from "../../../worker/domain/selection/rank-candidates.ts"
import type { Category } from "../../../worker/domain/selection/rules.ts"
import { fixtureFigures, fixtureRules } from "../../support/fixture-rules.ts"

interface Given {
  id: string
  judges?: number | null
  score?: number
  p95?: number | null
  tenure?: number | null
  district?: string
  insufficient?: boolean
  struck?: boolean
  outcome?: "scored" | "under_check"
}

function candidate(given: Given): Candidate {
  const { id, judges = 80, score = 80, p95 = 9, tenure = 30, district = "510104" } = given
  const figures = fixtureFigures(
    { slug: id, name: id, district },
    { ranking: score, rankP95: p95, outcome: given.outcome ?? "scored" },
  )
  return {
    nominationId: id,
    category: "A",
    blindCode: `C-${id}`,
    figures: { ...figures, tenureMonths: tenure },
    struck: given.struck ?? false,
    result: {
      nominationId: id,
      reviews: 3,
      abstained: 0,
      insufficient: given.insufficient ?? false,
      rawMean: judges,
      rawMedian: judges,
      calibratedMean: judges === null ? null : judges + 1,
    },
  }
}

const oneCategory = (places: number, quotas: Category["quotas"] = []) =>
  fixtureRules({
    categories: [{ code: "A", title: "综合示范", places, quotas }],
    tieBreak: ["judges", "range", "draw"],
  })

function rank(given: Given[], rules = oneCategory(3)) {
  const [category] = rankCandidates(rules, given.map(candidate))
  if (!category) throw new Error("no category")
  return category
}
const ids = (entries: { nominationId: string }[]) => entries.map(({ nominationId }) => nominationId)

describe("the total", () => {
  test("is the judges' share of their part and the rest of the released score, with 4 decimals", () => {
    const [entry] = rank([{ id: "a", judges: 83.3333, score: 79.1235 }]).entries
    // 60 % of 84.3333 (calibrated) and 40 % of 79.1235
    expect(entry).toMatchObject({ total: 82.2494, judges: 84.3333, score: 79.1235, place: 1, order: 1 })
  })
  test("takes the raw mean where the rules say so, and a released score within 0 to 100", () => {
    const review = { ...oneCategory(3).review, method: "raw" as const, judgesShare: 50 }
    const rules = { ...oneCategory(3), review }
    expect(rank([{ id: "a", judges: 90, score: 108 }], rules).entries[0]).toMatchObject({
      total: 95,
      score: 100,
    })
    expect(rank([{ id: "a", judges: 90, score: -4 }], rules).entries[0]).toMatchObject({
      total: 45,
      score: 0,
    })
  })
  test("needs both parts, unless one does not count", () => {
    const given: Given[] = [
      { id: "a" },
      { id: "b", insufficient: true },
      { id: "c", outcome: "under_check" },
      { id: "d", struck: true },
    ]
    expect(rank(given).left).toEqual([
      { nominationId: "b", reason: "insufficient", entry: null },
      { nominationId: "c", reason: "not_scored", entry: null },
      { nominationId: "d", reason: "struck", entry: null },
    ])
    const rules = { ...oneCategory(3), review: { ...oneCategory(3).review, judgesShare: 0 } }
    expect(ids(rank(given, rules).entries)).toContain("b")
  })
})

describe("equal totals", () => {
  test("go by the published chain, and the path is printed", () => {
    const { entries } = rank([
      { id: "wide", p95: 12 },
      { id: "narrow", p95: 7 },
      { id: "judged", judges: 84, score: 74 },
    ])
    expect(ids(entries)).toEqual(["judged", "narrow", "wide"])
    expect(entries.map(({ total }) => total)).toEqual([80.6, 80.6, 80.6])
    expect(entries[0]?.tie).toEqual([{ step: "judges", own: 85, next: 81 }])
    expect(entries[1]?.tie).toEqual([
      { step: "judges", own: 81, next: 81 },
      { step: "range", own: 7, next: 12 },
    ])
    expect(entries[2]?.tie).toEqual([])
  })
  test("a figure that is not there comes last; score and tenure can be asked as well", () => {
    const rules = { ...oneCategory(3), tieBreak: ["tenure" as const] }
    const { entries } = rank(
      [
        { id: "a", tenure: null },
        { id: "b", tenure: 3 },
        { id: "c", tenure: 80 },
      ],
      rules,
    )
    expect(ids(entries)).toEqual(["c", "b", "a"])
    expect(entries[1]?.tie).toEqual([{ step: "tenure", own: 3, next: null }])
  })
  test("end in a draw that seed and blind code decide, whatever the order they come in", () => {
    const given = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id }))
    const first = rank(given, oneCategory(6))
    expect(canonicalJson(rank([...given].reverse(), oneCategory(6)))).toBe(canonicalJson(first))
    const lots = first.entries.map(({ nominationId }) => lotOf(20260901, `C-${nominationId}`))
    expect(lots).toEqual([...lots].sort((a, b) => a - b))
    expect(first.entries[0]?.tie.at(-1)).toEqual({ step: "draw", own: lots[0], next: lots[1] })
    const other = rank(given, { ...oneCategory(6), seed: 7 })
    expect(ids(other.entries)).not.toEqual(ids(first.entries))
  })
})

describe("places and quotas", () => {
  const field: Given[] = [
    { id: "a", judges: 99 },
    { id: "b", judges: 98 },
    { id: "c", judges: 97 },
    { id: "d", judges: 96, district: "510105" },
    { id: "e", judges: 95, district: "510105" },
  ]
  const quotas = [{ district: "510104", most: 2 }]

  test("who is over its district's quota is left, and the next one moves up", () => {
    const list = rank(field, oneCategory(3, quotas))
    expect(ids(list.entries)).toEqual(["a", "b", "d"])
    expect(list.entries.map(({ place }) => place)).toEqual([1, 2, 3])
    expect(ids(list.reserve)).toEqual(["e"])
    expect(list.left).toMatchObject([
      { nominationId: "c", reason: "quota", entry: { order: 3, place: null } },
    ])
  })
  test("quotas and places larger than the field leave places open", () => {
    const list = rank(field, oneCategory(9, [{ district: "510104", most: 50 }]))
    expect(ids(list.entries)).toEqual(["a", "b", "c", "d", "e"])
    expect(list).toMatchObject({ places: 9, reserve: [], left: [] })
    expect(rank([], oneCategory(9)).entries).toEqual([])
  })
  test("a quota of nobody keeps a district away", () => {
    expect(ids(rank(field, oneCategory(3, [{ district: "510104", most: 0 }])).entries)).toEqual(["d", "e"])
  })

  test("striking one lets the next move up whom the quota allows: here who was over it", () => {
    const list = rank(field, oneCategory(3, quotas))
    const { category, newcomer } = strikeCandidate(list, "a", quotas)
    expect(newcomer?.nominationId).toBe("c")
    expect(ids(category.entries)).toEqual(["b", "c", "d"])
    expect(category.entries.map(({ place }) => place)).toEqual([1, 2, 3])
    expect(category.left).toMatchObject([
      { nominationId: "a", reason: "struck", entry: { order: 1, place: null } },
    ])
    expect(ids(category.reserve)).toEqual(["e"])
  })
  test("striking one of another district brings the reserve, while the quota is full", () => {
    const { category, newcomer } = strikeCandidate(rank(field, oneCategory(3, quotas)), "d", quotas)
    expect(newcomer?.nominationId).toBe("e")
    expect(ids(category.entries)).toEqual(["a", "b", "e"])
  })
  test("after the decision only who waits may leave: in reserve, or away by quota alone", () => {
    const list = rank([...field, { id: "f", struck: true }], oneCategory(3, quotas))
    const may = (id: string, phase: Phase) => mayLeave(id, { phase, newest: { categories: [list] } })
    expect(["a", "b", "c", "d", "e", "f"].filter((id) => may(id, "decided"))).toEqual(["c", "e"])
    expect(may("e", "archived")).toBe(false)
    expect(may("a", "notice")).toBe(true)
    expect(mayLeave("e", { phase: "decided", newest: null })).toBe(false)
    const { category, newcomer } = strikeCandidate(list, "e", quotas, "withdrawn")
    expect([newcomer, ids(category.entries), ids(category.reserve)]).toEqual([null, ["a", "b", "d"], []])
  })
  test("with nobody left a place stays open", () => {
    const { category, newcomer } = strikeCandidate(rank(field.slice(0, 2), oneCategory(2)), "b", [])
    expect(newcomer).toBeNull()
    expect(ids(category.entries)).toEqual(["a"])
  })
})
