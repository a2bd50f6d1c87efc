import { expect, test } from "vitest"
import { chosenEstate, reasonFaults, typedFaults } from "../../../worker/domain/correction/correction.ts"

const rules = (faults: readonly { rule: string }[]) => faults.map(({ rule }) => rule)

test("the public reason of a correction has 10 to 500 characters", () => {
  expect(rules(reasonFaults("x".repeat(9)))).toEqual(["correction_reason_short"])
  expect(rules(reasonFaults("x".repeat(10)))).toEqual([])
  expect(rules(reasonFaults("x".repeat(500)))).toEqual([])
  expect(rules(reasonFaults("x".repeat(501)))).toEqual(["reason_too_long"])
})

test("what was typed lacks an estate and a reason, both are told", () => {
  expect(rules(typedFaults({ estate: "", reason: "" }))).toEqual([
    "correction_estate_missing",
    "correction_reason_short",
  ])
  expect(typedFaults({ estate: "alder", reason: "households counted twice" })).toEqual([])
})

test("an estate is chosen by its slug, or by a name that one alone has", () => {
  const found = [
    { slug: "a", name: "Alder" },
    { slug: "b", name: "Birch" },
    { slug: "c", name: "Birch" },
  ]
  const rule = (typed: string, among = found) => {
    const chosen = chosenEstate(typed, among)
    return "estate" in chosen ? chosen.estate.slug : chosen.fault.rule
  }
  expect(rule("c")).toBe("c")
  expect(rule("Alder")).toBe("a")
  expect(rule("Birch")).toBe("correction_estate_several")
  expect(rule("Cedar", [])).toBe("correction_estate_unknown")
  expect(rule("")).toBe("correction_estate_missing")
})
