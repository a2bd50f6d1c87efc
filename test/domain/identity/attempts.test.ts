import { expect, test } from "vitest"
import { addressGroup } from "../../../worker/domain/identity/address.ts"
import { blockedUntil, limits } from "../../../worker/domain/identity/attempts.ts"

const startedAt = "2026-11-23T02:00:00.000Z"
const account = (count: number) => ({ limited: "account" as const, subject: "account:x", count, startedAt })
const address = (count: number) => ({
  limited: "address" as const,
  subject: "address:x",
  count,
  startedAt: "2026-11-23T02:05:00.000Z",
})

test("the last try that is allowed is not blocked, the next one is until its window ends", () => {
  expect(blockedUntil([account(limits.account.tries), address(100)])).toBeNull()
  expect(blockedUntil([account(limits.account.tries + 1)])?.toISOString()).toBe("2026-11-23T02:15:00.000Z")
})

test("of several limits the one that lasts longest counts", () => {
  expect(blockedUntil([account(11), address(101)])?.toISOString()).toBe("2026-11-23T02:20:00.000Z")
  expect(blockedUntil([])).toBeNull()
})

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:0:1:aaaa:bbbb:cccc:dddd", "2001:db8:0:1::/64"],
  ["2001:0DB8:0000:0001::5", "2001:db8:0:1::/64"],
  ["2001:db8::5", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["not an address", "not an address"],
])("%s counts as %s", (one, group) => expect(addressGroup(one)).toBe(group))
