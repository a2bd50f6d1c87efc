import { expect, test } from "vitest"
import {
  codeOfStep,
  newRecoveryCode,
  secondFactors,
  stepAt,
  stepOfCode,
} from "../../worker/gateways/second-factor.ts"

/** The test vectors of RFC 6238, appendix B: the secret `12345678901234567890`, the last six of eight digits. */
const rfcSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("RFC 6238: at %d s the code is %s", (seconds, code) => {
  const at = new Date(seconds * 1000)
  expect(codeOfStep(rfcSecret, stepAt(at))).toBe(code)
  expect(stepOfCode(rfcSecret, code, at)).toBe(Math.floor(seconds / 30))
})

test("a code is good one step early and late, and no longer; anything that is no code is none", () => {
  const at = new Date("2026-11-23T02:00:00Z")
  const step = stepAt(at)
  const found = [-2, -1, 0, 1, 2].map((off) => stepOfCode(rfcSecret, codeOfStep(rfcSecret, step + off), at))
  expect(found).toEqual([null, step - 1, step, step + 1, null])
  for (const code of ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345", "' or 1"])
    expect(stepOfCode(rfcSecret, code, at), code).toBeNull()
})

test("what is offered is the same for the same mark, of the right size, and of this cell alone", async () => {
  const [one, other] = [secondFactors("s".repeat(32)), secondFactors("t".repeat(32))]
  const offered = await one.offer("session-1")
  expect(offered).toMatch(/^[A-Z2-7]{32}$/)
  expect(await one.offer("session-1")).toBe(offered)
  expect(await one.offer("session-2")).not.toBe(offered)
  expect(await other.offer("session-1")).not.toBe(offered)
  const sealed = await one.seal(offered)
  expect(sealed).not.toContain(offered)
  const at = new Date("2026-11-23T02:00:00Z")
  expect(await one.stepOf(sealed, codeOfStep(offered, stepAt(at)), at)).toBe(stepAt(at))
  await expect(other.stepOf(sealed, "123456", at)).rejects.toThrow()
})

test("an authenticator app gets issuer, account and secret, escaped", () => {
  const uri = secondFactors("s".repeat(32)).uri(rfcSecret, { account: "a+b@estate.example", issuer: "实格" })
  const read = new URL(uri)
  expect(read.protocol).toBe("otpauth:")
  expect(read.searchParams.get("secret")).toBe(rfcSecret)
  expect(read.searchParams.get("issuer")).toBe("实格")
  expect(decodeURIComponent(read.pathname)).toContain("实格:a+b@estate.example")
})

test("recovery codes are four groups of four, all different", () => {
  const codes = Array.from({ length: 1000 }, newRecoveryCode)
  expect(codes.every((code) => /^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/.test(code))).toBe(true)
  expect(new Set(codes).size).toBe(1000)
})
