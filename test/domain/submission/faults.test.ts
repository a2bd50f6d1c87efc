import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import { faultSentence } from "../../../web/text/fault-sentence.ts"
import { texts as languages } from "../../../web/text/text.ts"
import { editionKeys, type KeyValue } from "../../../worker/domain/scoring/keys.ts"
import {
  checkFiling,
  hardRules,
  softRules,
  type Typed,
  unexplained,
} from "../../../worker/domain/submission/faults.ts"
import { typedKeys } from "../../../worker/domain/submission/parts.ts"

const { edition } = seedEdition()
const specs = editionKeys(edition)
const mine = new Set(typedKeys(edition, "company", ["community", "street", "district", "city"]))

interface Around {
  reasons?: Record<string, string>
  others?: Record<string, KeyValue>
  previous?: Record<string, KeyValue>
  registry?: Record<string, number>
}

const nothing = { others: new Map(), before: [], registry: new Map(), whole: true }

function check(texts: Record<string, string>, around: Around = {}) {
  const { reasons = {}, others = {}, previous = {}, registry = {} } = around
  const typed: Typed = { texts: new Map(Object.entries(texts)), reasons: new Map(Object.entries(reasons)) }
  const context = {
    edition,
    mine,
    others: new Map(Object.entries(others)),
    before: [new Map(Object.entries(previous))],
    registry: new Map(Object.entries(registry)),
    whole: true,
  }
  return checkFiling(context, typed)
}

const hardCases: [rule: string, key: string, typed: string][] = [
  ["unknown_key", "no_such_key", "1"],
  ["not_yours", "observers", "1"],
  ["not_yours", "REQ-10", "yes"],
  ["too_long", "households", "1".repeat(65)],
  ["not_a_number", "households", "1e400"],
  ["not_a_number", "households", "约三百"],
  ["percent", "bare_soil_m2", "5%"],
  ["other_unit", "green_land_m2", "25亩"],
  ["not_whole", "households", "12.5"],
  ["not_yes_no", "REQ-06", "也许"],
  ["below_min", "households", "0"],
  ["below_min", "bare_soil_m2", "−1"],
  ["above_max", "households", "20001"],
  ["above_max", "BON-01", "3.01"],
  ["na_not_here", "households", "不适用"],
]

/** What is wrong with the points of a bonus that may have 0, 1 or 3. */
function bonusFaults(typed: string) {
  const bonuses = edition.bonuses.map((bonus) => ({ ...bonus, values: [0, 1, 3] }))
  const context = { ...nothing, edition: { ...edition, bonuses }, mine }
  return checkFiling(context, { texts: new Map([["BON-01", typed]]), reasons: new Map() }).hard
}

test("a bonus with values takes one of them", () => {
  const rules = ["2.5", "1", "3.01", "-1", "2"].map((typed) => bonusFaults(typed).map(({ rule }) => rule))
  expect(rules).toEqual([["not_one_of"], [], ["above_max"], ["below_min"], ["not_one_of"]])
  const sentences = bonusFaults("2.5").map((fault) => faultSentence(languages.zh, specs, fault))
  expect(sentences.join()).toContain("只能填 0/1/3 中的一个（填写的是 2.5）")
})

test.each(hardCases)(
  "%s: %s typed as %s blocks, and what was typed counts as nothing",
  (rule, key, typed) => {
    const { hard, soft, values, texts } = check({ [key]: typed })
    expect(hard.map((fault) => [fault.rule, fault.field])).toEqual([[rule, key]])
    expect(soft).toEqual([])
    expect(values.size + texts.size).toBe(0)
  },
)

test("a number above the one that limits it is told beside the field that this person typed", () => {
  const own = check({ bare_soil_m2: "300", green_land_m2: "200" })
  expect(own.hard).toEqual([
    {
      rule: "bare_soil_m2.at_most",
      field: "bare_soil_m2",
      check: { title: null, severity: "hard" },
      with: {
        key: "bare_soil_m2",
        limitKey: "green_land_m2",
        relation: "at_most",
        left: 300,
        right: 200,
        keys: "bare_soil_m2/green_land_m2",
        providers: "company",
      },
    },
  ])
  const theirs = check({ households: "30" }, { others: { volunteer_families: 40 } })
  expect(theirs.hard.map(({ rule, field }) => [rule, field])).toEqual([
    ["volunteer_families.at_most", "households"],
  ])
  expect(check({ bare_soil_m2: "200", green_land_m2: "200" }).hard).toEqual([])
  expect(check({ bare_soil_m2: "300" }).hard).toEqual([])
})

test("a limit between two values of other people is not this person's fault: it is told, without their figures", () => {
  const { hard, told } = check(
    { cultural_events: "3" },
    { others: { volunteer_families: 40, households: 30 } },
  )
  expect(hard).toEqual([])
  expect(told.map(({ rule, field }) => [rule, field])).toEqual([
    ["volunteer_families.at_most", "volunteer_families"],
  ])
  expect(told[0]?.with).not.toHaveProperty("left")
})

