import { globSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { idleMs, sessionEnd } from "../../worker/domain/identity/session.ts"
import { isLastHead, requireAnotherHead } from "../../worker/domain/organisation/heads.ts"
import { DAY } from "../../worker/domain/quarter.ts"

/** Files of the product in which a line matches. */
function homesOf(line: RegExp): string[] {
  const files = globSync("{worker,web,schema}/**/*.{ts,tsx}", { exclude: ["**/listed-passwords.ts"] })
  return files
    .filter((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .some((one) => line.test(one)),
    )
    .sort()
}

test("the last head stays; who is no head, or is not the only one, may go", () => {
  expect(isLastHead("company", "manager", 0)).toBe(true)
  expect(isLastHead("company", "manager", 1)).toBe(false)
  expect(isLastHead("company", "editor", 0)).toBe(false)
  expect(() => requireAnotherHead({ lastHead: true })).toThrow("last_head")
  requireAnotherHead({ lastHead: false })
})

test("how long a sign-in lasts without use: 12 hours, or what is said within its whole length of 7 days", () => {
  expect([idleMs(), idleMs(0.25), idleMs(168)]).toEqual([12 * 3_600_000, 900_000, 7 * DAY])
  for (const hours of [0, 0.24, 169, Number.NaN]) expect(() => idleMs(hours)).toThrow("SESSION_IDLE_HOURS")
  expect(sessionEnd(new Date(0)).getTime()).toBe(7 * DAY)
})

test("each of these stands in one file", () => {
  expect(homesOf(/isAfterDay\(.*(deadline|due)Day/i)).toEqual(["worker/domain/submission/lateness.ts"])
  expect(homesOf(/DomainError\("conflict", "last_head"\)|"last_head"\)/)).toEqual([
    "worker/domain/organisation/heads.ts",
  ])
  expect(homesOf(/8 \* (3_?600|60_000)|28_?800|\+08:00/)).toEqual(["worker/domain/quarter.ts"])
  expect(homesOf(/86_400_000|24 \* 3_600_000/)).toEqual(["worker/domain/quarter.ts"])
})
