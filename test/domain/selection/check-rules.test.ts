import { describe, expect, test } from "vitest"
import { checkRules, type RulesAround } from "../../../worker/domain/selection/check-rules.ts"
import { expressionOf } from "../../../worker/domain/selection/condition.ts"
import type { ProgrammeRules, RulesDraft } from "../../../worker/domain/selection/rules.ts"
import { firstDraft } from "../../../worker/domain/selection/rules-parts.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"

const release = { id: "r1", period: "2026Q2", number: 1, manifestHash: "abc" }
const around: RulesAround = {
  releases: [release],
  districts: [
    { code: "510104", name: "锦江区", estates: 5 },
    { code: "510105", name: "青羊区", estates: 1 },
    { code: "510106", name: "金牛区", estates: 0 },
  ],
  checkExpression: (text) => (text.includes("luck") ? { problem: "unknown_figure" } : null),
}
const whole = fixtureRules({ basis: { period: "2026Q2", releaseId: "r1", number: 1, manifestHash: "abc" } })

const found = (draft: RulesDraft, kind: "hard" | "soft" = "hard") =>
  checkRules(draft, around)[kind].map(({ rule, field }) => `${field} ${rule}`)
const changed = (change: Partial<ProgrammeRules>) => ({ ...whole, ...change })

test("rules that are complete have no fault", () => {
  expect(checkRules(whole, around)).toEqual({ hard: [], soft: [] })
})

test("a new draft lacks what must be typed, and may be kept so", () => {
  const draft = firstDraft({ title: "新评选", titleEn: "", organiser: "甲", seed: 1 })
  const { hard } = checkRules(draft, around)
  expect(hard.filter(({ incomplete }) => !incomplete)).toEqual([])
  expect(hard.map(({ rule }) => rule)).toEqual([
    "rules_summary_missing",
    "rules_approval_missing",
    "rules_fee_not_excluded",
    "rules_naming_not_excluded",
    "rules_basis_missing",
    "rules_categories_missing",
    "rules_form_missing",
    "rules_dates_missing",
    "rules_criteria_missing",
  ])
})

