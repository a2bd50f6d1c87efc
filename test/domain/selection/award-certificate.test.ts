import { expect, test } from "vitest"
import {
  approvalText,
  certificateState,
  lastValidDay,
} from "../../../worker/domain/selection/award-certificate.ts"

test("a certificate is valid until the day before its anniversary", () => {
  expect(lastValidDay("2026-11-09", 3)).toBe("2029-11-08")
  expect(lastValidDay("2026-01-01", 1)).toBe("2026-12-31")
})

test("one of a 29 February ends on the 28th, or the day before where its anniversary exists", () => {
  expect(lastValidDay("2028-02-29", 1)).toBe("2029-02-28")
  expect(lastValidDay("2028-02-29", 4)).toBe("2032-02-28")
  // 2100 is no leap year, 2400 is one.
  expect(lastValidDay("2096-02-29", 4)).toBe("2100-02-28")
  expect(lastValidDay("2396-02-29", 4)).toBe("2400-02-28")
  expect(lastValidDay("2028-02-28", 1)).toBe("2029-02-27")
})

test("it is valid on its last day, and revoked for good", () => {
  const standing = { validTo: "2029-11-08", revokedAt: null }
  expect(certificateState(standing, "2029-11-08")).toBe("valid")
  expect(certificateState(standing, "2029-11-09")).toBe("expired")
  const revoked = { ...standing, revokedAt: "2027-01-01T00:00:00Z" }
  expect(certificateState(revoked, "2027-01-01")).toBe("revoked")
  expect(certificateState(revoked, "2030-01-01")).toBe("revoked")
})

test("an approval is named by number and authority, an exemption by its reason", () => {
  expect(approvalText({ kind: "number", number: "示〔2026〕1号", by: "示例部门" })).toBe(
    "示〔2026〕1号（示例部门）",
  )
  expect(approvalText({ kind: "exempt", reason: "协会自办" })).toBe("协会自办")
})
