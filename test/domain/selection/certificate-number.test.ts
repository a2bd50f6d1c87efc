import { expect, test } from "vitest"
import {
  certificateNumber,
  readCertificateNumber,
} from "../../../worker/domain/selection/certificate-number.ts"

test("numbers of neighbouring tokens have nothing in common, and none is given twice", () => {
  const numbers = Array.from({ length: 2000 }, (_, at) => certificateNumber(`token-${at}`))
  expect(new Set(numbers).size).toBe(2000)
  for (const number of numbers.slice(0, 50))
    expect(number).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(new Set(numbers.map((number) => number.slice(0, 4))).size).toBeGreaterThan(1980)
})

test("is read as people type it", () => {
  const number = certificateNumber("one")
  expect(readCertificateNumber(number)).toBe(number)
  expect(readCertificateNumber(` ${number.toLowerCase().replaceAll("-", " ")} `)).toBe(number)
  expect(readCertificateNumber(number.replaceAll("0", "O").replaceAll("1", "l"))).toBe(number)
})

test("a wrong letter anywhere is found by the check letter", () => {
  const number = certificateNumber("one")
  const wrong = [...number].flatMap((letter, at) =>
    letter === "-" ? [] : [`${number.slice(0, at)}${letter === "7" ? "8" : "7"}${number.slice(at + 1)}`],
  )
  expect(wrong.map(readCertificateNumber)).toEqual(wrong.map(() => null))
  for (const typed of ["", "SG-2026-0001", "x".repeat(4000), "𠮷".repeat(16)])
    expect(readCertificateNumber(typed)).toBeNull()
})
