import { describe, expect, test } from "vitest"
import {
  answersOf,
  draftFaults,
  reasonFaults,
  submissionFaults,
  unknownAnswers,
  windowFault,
} from "../../../worker/domain/selection/nomination.ts"
import {
  missingInReview,
  readReview,
  type TypedReview,
} from "../../../worker/domain/selection/review-form.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"

describe("a nomination", () => {
  const field = { key: "a", title: "做法", hint: "", required: true, most: 20 }
  const form = [field, { ...field, key: "b", required: false, most: 20_000 }]

  test("may be made from the first moment of the first day to the last of the last", () => {
    const days = { openDay: "2026-09-01", closeDay: "2026-09-30" }
    const at = (moment: string) => windowFault(days, Date.parse(moment))
    expect(at("2026-08-31T15:59:59.999Z")).toBe("nomination_not_begun")
    expect(at("2026-08-31T16:00:00.000Z")).toBeNull()
    expect(at("2026-09-30T15:59:59.999Z")).toBeNull()
    expect(at("2026-09-30T16:00:00.000Z")).toBe("nomination_closed")
  })

  test("holds answers to what is asked, without the space around them", () => {
    expect(answersOf(form, { a: " 一 ", b: " ", c: "x" })).toEqual({ a: "一" })
    expect(unknownAnswers(form, { a: "", c: "x" })).toEqual([
      { rule: "nomination_answer_unknown", field: "c", with: { key: "c" } },
    ])
  })

  test("as a draft holds up to 10,000 characters of an answer, or as many as the form allows", () => {
    const told = (answers: Record<string, string>) =>
      draftFaults(form, answers).map((fault) => [fault.field, fault.rule, fault.with])
    expect(told({ a: "字".repeat(10_000), b: "字".repeat(20_000) })).toEqual([])
    expect(told({ a: "字".repeat(10_001), b: "字".repeat(20_001) })).toEqual([
      ["a", "nomination_answer_long", { length: 10_001, most: 10_000 }],
      ["b", "nomination_answer_long", { length: 20_001, most: 20_000 }],
    ])
    expect(reasonFaults("字".repeat(10_000))).toEqual([])
    expect(reasonFaults("字".repeat(10_001))).toEqual([
      { rule: "reason_too_long", field: "reason", with: { length: 10_001, max: 10_000 } },
    ])
  })

  test("is submitted with what is required, no longer than asked, and the consent", () => {
    const told = (answers: Record<string, string>, consent = true) =>
      submissionFaults(form, answers, consent).map(({ field, rule }) => `${field} ${rule}`)
    expect(told({ a: "𠮷".repeat(20) })).toEqual([])
    expect(told({ a: "字".repeat(21) })).toEqual(["a nomination_answer_long"])
    expect(told({ b: "x" }, false)).toEqual([
      "a nomination_answer_missing",
      "consent nomination_consent_missing",
    ])
  })
})

describe("a review", () => {
  const { criteria } = fixtureRules()
  const [first, second] = criteria
  const codes = [first?.code ?? "", second?.code ?? ""]
  const level = String(first?.levels[0]?.score)
  const typed = (change: Partial<TypedReview> & { of?: [string, string][] }): TypedReview => ({
    scores: new Map(change.of ?? []),
    ...{ abstained: false, confidence: "", comment: "" },
    ...change,
  })
  const read = (change: Parameters<typeof typed>[0]) => {
    const { content, faults } = readReview(criteria, typed(change))
    return { content, faults: faults.map(({ rule, field }) => `${field} ${rule}`) }
  }

  test("says a level of each criterion, or abstains from it", () => {
    const { content, faults } = read({
      of: [
        [codes[0]!, level],
        [codes[1]!, "abstain"],
        ["none", ""],
      ],
    })
    expect(faults).toEqual([])
    expect(content.scores).toEqual({ [codes[0]!]: Number(level), [codes[1]!]: null })
    expect(
      read({
        of: [
          [codes[0]!, "12345"],
          ["none", level],
          ["other", "abstain"],
        ],
      }).faults,
    ).toEqual([`${codes[0]} review_level`, "review review_level", "review review_level"])
  })

  test("is sure by 1, 2 or 3, and comments up to 2,000 characters", () => {
    expect(["1", "2", "3", ""].map((confidence) => read({ confidence }).content.confidence)).toEqual([
      1,
      2,
      3,
      null,
    ])
    expect(read({ confidence: "" }).faults).toEqual([])
    expect(read({ confidence: "4" }).faults).toEqual(["confidence review_confidence"])
    expect(read({ comment: ` ${"字".repeat(2000)} ` }).faults).toEqual([])
    const { faults } = readReview(criteria, typed({ comment: "字".repeat(2001) }))
    expect(faults).toEqual([
      { rule: "review_comment_long", field: "comment", with: { most: 2000, length: 2001 } },
    ])
  })

  test("is submitted with everything said; who abstains says why, and nothing else", () => {
    const missing = (change: Parameters<typeof typed>[0]) =>
      missingInReview(criteria, read(change).content).map(({ rule, field }) => `${field} ${rule}`)
    const all = criteria.map(({ code }) => [code, "abstain"] as [string, string])
    expect(missing({ of: all, confidence: "2" })).toEqual([])
    expect(missing({ of: all.slice(1) })).toEqual([
      `${codes[0]} review_missing`,
      "confidence review_confidence",
    ])
    expect(missing({ abstained: true })).toEqual(["comment review_abstain_reason"])
    expect(missing({ abstained: true, comment: "相识" })).toEqual([])
  })
})