describe("what blocks opening", () => {
  const [a, b] = whole.categories as [ProgrammeRules["categories"][0], ProgrammeRules["categories"][0]]
  const [field] = whole.form as [ProgrammeRules["form"][0]]
  const [first, second] = whole.criteria as [ProgrammeRules["criteria"][0], ProgrammeRules["criteria"][0]]
  const category = (change: Partial<typeof a>) => changed({ categories: [{ ...a, ...change }] })
  const dates = (change: Partial<ProgrammeRules["dates"]>) =>
    changed({ dates: { ...whole.dates, ...change } })
  const review = (change: Partial<ProgrammeRules["review"]>) =>
    changed({ review: { ...whole.review, ...change } })
  const criterion = (change: Partial<typeof first>) =>
    changed({ criteria: [{ ...first, ...change }, second] })
  const levels = (...scores: number[]) =>
    criterion({ levels: scores.map((score) => ({ score, anchor: "好" })) })
  const anchored = (anchor: string) => criterion({ levels: [9, 1].map((score) => ({ score, anchor })) })
  const fields = (change: Partial<typeof field>) => changed({ form: [{ ...field, ...change }] })
  const conditions = (n: number) =>
    Array.from({ length: n }, (_, at) => ({
      code: `E${at}`,
      title: "长".repeat(60),
      expression: "true",
      built: null,
    }))
  const built = (figure: string, operator: string, value: string): RulesDraft => ({
    ...whole,
    eligibility: [
      {
        ...{ code: "E1", title: "条件", expression: "true" },
        // What a browser sends may be anything.
        built: { figure, operator, value } as NonNullable<ProgrammeRules["eligibility"][0]["built"]>,
      },
    ],
  })

  test.each<[string, RulesDraft, string]>([
    ["no title", changed({ title: "" }), "title rules_title_missing"],
    ["a title of signs", changed({ title: "★" }), "title rules_title_words"],
    ["a long title", changed({ title: "长".repeat(61) }), "title rules_text_long"],
    ["a long summary", changed({ summary: "长".repeat(601) }), "summary rules_text_long"],
    ["no approval", { ...whole, approval: undefined as never }, "approvalKind rules_approval_missing"],
    [
      "no number",
      changed({ approval: { kind: "number", number: "", by: "甲" } }),
      "approvalNumber rules_approval_number_missing",
    ],
    [
      "nobody approved",
      changed({ approval: { kind: "number", number: "1", by: "" } }),
      "approvalBy rules_approval_by_missing",
    ],
    [
      "exempt without reason",
      changed({ approval: { kind: "exempt", reason: "" } }),
      "exemption rules_exemption_missing",
    ],
    [
      "a fee",
      changed({ declarations: { noFee: false, noGovernmentNaming: true } }),
      "noFee rules_fee_not_excluded",
    ],
    [
      "a naming",
      changed({ declarations: { noFee: true, noGovernmentNaming: false } }),
      "noGovernmentNaming rules_naming_not_excluded",
    ],
    [
      "another release",
      changed({ basis: { ...whole.basis, manifestHash: "no" } }),
      "basis rules_basis_not_released",
    ],
    ["no category", changed({ categories: [] }), "c.0.title rules_categories_missing"],
    ["a category without name", category({ title: "" }), "c.0.title rules_category_title"],
    [
      "one name twice",
      changed({ categories: [a, { ...b, title: a.title }] }),
      "c.1.title rules_category_twice",
    ],
    ["no places", category({ places: 0 }), "c.0.places rules_places_range"],
    ["half a place", category({ places: 1.5 }), "c.0.places rules_places_range"],
    [
      "an unknown district",
      category({ quotas: [{ district: "999999", most: 1 }] }),
      "c.0.quotas rules_quota_district",
    ],
    [
      "a district twice",
      category({
        quotas: [
          { district: "510104", most: 1 },
          { district: "510104", most: 2 },
        ],
      }),
      "c.0.quotas rules_quota_twice",
    ],
    [
      "a quota of none",
      category({ quotas: [{ district: "510104", most: 0 }] }),
      "c.0.quotas rules_quota_range",
    ],
    [
      "a quota above the places",
      category({ quotas: [{ district: "510104", most: 4 }] }),
      "c.0.quotas rules_quota_above_places",
    ],
    [
      "too many categories",
      changed({ categories: Array.from({ length: 13 }, (_, at) => ({ ...b, title: String(at) })) }),
      "c.12.title rules_rows_most",
    ],
    [
      "a condition without words",
      changed({ eligibility: [{ code: "E1", title: "", expression: "base > 1.0", built: null }] }),
      "e.0.title rules_condition_title",
    ],
    [
      "an unknown figure",
      changed({ eligibility: [{ code: "E1", title: "甲", expression: "luck > 1.0", built: null }] }),
      "e.0.expression expression_unknown_figure",
    ],
    [
      "a comparison of nothing",
      changed({
        eligibility: [
          { code: "E1", title: "甲", expression: "x", built: { figure: "no", operator: ">=", value: "1" } },
        ],
      }),
      "e.0.figure condition_figure",
    ],
    ["no form", changed({ form: [] }), "f.0.title rules_form_missing"],
    ["a key of signs", fields({ key: "做法" }), "f.0.key rules_key_pattern"],
    ["one key twice", changed({ form: [field, field] }), "f.1.key rules_key_twice"],
    ["a field without question", fields({ title: "" }), "f.0.title rules_field_title"],
    ["no characters", fields({ most: 0 }), "f.0.most rules_most_range"],
    ["too many characters", fields({ most: 5001 }), "f.0.most rules_most_range"],
    ["a missing day", dates({ openDay: "" }), "openDay rules_date_missing"],
    ["no day of the calendar", dates({ openDay: "2026-02-30" }), "openDay rules_date_wrong"],
    ["close before open", dates({ closeDay: "2026-08-31" }), "closeDay rules_dates_order"],
    ["review before screening", dates({ reviewDay: "2026-10-09" }), "reviewDay rules_dates_order"],
    ["a notice of 4 days", dates({ noticeWorkingDays: 4 }), "noticeWorkingDays rules_notice_days"],
    ["a notice of 8 days", dates({ noticeWorkingDays: 8 }), "noticeWorkingDays rules_notice_days"],
    ["no criteria", changed({ criteria: [] }), "k.0.title rules_criteria_missing"],
    ["weights of 99", criterion({ weight: 49 }), "k.0.weight rules_weights_total"],
    ["a weight of 0", criterion({ weight: 0 }), "k.0.weight rules_weight_range"],
    ["one level", levels(100), "k.0.levels rules_levels_few"],
    ["a level above 100", levels(101, 0), "k.0.levels rules_level_range"],
    ["a level twice", levels(50, 50), "k.0.levels rules_level_twice"],
    ["a level without anchor", anchored(""), "k.0.levels rules_level_anchor"],
    ["no judge", review({ perCandidate: 0, quorum: 0 }), "perCandidate rules_number_range"],
    ["16 judges", review({ perCandidate: 16 }), "perCandidate rules_number_range"],
    ["a quorum above the judges", review({ quorum: 4 }), "quorum rules_quorum_range"],
    ["no quorum", review({ quorum: 0 }), "quorum rules_quorum_range"],
    ["a share of 101", review({ judgesShare: 101 }), "judgesShare rules_number_range"],
    ["ties without a draw", changed({ tieBreak: ["judges"] }), "ties rules_ties_draw"],
    ["a step twice", changed({ tieBreak: ["judges", "judges", "draw"] }), "ties rules_ties_twice"],
    ["a seed of 33 bits", changed({ seed: 2 ** 32 }), "seed rules_number_range"],
    ["six years", changed({ validityYears: 6 }), "validityYears rules_number_range"],
    [
      "four days to reply",
      changed({ objections: { anonymous: true, replyWorkingDays: 4 } }),
      "replyWorkingDays rules_number_range",
    ],
    ["eleven years of conflicts", changed({ conflictYears: 11 }), "conflictYears rules_number_range"],
    ["half a year of conflicts", changed({ conflictYears: 0.5 }), "conflictYears rules_number_range"],
    ["half a quorum", review({ quorum: 1.5 }), "quorum rules_quorum_range"],
    ["half a working day", dates({ noticeWorkingDays: 5.5 }), "noticeWorkingDays rules_notice_days"],
    ["half a character", fields({ most: 1.5 }), "f.0.most rules_most_range"],
    ["half a weight", criterion({ weight: 50.5 }), "k.0.weight rules_weight_range"],
    ["a weight of 101", criterion({ weight: 101 }), "k.0.weight rules_weight_range"],
    ["a criterion without title", criterion({ title: "" }), "k.0.title rules_criterion_title"],
    ["an anchor of 201 characters", anchored("好".repeat(201)), "k.0.levels rules_text_long"],
    ["a level below 0", levels(-1, 9), "k.0.levels rules_level_range"],
    ["11 levels", levels(...Array.from({ length: 11 }, (_, score) => score)), "k.0.levels rules_rows_most"],
    [
      "13 criteria",
      changed({ criteria: Array.from({ length: 13 }, () => first) }),
      "k.12.title rules_rows_most",
    ],
    ["21 fields", changed({ form: Array.from({ length: 21 }, () => field) }), "f.20.title rules_rows_most"],
    [
      "13 categories",
      changed({ categories: Array.from({ length: 13 }, () => a) }),
      "c.12.title rules_rows_most",
    ],
    ["a category's long name", category({ title: "长".repeat(41) }), "c.0.title rules_text_long"],
    [
      "another release of the same period",
      changed({ basis: { ...whole.basis, releaseId: "r2" } }),
      "basis rules_basis_not_released",
    ],
    [
      "another period of the same release",
      changed({ basis: { ...whole.basis, period: "2026Q1" } }),
      "basis rules_basis_not_released",
    ],
    [
      "a condition's long title",
      changed({ eligibility: [{ code: "E1", title: "长".repeat(61), expression: "true", built: null }] }),
      "e.0.title rules_text_long",
    ],
    ["31 conditions", changed({ eligibility: conditions(31) }), "e.30.title rules_rows_most"],
    ["an operator that is none", built("base", "=", "1"), "e.0.operator condition_operator"],
    ["a text that is compared by size", built("band", ">=", "a"), "e.0.operator condition_text_operator"],
    ["a text that is none", built("band", "!=", "很好"), "e.0.value condition_text"],
    ["a number that is none", built("base", ">=", "1e3"), "e.0.value condition_number"],
  ])("%s", (_, draft, fault) => {
    expect(found(draft)).toContain(fault)
  })

  test("the bounds themselves are in order", () => {
    expect(found(dates({ noticeWorkingDays: 7, closeDay: "2026-09-01" }))).toEqual([])
    expect(found(review({ perCandidate: 15, quorum: 15, judgesShare: 0 }))).toEqual([])
    expect(found(fields({ most: 5000 }))).toEqual([])
    expect(found(changed({ seed: 2 ** 32 - 1, validityYears: 5, conflictYears: 0 }))).toEqual([])
    expect(found(fields({ most: 1 }))).toEqual([])
    expect(found(changed({ title: "长".repeat(60), summary: "长".repeat(600) }))).toEqual([])
    expect(found(category({ title: "长".repeat(40), places: 500 }))).toEqual([])
    expect(found(category({ places: 1, quotas: [{ district: "510104", most: 1 }] }))).toEqual([])
    expect(found(anchored("好".repeat(200)))).toEqual([])
    expect(found(levels(100, 0, ...Array.from({ length: 8 }, (_, at) => at + 1)))).toEqual([])
    expect(found(review({ quorum: 1 }))).toEqual([])
    expect(found(changed({ eligibility: conditions(30) }))).toEqual([])
    expect(found(changed({ criteria: [{ ...first, weight: 100 }] }))).toEqual([])
    const unequal = Array.from({ length: 12 }, (_, at) => ({ ...first, weight: at === 0 ? 89 : 1 }))
    expect(found(changed({ criteria: unequal }))).toEqual([])
    const named = Array.from({ length: 12 }, (_, at) => ({ ...a, title: `类别 ${at}` }))
    expect(found(changed({ categories: named }))).toEqual([])
    const keyed = Array.from({ length: 20 }, (_, at) => ({ ...field, key: `key_${at}` }))
    expect(found(changed({ form: keyed }))).toEqual([])
    expect(found(built("band", "==", "excellent"))).toEqual([])
    expect(found(built("band", "!=", "excellent"))).toEqual([])
  })

  test("a long title is told with its length and the most", () => {
    const { hard } = checkRules(category({ title: "长".repeat(41) }), around)
    expect(hard.map((fault) => fault.with)).toEqual([{ length: 41, max: 40 }])
  })

  test("the builder's comparison is the expression that stands for it", () => {
    expect(expressionOf({ figure: "base", operator: ">=", value: "90" })).toBe("base >= 90.0")
    expect(expressionOf({ figure: "base", operator: "<", value: "90.5" })).toBe("base < 90.5")
    expect(expressionOf({ figure: "band", operator: "==", value: "good" })).toBe('band == "good"')
  })
})
