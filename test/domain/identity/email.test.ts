import { expect, test } from "vitest"
import { readEmail } from "../../../worker/domain/identity/email.ts"

test("an e-mail is stored in small letters, and only ASCII makes one", () => {
  expect(readEmail(" Wang.Fang@City.Example ")).toBe("wang.fang@city.example")
  expect(readEmail("wаng@city.example")).toBeNull()
  expect(readEmail("wang@city")).toBeNull()
})

test("two dots in a row are none, before and after the @", () => {
  expect(readEmail("wang..fang@city.example")).toBeNull()
  expect(readEmail("wang@city..example")).toBeNull()
})

test("it has at most 254 characters", () => {
  const label = "a".repeat(61)
  const most = `${"w".repeat(64)}@${label}.${label}.${label}.${"x".repeat(254 - 64 - 1 - 3 * 62 - 2)}e`
  const filled = most + "e".repeat(254 - most.length)
  expect(filled.length).toBe(254)
  expect(readEmail(filled)).toBe(filled)
  expect(readEmail(`${filled}e`)).toBeNull()
})
