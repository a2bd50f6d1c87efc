import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import {
  type AuthorityFinding,
  composeValues,
  type TypedValue,
} from "../../../worker/domain/submission/compose.ts"

const specs = editionKeys(seedEdition().edition)

function one(rows: TypedValue[], findings: AuthorityFinding[] = [], state = "verified") {
  return composeValues(specs, state, rows, findings)
}

const byCompany = (key: string, value: string): TypedValue => ({ key, provider: "company", value })
const byCommunity = (key: string, value: string): TypedValue => ({ key, provider: "community", value })

test("what nobody typed is absent, what was emptied too", () => {
  expect(one([]).size).toBe(0)
  expect(one([byCompany("households", "")]).size).toBe(0)
})

test("the company types for a place without members; the place's own part wins", () => {
  const typed = one([byCompany("joint_meetings", "3")]).get("joint_meetings")
  expect(typed).toMatchObject({ value: 3, provider: "company", onBehalf: true })
  const rows = [byCompany("joint_meetings", "3"), byCommunity("joint_meetings", "2")]
  for (const order of [rows, rows.toReversed()])
    expect(one(order).get("joint_meetings")).toMatchObject({
      value: 2,
      provider: "community",
      onBehalf: false,
    })
})

test("nobody else types what is the company's", () => {
  expect(one([byCommunity("households", "400")]).size).toBe(0)
})

test("platform keys are never typed", () => {
  expect(one([byCompany("REQ-10", "yes"), byCompany("DED-01", "0")]).size).toBe(0)
})

test("a checked value counts, the district's over the street's, whatever their order", () => {
  const findings: AuthorityFinding[] = [
    { key: "households", level: "street", decision: "adjusted", checkedValue: "500" },
    { key: "households", level: "district", decision: "adjusted", checkedValue: "480" },
  ]
  for (const order of [findings, findings.toReversed()])
    expect(one([byCompany("households", "400")], order).get("households")).toMatchObject({
      value: 480,
      typed: 400,
      adjusted: true,
    })
})

test("a district that accepts leaves the street's checked value standing", () => {
  const found = one(
    [byCompany("households", "400")],
    [
      { key: "households", level: "street", decision: "adjusted", checkedValue: "500" },
      { key: "households", level: "district", decision: "accepted", checkedValue: null },
    ],
  )
  expect(found.get("households")).toMatchObject({ value: 500, adjusted: true })
})

test("a checked value equal to the typed one, an accepted or an asked one adjusts nothing", () => {
  for (const finding of [
    { decision: "adjusted", checkedValue: "400.0" },
    { decision: "accepted", checkedValue: null },
    { decision: "asked", checkedValue: null },
  ] as const) {
    const checked = { ...finding, key: "green_land_m2", level: "district" as const }
    expect(one([byCompany("green_land_m2", "400")], [checked]).get("green_land_m2")).toMatchObject({
      value: 400,
      adjusted: false,
    })
  }
})

test("an authority may fill in what was missing", () => {
  const checked = { key: "households", level: "district", decision: "adjusted", checkedValue: "1" } as const
  expect(one([], [checked]).get("households")).toMatchObject({ value: 1, typed: null, adjusted: true })
})

test("how far a value is checked follows the submission's state", () => {
  const rows = [byCompany("households", "400"), byCommunity("joint_meetings", "3")]
  const levels = (state: string) => [...one(rows, [], state).values()].map(({ verification }) => verification)
  expect(levels("submitted")).toEqual(["reported", "community_checked"])
  expect(levels("street_verified")).toEqual(["street_verified", "street_verified"])
  expect(levels("verified")).toEqual(["verified", "verified"])
})
