import { expect, test } from "vitest"
import { readUscc, usccCheckCharacter } from "../../../worker/domain/organisation/uscc.ts"

/** Published by the companies themselves: 百度在线, 腾讯计算机, 华为技术, 阿里巴巴（中国）; the last two by open test suites. */
const published = [
  "91110000802100433B",
  "91440300708461136T",
  "914403001922038216",
  "91330100799655058B",
  "91350100M000100Y43",
  "91310110666007217T",
]
const alphabet = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"]

test.each(published)("%s is a code", (code) => {
  expect(readUscc(code)).toBe(code)
  expect(usccCheckCharacter(code.slice(0, 17))).toBe(code[17])
})

test("every single wrong character shows", () => {
  let wrong = 0
  for (const code of published)
    for (let at = 0; at < 18; at++)
      for (const other of alphabet) {
        if (other === code[at]) continue
        expect(readUscc(code.slice(0, at) + other + code.slice(at + 1)), `${code} ${at} ${other}`).toBeNull()
        wrong += 1
      }
  expect(wrong).toBe(published.length * 18 * 30)
})

test("every two neighbours that change places show", () => {
  for (const code of published)
    for (let at = 0; at < 17; at++) {
      const [a = "", b = ""] = code.slice(at, at + 2)
      if (a !== b)
        expect(readUscc(code.slice(0, at) + b + a + code.slice(at + 2)), `${code} ${at}`).toBeNull()
    }
})

test("a code is read as people type it: small letters, spaces, full width", () => {
  expect(readUscc(" 9111 0000 8021 00433b ")).toBe("91110000802100433B")
  expect(readUscc("９１１１００００８０２１００４３３Ｂ")).toBe("91110000802100433B")
})

test.each([
  "",
  "91110000802100433",
  "91110000802100433BB",
  // An early pilot code that does not follow the standard.
  "91350211M00013FA1N",
  "91I10000802100433B",
  "9111A000802100433B",
  "<b>91110000802100433B</b>",
])("“%s” is none", (text) => expect(readUscc(text)).toBeNull())
