import { expect, test } from "vitest"
import { countedOn, readPasskeyName } from "../../../worker/domain/identity/passkey.ts"

test("an authenticator that counts must have counted on; one that never counts is let be", () => {
  expect(countedOn(0, 0)).toBe(true)
  expect(countedOn(0, 1)).toBe(true)
  expect(countedOn(4, 5)).toBe(true)
  expect(countedOn(5, 5)).toBe(false)
  expect(countedOn(5, 0)).toBe(false)
})

test("a passkey's name has 1 to 40 characters that can be seen", () => {
  expect(readPasskeyName("  办公室   电脑 ")).toEqual({ name: "办公室 电脑" })
  expect(readPasskeyName("x".repeat(40))).toEqual({ name: "x".repeat(40) })
  expect(readPasskeyName("x".repeat(41))).toEqual({ fault: "passkey_name_wrong" })
  expect(readPasskeyName("a\u202eb")).toEqual({ fault: "passkey_name_wrong" })
  expect(readPasskeyName(" ")).toEqual({ fault: "passkey_name_missing" })
})
