import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import type { Level } from "../../../worker/domain/place.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import {
  openFiling,
  type PartValue,
  partValues,
  standingValues,
  typedKeys,
} from "../../../worker/domain/submission/parts.ts"

const { edition } = seedEdition()
const specs = editionKeys(edition)

function providersTypedBy(staffed: Level[]): string[] {
  const keys = typedKeys(edition, "company", staffed)
  return [...new Set(keys.map((key) => specs.get(key)?.provider ?? ""))].sort()
}

test("a company types its own keys, and for community and street only where they have no members", () => {
  expect(providersTypedBy(["community", "street"])).toEqual(["company"])
  expect(providersTypedBy(["street"])).toEqual(["community", "company"])
  expect(providersTypedBy(["community"])).toEqual(["company", "street"])
  expect(providersTypedBy([])).toEqual(["community", "company", "street"])
})

test("nobody but the company types for somebody else, and nobody types platform keys", () => {
  const everyone = (["company", "community", "street", "district", "city"] as const).flatMap((provider) =>
    typedKeys(edition, provider, ["community", "street", "district"]),
  )
  const typed = [...specs.values()].filter(({ provider }) => provider !== "platform").map(({ key }) => key)
  expect(new Set(everyone)).toEqual(new Set(typed))
  expect(everyone).toHaveLength(typed.length)
  expect(typedKeys(edition, "street", [])).toEqual(typedKeys(edition, "street", ["street", "community"]))
  expect(typedKeys(edition, "platform", [])).toEqual([])
})

const value = (provider: PartValue["provider"], filing: number, text: string): PartValue => ({
  provider,
  filing,
  key: "households",
  value: text,
  reason: null,
})

test("the company types into the filing after the last one, everybody else into one that stays", () => {
  expect(openFiling(null, "company")).toBe(1)
  expect(openFiling({ state: "draft", filing: 0 }, "company")).toBe(1)
  expect(openFiling({ state: "submitted", filing: 1 }, "company")).toBe(1)
  expect(openFiling({ state: "returned", filing: 1 }, "company")).toBe(2)
  expect(openFiling({ state: "returned", filing: 1 }, "community")).toBe(0)
})

test("a returned form opens with what was filed, until something is saved", () => {
  const filed = [value("company", 1, "100"), value("community", 0, "7")]
  const returned = { state: "returned" as const, filing: 1 }
  expect(partValues(filed, returned, "company").map((one) => one.value)).toEqual(["100"])
  const saved = [...filed, value("company", 2, "120")]
  expect(partValues(saved, returned, "company").map((one) => one.value)).toEqual(["120"])
  expect(partValues(saved, returned, "community").map((one) => one.value)).toEqual(["7"])
})

test("authorities read the last filing, never the one that is being typed", () => {
  const rows = [value("company", 1, "100"), value("company", 2, "120"), value("community", 0, "7")]
  expect(standingValues(rows, 1).map((one) => one.value)).toEqual(["100", "7"])
})
