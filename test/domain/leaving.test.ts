import { expect, test } from "vitest"
import { deletionDueAt, lastDayOfTenures, requestedBefore } from "../../worker/domain/leaving/deletion.ts"
import { expectedSteps, exportNouns, nounsOf, pageFile } from "../../worker/domain/leaving/export.ts"
import { dueBefore } from "../../worker/domain/retention.ts"

test("an export holds what its kind of organisation has", () => {
  expect(nounsOf("company")).toEqual(exportNouns)
  expect(nounsOf("authority")).toEqual(exportNouns)
  expect(nounsOf("organiser")).toEqual(["people", "selection", "audit"])
  expect(nounsOf("platform")).toEqual(["people", "audit"])
  const counts = { estates: 501, cards: 250, nominations: 251, events: 1000 }
  // People, two pages of nominations, one of events, and the archive itself.
  expect(expectedSteps("organiser", counts)).toBe(5)
  expect(expectedSteps("company", counts)).toBe(1 + 2 + 1 + 21 + 1 + 2 + 1 + 1)
  expect(expectedSteps("platform", { estates: 0, cards: 0, nominations: 0, events: 0 })).toBe(3)
})

test("files are numbered when there are several pages", () => {
  expect([pageFile("audit", 0, null), pageFile("audit", 0, "x"), pageFile("audit", 1, null)]).toEqual([
    "audit",
    "audit-001",
    "audit-002",
  ])
})

test("a deletion happens 30 times 24 hours after it was asked for", () => {
  const asked = "2026-10-12T02:00:00.000Z"
  const due = "2026-11-11T02:00:00.000Z"
  expect(deletionDueAt(asked)).toBe(due)
  expect(requestedBefore(Date.parse(due))).toBe(asked)
  expect(lastDayOfTenures(asked)).toBe("2026-11-11")
})

test("what is kept for days goes after whole days of Shanghai's clock", () => {
  const of = (now: string) => dueBefore(Date.parse(now), 2)
  expect(of("2026-10-12T15:59:59.999Z")).toBe("2026-10-09T16:00:00.000Z")
  expect(of("2026-10-12T16:00:00.000Z")).toBe("2026-10-10T16:00:00.000Z")
})
