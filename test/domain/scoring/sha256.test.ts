import { createHash } from "node:crypto"
import fc from "fast-check"
import { expect, test } from "vitest"
import { entryHash, resultIdentity } from "../../../worker/domain/scoring/identity.ts"
import { sha256 } from "../../../worker/domain/scoring/sha256.ts"
import { ENGINE_VERSION } from "../../../worker/domain/scoring/version.ts"
import { firstEdition } from "./editions.ts"

test("known vectors of FIPS 180-4", () => {
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  expect(sha256("a".repeat(1_000_000))).toBe(
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  )
})

test("agrees with the platform on any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"))
    }),
  )
  expect(sha256("示范小区 😀")).toBe(createHash("sha256").update("示范小区 😀").digest("hex"))
})

test("the identity of results does not depend on order, and changes with any value", () => {
  const edition = firstEdition()
  const a = entryHash("2023Q1", "a", [["households", 5] as const, ["REQ-01", 1] as const])
  const turned = entryHash("2023Q1", "a", new Map([["REQ-01", 1] as const, ["households", 5] as const]))
  const b = entryHash("2023Q1", "b", [["households", "NA"] as const])
  expect(turned).toBe(a)
  const identity = resultIdentity(edition, [a, b])
  expect(identity).toMatchObject({ edition: "cd-wwsg-2023", version: "1.0.0", engine: ENGINE_VERSION })
  expect(resultIdentity(edition, [b, a])).toEqual(identity)
  const other = entryHash("2023Q1", "b", [["households", 6] as const])
  expect(resultIdentity(edition, [a, other]).inputs).not.toBe(identity.inputs)
  expect(resultIdentity({ ...edition, version: "1.0.1" }, [a, b]).inputs).not.toBe(identity.inputs)
})
