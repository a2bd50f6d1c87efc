import { describe, expect, test } from "vitest"
import { checkRules, type RulesAround } from "../../../worker/domain/selection/check-rules.ts"
import type { ProgrammeRules, RulesDraft } from "../../../worker/domain/selection/rules.ts"
import { namingClaims } from "../../../worker/domain/selection/wording.ts"
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

describe("what asks for a reason", () => {
  test("words that claim a naming, each once", () => {
    expect(found(changed({ title: "国家级示范小区", titleEn: "Officially Certified" }), "soft")).toEqual([
      "title rules_claims_naming",
      "titleEn rules_claims_naming",
    ])
    expect(namingClaims("政府 命名、授牌单位")).toEqual(["政府命名", "授牌单位"])
    expect(namingClaims("微网实格示范小区")).toEqual([])
  })

  test("more places than estates, a quota larger than its field, quotas that leave places empty", () => {
    const categories = [
      { code: "A", title: "甲", places: 9, quotas: [{ district: "510105", most: 2 }] },
      {
        code: "B",
        title: "乙",
        places: 5,
        quotas: [
          { district: "510104", most: 3 },
          { district: "510105", most: 1 },
        ],
      },
    ]
    expect(found(changed({ categories }), "soft")).toEqual([
      "c.0.places rules_places_above_field",
      "c.0.quotas rules_quota_above_field",
      "c.1.quotas rules_quotas_below_places",
    ])
  })

  test("as many places as estates, and quotas that fill the places, are meant", () => {
    const districts = around.districts.map((one) => ({ ...one, estates: one.code === "510106" ? 0 : 3 }))
    const quotas = [
      { district: "510104", most: 3 },
      { district: "510105", most: 3 },
    ]
    const categories = [{ code: "A", title: "甲", places: 6, quotas }]
    const notes = (draft: RulesDraft) => checkRules(draft, { ...around, districts }).soft
    expect(notes(changed({ categories }))).toEqual([])
    // Nobody has a quota: the places can be filled from anywhere.
    expect(notes(changed({ categories: [{ code: "A", title: "甲", places: 6, quotas: [] }] }))).toEqual([])
  })

  test("no condition at all", () => {
    expect(found(changed({ eligibility: [] }), "soft")).toEqual(["e.0.title rules_eligibility_none"])
  })
})

test("what a certificate says tells nothing of persons in care or dispute", () => {
  const telling = "探访人数增加了"
  const categories = [{ code: "A", title: telling, places: 1, quotas: [] }]
  expect(found(changed({ title: telling, titleEn: "Fewer disputes", categories }))).toEqual([
    "title public_text_sensitive",
    "titleEn public_text_sensitive",
    "c.0.title public_text_sensitive",
  ])
  expect(found(changed({ approval: { kind: "exempt", reason: telling } }))).toEqual([
    "exemption public_text_sensitive",
  ])
  expect(found(changed({ title: "纠纷调解示范小区" }))).toEqual([])
})
