import { expect, test } from "vitest"
import { digestOf } from "../../worker/domain/mail/digest.ts"
import { readSettings, settable, wayOf } from "../../worker/domain/mail/settings.ts"
import { MOST_TRIES, pauseAfter } from "../../worker/domain/mail/tries.ts"

test("the digest of a day goes out from 8 in the morning on, Shanghai's clock", () => {
  const eight = Date.parse("2026-10-12T00:00:00.000Z")
  expect(digestOf(eight - 1)).toBeNull()
  expect(digestOf(eight)).toEqual({ day: "2026-10-12", until: "2026-10-12T00:00:00.000Z" })
  expect(digestOf(Date.parse("2026-10-12T15:59:59.999Z"))?.day).toBe("2026-10-12")
  expect(digestOf(Date.parse("2026-10-12T16:00:00.000Z"))).toBeNull()
})

test("the pauses between tries are four times as long each time", () => {
  expect(Array.from({ length: MOST_TRIES - 1 }, (_, n) => pauseAfter(n + 1, 30))).toEqual([
    30, 120, 480, 1920,
  ])
})

test("settings are ways of letters that may be set, and nothing else", () => {
  const [first = "digest", second = "digest"] = settable
  expect(settable).not.toContain("digest")
  const stored = JSON.stringify({ [first]: "daily", [second]: "weekly", digest: "off", other: "off" })
  expect(readSettings(stored)).toEqual({ [first]: "daily" })
  for (const none of ["null", "[]", "1", '"x"']) expect(readSettings(none)).toEqual({})
})

test("a letter goes out as the person has set, else as its organisation has, else at once", () => {
  const [name = "digest"] = settable
  expect(wayOf(name, { [name]: "off" }, { [name]: "daily" })).toBe("off")
  expect(wayOf(name, {}, { [name]: "daily" })).toBe("daily")
  expect(wayOf(name, {}, {})).toBe("now")
})
