import { describe, expect, test } from "vitest"
import { genericName } from "../../../worker/domain/selection/attachment.ts"
import { quintileOf } from "../../../worker/domain/selection/quintile.ts"
import { mentions } from "../../../worker/domain/selection/redaction.ts"
import { missingInReview, readReview } from "../../../worker/domain/selection/review-form.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"

describe("names that a text still mentions", () => {
  const names = ["四海逸家·蓝钻（二期）", "示例·岷禾物业服务有限公司", "锦官驿街道", null]
  test.each([
    ["四海逸家的居民", ["四海逸家"]],
    ["蓝钻二期", ["蓝钻"]],
    ["四海 逸家", ["四海逸家"]],
    ["岷禾物业的同事", ["岷禾"]],
    ["锦官驿办事处", ["锦官驿"]],
    ["本小区的物业服务有限公司和街道", []],
    ["示例", []],
    ["", []],
  ])("%s", (text, found) => expect(mentions(text, names)).toEqual(found))

  test("full-width and half-width, capitals and small letters are the same", () => {
    expect(mentions("ＬＡＮ花园", ["Lan花园"])).toEqual(["Lan花园"])
  })
})

describe("fifths", () => {
  test("the best fifth is 1, the last is 5, equal figures fall into the same one", () => {
    const all = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    expect(all.map((figure) => quintileOf(figure, all))).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1])
    expect(quintileOf(7, [7, 7, 7, 7, 7])).toBe(1)
  })

  test("a missing figure has none, and fewer than five would name single ones", () => {
    expect(quintileOf(null, [1, 2, 3, 4, 5])).toBeNull()
    expect(quintileOf(1, [1, 2, 3, 4, null])).toBeNull()
  })
})

test("a file's generic name says its place and its kind, nothing else", () => {
  expect(genericName(3, "application/pdf")).toBe("attachment-3.pdf")
})

describe("what a judge typed", () => {
  const { criteria } = fixtureRules()
  const typed = (scores: Record<string, string>) => ({
    ...{ scores: new Map(Object.entries(scores)), abstained: false, confidence: "", comment: " " },
  })

  test("levels and abstentions are taken, what was not said is left open", () => {
    const { content, faults } = readReview(criteria, typed({ C1: "60", C2: "abstain" }))
    expect([content.scores, faults]).toEqual([{ C1: 60, C2: null }, []])
    const open = readReview(criteria, typed({ C1: "" })).content
    expect(missingInReview(criteria, open).map(({ field }) => field)).toEqual(["C1", "C2", "confidence"])
  })

  test.each(["55", "60.0", "NaN", "Infinity", "-20", "1e2", "０"])("%s is no level", (text) => {
    expect(readReview(criteria, typed({ C1: text })).faults).toEqual([{ rule: "review_level", field: "C1" }])
  })

  test("a criterion by another name is no criterion", () => {
    expect(readReview(criteria, typed({ constructor: "100" })).faults).toHaveLength(1)
  })
})
