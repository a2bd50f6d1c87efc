import { expect, test } from "vitest"
import type { AuditEntry } from "../../../worker/domain/audit/entry.ts"
import { joinSaves } from "../../../worker/domain/audit/joined-saves.ts"

const minute = (at: number) => new Date(Date.UTC(2026, 9, 12, 2, at)).toISOString()

function event(seq: number, at: number, over: Partial<AuditEntry> & { who?: string } = {}): AuditEntry {
  const { who = "chen", ...rest } = over
  return {
    seq,
    id: `event-${seq}`,
    at: minute(at),
    action: "submission.save",
    requestId: null,
    actor: {
      kind: "member",
      organisation: { id: "company-1", name: "物业" },
      userId: who,
      name: who,
      left: false,
      keyPrefix: null,
      job: null,
    },
    object: { kind: "submission", id: "s-1", name: null, slug: null, period: null },
    detail: { provider: "company", revision: seq },
    before: {},
    after: {},
    ...rest,
  }
}

const read = (events: AuditEntry[]) => joinSaves(events.toReversed()).map(({ seq, saves }) => [seq, saves])

test("saves of one person on one form within ten minutes read as one: what stood first, and what stands at last", () => {
  const events = [
    event(1, 0, { before: { households: null }, after: { households: "8" } }),
    event(2, 5, { before: { households: "8", events: null }, after: { households: "81", events: "3" } }),
    event(3, 10, { before: { households: "81", events: "3" }, after: { households: "812", events: null } }),
    event(4, 11, { before: { households: "812" }, after: { households: "9" } }),
  ]
  expect(read(events)).toEqual([
    [4, 1],
    [3, 3],
  ])
  const [, joined] = joinSaves(events.toReversed())
  expect(joined).toMatchObject({
    id: "event-3",
    at: minute(10),
    from: minute(0),
    before: { households: null },
    after: { households: "812" },
  })
})

test("another person, form, part or act in between stays an event of its own", () => {
  const other = { object: { kind: "submission", id: "s-2", name: null, slug: null, period: null } }
  expect(read([event(1, 0), event(2, 1, { who: "wang" }), event(3, 2)])).toEqual([
    [3, 1],
    [2, 1],
    [1, 1],
  ])
  expect(read([event(1, 0), event(2, 1, { action: "submission.submit" }), event(3, 2)])).toHaveLength(3)
  expect(read([event(1, 0), event(2, 1, { detail: { provider: "community" } })])).toHaveLength(2)
  // Work on two forms by turns: each reads as one, in the order of its last save.
  expect(read([event(1, 0), event(2, 1, other), event(3, 2), event(4, 3, other)])).toEqual([
    [4, 2],
    [3, 2],
  ])
})
