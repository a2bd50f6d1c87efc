import { expect, test } from "vitest"
import type { ConflictGraph, GraphCandidate } from "../../../worker/domain/selection/conflict-graph.ts"
import {
  planAssignment,
  type ReadyJudge,
  unreadiness,
} from "../../../worker/domain/selection/plan-assignment.ts"
import { unevenLoad } from "../../../worker/domain/selection/uneven-load.ts"

const asOf = "2026-10-15"
const rules = {
  seed: 7,
  review: { blind: true, perCandidate: 1, quorum: 1, judgesShare: 60, method: "raw" as const },
}
const company = { id: "o1", kind: "company" as const, name: "岷禾物业", placeCode: null }

const judge = (id: string, change: Partial<ReadyJudge> = {}): ReadyJudge => ({
  id,
  seated: 1,
  state: "accepted",
  identityVerifiedAt: "2026-10-01",
  interestsDeclaredAt: "2026-10-01",
  ...change,
})

const candidate = (id: string, change: Partial<GraphCandidate> = {}): GraphCandidate => ({
  nominationId: id,
  blindCode: `K-${id}`,
  admitted: true,
  category: id,
  estateId: `e-${id}`,
  estateName: id,
  nominator: company,
  placeCode: "510104018004",
  streetCode: "510104018",
  districtCode: "510104",
  asked: true,
  ...change,
})

function graph(change: Partial<ConflictGraph>): ConflictGraph {
  return {
    judges: [{ id: "j1" }, { id: "j2" }],
    memberships: [],
    interests: [],
    candidates: [candidate("n1"), candidate("n2")],
    tenures: [],
    places: new Map(),
    conflictYears: 3,
    known: new Set(),
    assignments: [],
    ...change,
  }
}

const assigned = (judgeId: string, nominationId: string, review: "none" | "submitted" = "none") => ({
  ...{ id: `${judgeId}-${nominationId}`, judgeId, nominationId, review },
})

test("a judge is ready once it has accepted, was verified and has declared its interests", () => {
  expect(unreadiness(judge("j1"))).toBeNull()
  expect(unreadiness(judge("j1", { state: "invited" }))).toBe("unanswered")
  expect(unreadiness(judge("j1", { identityVerifiedAt: null }))).toBe("unverified")
  expect(unreadiness(judge("j1", { interestsDeclaredAt: null }))).toBe("undeclared")
  for (const change of [{ state: "removed" }, { state: "declined" }, { seated: 0 }] as const)
    expect(unreadiness(judge("j1", change))).toBe("over")
})

test("what ends says why: conflict, withdrawal, the judge, moving", () => {
  const now = graph({
    candidates: [candidate("n1"), candidate("n2"), candidate("n3"), candidate("n4"), candidate("n5")],
    memberships: [{ judgeId: "j1", organisation: { ...company, id: "o2" }, toDay: null }],
    tenures: [{ estateId: "e-n1", organisation: { ...company, id: "o2" }, toDay: null }],
    assignments: [
      assigned("j1", "n1", "submitted"),
      assigned("j1", "gone"),
      assigned("j3", "n2"),
      assigned("j1", "n3"),
      assigned("j1", "n4"),
      assigned("j1", "n5"),
      assigned("j1", "n2"),
    ],
  })
  const plan = planAssignment(rules, now, [judge("j1"), judge("j2"), judge("j3", { seated: 0 })], { asOf })
  expect(plan.found.map(({ nominationId, kind }) => `${nominationId} ${kind}`)).toContain("n1 member")
  expect(plan.ended.conflict).toEqual([{ judgeId: "j1", nominationId: "n1" }])
  expect(plan.ended.withdrawn).toEqual([{ judgeId: "j1", nominationId: "gone" }])
  expect(plan.ended.judge_removed).toEqual([{ judgeId: "j3", nominationId: "n2" }])
  expect(plan.ended.moved).toHaveLength(1)
  expect(plan.result.loads.map(({ load }) => load).sort()).toEqual([2, 3])
})

test("a candidate that screening has not let in is given to nobody, but makes its company a rival", () => {
  const now = graph({
    candidates: [candidate("n1", { category: "A" }), candidate("n2", { category: "A", admitted: false })],
    memberships: [{ judgeId: "j1", organisation: { ...company, id: "o2" }, toDay: null }],
    tenures: [{ estateId: "e-n2", organisation: { ...company, id: "o2" }, toDay: null }],
  })
  const plan = planAssignment(rules, now, [judge("j1"), judge("j2")], { asOf })
  expect(plan.result.pairs).toEqual([{ judgeId: "j2", nominationId: "n1" }])
  expect(plan.record.candidates).toEqual(["n1"])
})

test("short candidates say how many judges are in conflict", () => {
  const known = new Set(["j1 n1 member", "j2 n1 declared"])
  const plan = planAssignment(rules, graph({ known }), [judge("j1"), judge("j2")], { asOf })
  expect(plan.short).toEqual([{ nominationId: "n1", blindCode: "K-n1", missing: 1, conflicted: 2 }])
})

test("what was taken back by hand is not given again, is nobody's conflict, and stands in what can be run again", () => {
  const taken = [{ judgeId: "j1", nominationId: "n1" }]
  const plan = planAssignment(rules, graph({}), [judge("j1"), judge("j2")], { asOf, taken })
  expect(plan.result.pairs).toContainEqual({ judgeId: "j2", nominationId: "n1" })
  expect(plan.record.conflicts).toEqual(["j1 n1"])
  const alone = planAssignment(rules, graph({}), [judge("j1")], { asOf, taken })
  expect(alone.short).toEqual([{ nominationId: "n1", blindCode: "K-n1", missing: 1, conflicted: 0 }])
  expect(alone.ended.conflict).toEqual([])
})

test("one more candidate is uneven when it puts a judge more than one ahead of another that is ready", () => {
  const judges = [judge("j1"), judge("j2"), judge("j3", { identityVerifiedAt: null })]
  const loads = (j1: number, j2: number) =>
    new Map([
      ["j1", j1],
      ["j2", j2],
    ])
  expect(unevenLoad(judges, loads(2, 2), "j1")).toBeNull()
  expect(unevenLoad(judges, loads(3, 2), "j1")).toEqual({ load: 4, least: 2 })
  expect(unevenLoad(judges, loads(3, 2), "j2")).toBeNull()
  expect(unevenLoad(judges, new Map([["j1", 1]]), "j1")).toEqual({ load: 2, least: 0 })
  expect(unevenLoad([judge("j1")], loads(9, 0), "j1")).toBeNull()
})
