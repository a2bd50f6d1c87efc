import { expect, test } from "vitest"
import { changedRules, fixedFaults } from "../../../worker/domain/selection/fixed-rules.ts"
import { missingForNext, nextPhase } from "../../../worker/domain/selection/next-phase.ts"
import type { Phase } from "../../../worker/domain/selection/phases.ts"
import type { ProgrammeRules } from "../../../worker/domain/selection/rules.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"

const before = fixtureRules()
const { dates, review } = before
const fixed = (change: Partial<ProgrammeRules>, phase: Phase = "open") =>
  fixedFaults(before, { ...before, ...change }, { phase, today: "2026-09-15" }).map(
    ({ rule, field }) => `${field} ${rule}`,
  )

test("since the opening: figures, seed, first day and announced categories stay", () => {
  expect(fixed({ title: "改名", summary: "改", form: [], eligibility: [] })).toEqual([])
  expect(
    fixed({
      basis: { ...before.basis, releaseId: "other" },
      seed: 1,
      dates: { ...dates, openDay: "2026-09-02" },
      categories: before.categories.slice(1),
    }),
  ).toEqual([
    "basis rules_fixed_opened",
    "seed rules_fixed_opened",
    "openDay rules_fixed_opened",
    "c.0.title rules_category_gone",
  ])
})

test("the last day moves while the call is open, never into the past", () => {
  expect(fixed({ dates: { ...dates, closeDay: "2026-09-15" } })).toEqual([])
  expect(fixed({ dates: { ...dates, closeDay: "2026-09-14" } })).toEqual(["closeDay rules_close_passed"])
  expect(fixed({ dates: { ...dates, closeDay: "2026-10-01" } }, "screening")).toEqual([
    "closeDay rules_fixed_closed",
  ])
})

test("once the review began: criteria, ties, blindness, shares and method stay, judges only grow", () => {
  const change: Partial<ProgrammeRules> = {
    criteria: before.criteria.map((one) => ({ ...one, title: "改" })),
    tieBreak: ["draw"],
    review: { ...review, blind: false, judgesShare: 1, method: "raw", perCandidate: 2 },
  }
  expect(fixed(change, "screening")).toEqual([])
  expect(fixed(change, "review")).toEqual([
    "k.0.title rules_fixed_review",
    "ties rules_fixed_review",
    "blind rules_fixed_review",
    "judgesShare rules_fixed_review",
    "method rules_fixed_review",
    "perCandidate rules_judges_fewer",
  ])
  expect(fixed({ review: { ...review, perCandidate: 4 } }, "review")).toEqual([])
})

test("what two versions differ in", () => {
  expect(changedRules(before, before)).toEqual([])
  expect(changedRules(before, { ...before, dates: { ...dates, closeDay: "2026-10-01" }, seed: 5 })).toEqual([
    "dates",
    "seed",
  ])
})

test("what is missing before the next phase", () => {
  const none = {
    submitted: 0,
    drafts: 0,
    unscreened: 0,
    admitted: 0,
    unredacted: 0,
    short: 0,
    judges: 0,
    assignments: 0,
    reviewed: 0,
  }
  const last = Date.parse("2026-09-30T15:59:59.999Z")
  const rules = (phase: Phase, counts: Partial<typeof none>, at = last) =>
    missingForNext(phase, before, { ...none, ...counts }, at).map(({ rule }) => rule)
  expect(rules("open", {})).toEqual(["next_before_deadline"])
  expect(rules("open", {}, last + 1)).toEqual([])
  expect(rules("screening", {})).toEqual(["next_none_admitted"])
  expect(rules("screening", { unscreened: 2, admitted: 1, short: 1 })).toEqual([
    "next_unscreened",
    "next_short",
  ])
  expect(rules("screening", { submitted: 3, admitted: 1 })).toEqual([])
  const open = { ...before, review: { ...review, blind: false } }
  const without = { ...none, submitted: 3, admitted: 3, unredacted: 2 }
  expect(missingForNext("screening", before, without, last)).toEqual([
    { rule: "next_unredacted", with: { count: 2 } },
  ])
  expect(missingForNext("screening", open, without, last)).toEqual([])
  expect((["draft", "open", "screening", "review"] as const).map(nextPhase)).toEqual([
    null,
    "screening",
    "review",
    null,
  ])
})
