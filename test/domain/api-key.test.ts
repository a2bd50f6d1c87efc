import { expect, test } from "vitest"
import { isKeyText, keyState, keyText } from "../../worker/domain/api-key.ts"

test("a key ends at the very moment of its end", () => {
  const key = { expiresAt: "2026-10-12T00:00:00.000Z", revokedAt: null, suspended: false }
  expect(keyState(key, "2026-10-11T23:59:59.999Z")).toBe("active")
  expect(keyState(key, "2026-10-12T00:00:00.000Z")).toBe("expired")
})

test("revoked counts before expired, expired before suspended", () => {
  const key = { expiresAt: "2026-10-12T00:00:00.000Z", revokedAt: null, suspended: true }
  expect(keyState(key, "2026-10-01T00:00:00.000Z")).toBe("suspended")
  expect(keyState(key, "2026-11-01T00:00:00.000Z")).toBe("expired")
  expect(keyState({ ...key, revokedAt: "2026-10-02T00:00:00.000Z" }, "2026-11-01T00:00:00.000Z")).toBe(
    "revoked",
  )
})

test("a key is a prefix of 8 and a token of 43 characters", () => {
  expect(isKeyText(keyText("a".repeat(8), "b".repeat(43)))).toBe(true)
  expect(isKeyText(keyText("a".repeat(7), "b".repeat(43)))).toBe(false)
  expect(isKeyText(keyText("a".repeat(8), "b".repeat(44)))).toBe(false)
})
