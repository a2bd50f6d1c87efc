import { describe, expect, test } from "vitest"
import {
  askingFault,
  confirmingFault,
  mayStop,
  readReason,
  superiorPlaces,
} from "../../../worker/domain/identity/factor-reset.ts"
import { countedOn, readPasskeyName } from "../../../worker/domain/identity/passkey.ts"
import type { Place } from "../../../worker/domain/place.ts"
import { authorityMember, companyMember } from "../../support/cell.ts"

const place = (code: string, kind: Place["kind"], zoneCode: string | null = null): Place => ({
  code,
  name: code,
  kind,
  parentCode: null,
  zoneCode,
})
const city = "510100"

test.each([
  ["a city", place(city, "city"), null, []],
  ["a district", place("510104", "county"), null, [city]],
  ["a street", place("510104018", "street"), null, ["510104", city]],
  ["a street of a functional zone", place("510107060", "street", "510191"), null, ["510191", city]],
  [
    "a community",
    place("510104018004", "community"),
    place("510104018", "street"),
    ["510104018", "510104", city],
  ],
  [
    "a community of a functional zone",
    place("510107060001", "community"),
    place("510107060", "street", "510191"),
    ["510107060", "510191", city],
  ],
] as const)("above %s stand", (_, own, street, above) => {
  expect(superiorPlaces(own, street, city)).toEqual(above)
})

describe("who may", () => {
  const organisation = { id: "authority-510104018", kind: "authority" as const }
  const owner = { userId: "owner", organisation }
  const asked = { ...owner, askerId: "asker", superiors: ["510104", city] }
  const operator = {
    ...authorityMember("operator"),
    organisation: {
      ...authorityMember("operator").organisation,
      id: "platform",
      kind: "platform" as const,
      placeCode: null,
    },
    level: null,
  }

  test("ask: heads of the owner's organisation and the operator, for somebody else", () => {
    expect(askingFault(authorityMember("approver", "510104018"), owner)).toBeNull()
    expect(askingFault(operator, owner)).toBeNull()
    expect(askingFault(authorityMember("verifier", "510104018"), owner)).toBe("forbidden")
    expect(askingFault(authorityMember("approver", "510104"), owner)).toBe("forbidden")
    expect(askingFault(companyMember("manager"), owner)).toBe("forbidden")
    expect(askingFault({ ...operator, userId: "owner" }, owner)).toBe("reset_own")
  })

  test("confirm: approvers above and the operator, never who asked, nor the owner", () => {
    expect(confirmingFault(authorityMember("approver", "510104"), asked)).toBeNull()
    expect(confirmingFault(authorityMember("approver", city), asked)).toBeNull()
    expect(confirmingFault(operator, asked)).toBeNull()
    for (const nobody of [
      authorityMember("verifier", "510104"),
      authorityMember("approver", "510105"),
      authorityMember("approver", "510104018"),
      companyMember("manager"),
    ])
      expect(confirmingFault(nobody, asked)).toBe("not_found")
    expect(confirmingFault({ ...operator, userId: "asker" }, asked)).toBe("reset_asked")
    expect(confirmingFault({ ...authorityMember("approver", city), userId: "owner" }, asked)).toBe(
      "reset_own",
    )
  })

  test("do neither by a key, whatever its scopes", () => {
    const key = { id: "k", scopes: ["members:write" as const] }
    expect(askingFault({ ...authorityMember("approver", "510104018"), key }, owner)).toBe("forbidden")
    expect(confirmingFault({ ...operator, key }, asked)).toBe("not_found")
    expect(mayStop({ ...operator, key }, asked)).toBe(false)
  })

  test("for a company only the operator confirms", () => {
    const company = { ...asked, organisation: { id: "company-1", kind: "company" as const }, superiors: [] }
    expect(confirmingFault(authorityMember("approver", city), company)).toBe("not_found")
    expect(confirmingFault(operator, company)).toBeNull()
  })
})

test("a reason is one line of at most 300 characters", () => {
  expect(readReason(" 手机\n丢失 ")).toEqual({ reason: "手机 丢失" })
  expect(readReason(" \n")).toEqual({ fault: "reset_reason_missing" })
  expect(readReason("字".repeat(300))).toEqual({ reason: "字".repeat(300) })
  expect(readReason("字".repeat(301))).toEqual({ fault: "reset_reason_long" })
})

test("a passkey has a name that can be seen, of at most 40 characters", () => {
  expect(readPasskeyName("  办公　电脑 ")).toEqual({ name: "办公 电脑" })
  for (const [typed, fault] of [
    ["", "passkey_name_missing"],
    ["字".repeat(41), "passkey_name_wrong"],
    ["a\u202Eb", "passkey_name_wrong"],
  ] as const)
    expect(readPasskeyName(typed)).toEqual({ fault })
})

test.each([
  [0, 0, true],
  [0, 1, true],
  [5, 6, true],
  [5, 5, false],
  [5, 4, false],
  [5, 0, false],
])("an authenticator that counted %d and now %d has counted on: %s", (before, now, on) => {
  expect(countedOn(before, now)).toBe(on)
})

test("stopped by whoever may decide, and by heads of the owner's own organisation", () => {
  const organisation = { id: "authority-510104018", kind: "authority" as const }
  const asked = { userId: "owner", organisation, askerId: "asker", superiors: ["510104", city] }
  for (const code of ["510104018", "510104", city])
    expect(mayStop(authorityMember("approver", code), asked), code).toBe(true)
  // Whoever asked, and the owner itself where it may decide, may call it off as well.
  expect(mayStop({ ...authorityMember("approver", city), userId: "asker" }, asked)).toBe(true)
  for (const nobody of [
    authorityMember("verifier", "510104018"),
    authorityMember("approver", "510105"),
    companyMember("manager"),
  ])
    expect(mayStop(nobody, asked)).toBe(false)
})

test("a reason holds no sign that cannot be seen", () => {
  expect(readReason("手机\u0000丢失")).toEqual({ fault: "reset_reason_long" })
})