test("who types what the registry confirms is not stopped by a value of somebody else", () => {
  const others = { volunteer_families: 40 }
  const confirmed = check({ households: "30" }, { others, registry: { households: 30 } })
  expect(confirmed.hard).toEqual([])
  expect(confirmed.told.map(({ rule }) => rule)).toEqual(["volunteer_families.at_most"])
  const stale = check({ households: "30" }, { others, registry: { households: 31 } })
  expect(stale.hard.map(({ rule }) => rule)).toEqual(["volunteer_families.at_most"])
  expect(stale.told).toEqual([])
})

test("every good value is kept in the edition's format although others are wrong", () => {
  const { texts, values, hard } = check({
    households: "１，０７９",
    green_land_m2: " 12.5 ",
    general_hazards: "",
    registered_cars: "不适用",
    "REQ-06": "是",
    ponding_events: "x",
  })
  expect(hard.map(({ field }) => field)).toEqual(["ponding_events"])
  expect(Object.fromEntries(texts)).toEqual({
    households: "1079",
    green_land_m2: "12.5",
    registered_cars: "NA",
    "REQ-06": "yes",
  })
  expect(Object.fromEntries(values)).toEqual({
    households: 1079,
    green_land_m2: 12.5,
    registered_cars: "NA",
    "REQ-06": 1,
  })
})

test("a change of more than half and at least 5 asks for a reason", () => {
  const asked = (now: string, before: number) =>
    check({ cultural_events: now }, { previous: { cultural_events: before } }).soft.map(({ rule }) => rule)
  expect(asked("16", 10)).toEqual(["changed_much"])
  expect(asked("15", 10)).toEqual([])
  expect(asked("4", 10)).toEqual(["changed_much"])
  expect(asked("4", 1)).toEqual([])
  expect(asked("5", 0)).toEqual(["changed_much"])
})

test("no reason is asked for a yes that became a no, for a bonus, or without last quarter's value", () => {
  expect(check({ "REQ-06": "no" }, { previous: { "REQ-06": 1 } }).soft).toEqual([])
  expect(check({ cultural_events: "90" }).soft).toEqual([])
  expect(check({ registered_cars: "不适用" }, { previous: { registered_cars: 900 } }).soft).toEqual([])
})

test("more than a hundred per cent asks for a reason where the edition declares no limit", () => {
  const { soft, hard } = check({ inspections_done: "12", inspections_planned: "10" })
  expect(hard).toEqual([])
  expect(soft.map(({ rule, field }) => [rule, field])).toEqual([["above_hundred", "inspections_done"]])
})

test("a reason is enough; spaces are none", () => {
  const typed = { cultural_events: "16" }
  const previous = { cultural_events: 10 }
  const explained = check(typed, { previous, reasons: { cultural_events: "端午和六一办了专场" } })
  expect(explained.soft).toHaveLength(1)
  expect(unexplained(explained.soft)).toEqual([])
  const blank = check(typed, { previous, reasons: { cultural_events: "  　" } })
  expect(unexplained(blank.soft)).toHaveLength(1)
})

test("a reason of 1,000 characters passes, one more does not", () => {
  const rules = (length: number) =>
    check({}, { reasons: { households: "字".repeat(length) } }).hard.map(({ rule }) => rule)
  expect(rules(1000)).toEqual([])
  expect(rules(1001)).toEqual(["reason_too_long"])
})

test("a reason for a value that this person does not type is refused as the value would be", () => {
  const { hard } = check({}, { reasons: { no_such_key: "x", observers: "y" } })
  expect(hard.map(({ rule, field }) => [rule, field])).toEqual([
    ["unknown_key", "no_such_key"],
    ["not_yours", "observers"],
  ])
})

test("thousands of unknown keys are told once", () => {
  const texts = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, "1"]))
  const { hard } = check(texts)
  expect(hard.map(({ rule }) => rule)).toEqual(["unknown_key"])
  expect(hard[0]?.with).toEqual({ n: 5000 })
})

test.each(["zh", "en"] as const)("every rule has its sentence in %s, without holes", (language) => {
  const text = languages[language]
  const shown = [
    ...hardCases.flatMap(([, key, typed]) => check({ [key]: typed }).hard),
    ...check({ bare_soil_m2: "300", green_land_m2: "200" }).hard,
    ...bonusFaults("2.5"),
    ...check({}, { reasons: { households: "字".repeat(1001) } }).hard,
    ...check({ cultural_events: "16" }, { previous: { cultural_events: 10 } }).soft,
    ...check({ inspections_done: "12", inspections_planned: "10" }).soft,
  ]
  expect(new Set(shown.map(({ rule }) => rule))).toEqual(
    new Set([...hardRules, ...softRules, "bare_soil_m2.at_most"]),
  )
  for (const fault of shown) {
    const sentence = faultSentence(text, specs, fault)
    expect(sentence.length, fault.rule).toBeGreaterThan(10)
    expect(sentence, fault.rule).not.toMatch(/undefined|null|NaN|\[object/)
    expect(sentence, fault.rule).not.toBe(text.faults.ruleId(fault.rule))
  }
})
