import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { attempts, credentials, proofs, sessions } from "../../../schema/tables/identity.ts"
import { invitations } from "../../../schema/tables/invitations.ts"
import { mails } from "../../../schema/tables/mails.ts"
import { members } from "../../../schema/tables/members.ts"
import { users } from "../../../schema/tables/users.ts"
import { writes } from "../../../schema/tables/writes.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import { type Outdated, outdatedKinds } from "../../../worker/domain/retention.ts"
import { runJobs } from "../../../worker/jobs/cron.ts"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { removeOutdated } from "../../../worker/usecases/retention/remove-outdated.ts"
import { openTestCell, system, type TestCell } from "../../support/cell.ts"
import { addSubmissions } from "../../support/cell-rows.ts"
import { exportServices } from "../../support/exports.ts"
import { ask, smallCity } from "../../support/small-city.ts"

/** Noon in Chengdu: what ended yesterday goes, what ended this morning does not. */
const noon = "2026-11-23T04:00:00.000Z"
const yesterday = "2026-11-22T15:59:59.000Z"
const today = "2026-11-22T16:00:00.000Z"
const releasedAt = "2026-08-01T00:00:00.000Z"
let cell: TestCell

const daysBefore = (instant: string, days: number) =>
  new Date(Date.parse(instant) - days * 86_400_000).toISOString()
const remove = (kind: Outdated) => removeOutdated(cell.contextFor(system), kind)

async function count(table: string): Promise<number> {
  const [row] = await cell.rows(`select count(*) n from ${table}`)
  return Number(row?.["n"])
}

async function events(kind: Outdated) {
  const rows = await cell.rows(
    "select detail, actor_kind, actor_name from audit_events where action = ? order by seq",
    [`retention.${kind}`],
  )
  return rows.map((row) => JSON.parse(String(row["detail"])) as { removed: number })
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date(releasedAt) })
  await smallCity(cell, "2026Q2", "2026-07-20")
  await addSubmissions(cell, [
    { slug: "gone-quiet", quarter: "2026Q2", state: "draft", parts: { community: { households: "12" } } },
  ])
  const at = new Date(releasedAt)
  const person = { id: "p", name: "李四", email: "li@example.com", salt: "s", createdAt: at, updatedAt: at }
  await cell.client.batch(
    [
      insertRows(users, [person]),
      insertRows(credentials, [{ userId: "p", passwordHash: "x", updatedAt: releasedAt }]),
      insertRows(members, [
        {
          id: "m",
          userId: "p",
          organisationId: "company-1",
          role: "manager" as const,
          createdAt: releasedAt,
        },
      ]),
    ],
    "write",
  )
})
afterAll(() => cell.close())
beforeEach(() => {
  cell.now = new Date(noon)
})

const session = (id: string, expiresAt: string) => ({
  id,
  tokenHash: `hash-${id}`,
  userId: "p",
  createdAt: releasedAt,
  expiresAt,
})
const invitation = (id: string, ended: Partial<typeof invitations.$inferInsert>) => ({
  id,
  organisationId: "company-1",
  role: "editor" as const,
  email: `${id}@example.com`,
  tokenHash: `hash-${id}`,
  salt: `salt-${id}`,
  invitedBy: "m",
  createdAt: releasedAt,
  expiresAt: "2030-01-01T00:00:00.000Z",
  ...ended,
})

test("sessions go in the night after they expired", async () => {
  const rows = [session("over", yesterday), session("today", today), session("open", "2026-12-01T00:00:00Z")]
  await cell.client.execute(insertRows(sessions, rows))
  expect(await remove("sessions")).toBe(1)
  expect((await cell.rows("select id from sessions order by id")).map(({ id }) => id)).toEqual([
    "open",
    "today",
  ])
  expect(await remove("sessions")).toBe(0)
  expect(await events("sessions")).toEqual([{ removed: 1, endedBefore: today, keptDays: 0 }])
})

test("links sent by e-mail and wrong tries go after a day", async () => {
  const before = daysBefore(today, 1)
  const proof = (id: string, expiresAt: string) => ({
    id,
    purpose: "reset" as const,
    userId: "p",
    createdAt: expiresAt,
    expiresAt,
  })
  const attempt = (subject: string, startedAt: string) => ({ subject, count: 3, startedAt })
  await cell.client.batch([
    insertRows(proofs, [proof("old", daysBefore(yesterday, 1)), proof("new", before)]),
    insertRows(attempts, [attempt("account:old", daysBefore(yesterday, 1)), attempt("account:new", before)]),
  ])
  expect([await remove("proofs"), await remove("attempts")]).toEqual([1, 1])
  expect(await cell.rows("select id from proofs")).toEqual([{ id: "new" }])
  expect(await cell.rows("select subject from attempts")).toEqual([{ subject: "account:new" }])
})

test("invitations go 90 days after they were accepted, revoked or expired", async () => {
  const old = daysBefore(yesterday, 90)
  const young = daysBefore(today, 90)
  await cell.client.execute(
    insertRows(invitations, [
      invitation("accepted", { acceptedAt: old, acceptedBy: "p" }),
      invitation("revoked", { revokedAt: old }),
      invitation("expired", { expiresAt: old }),
      invitation("accepted-young", { acceptedAt: young, acceptedBy: "p" }),
      invitation("revoked-young", { revokedAt: young }),
      invitation("expired-young", { expiresAt: young }),
      invitation("open", {}),
    ]),
  )
  expect(await remove("invitations")).toBe(3)
  const left = await cell.rows("select id from invitations order by id")
  expect(left.map(({ id }) => id)).toEqual(["accepted-young", "expired-young", "open", "revoked-young"])
})

test("letters and records of writes go after 30 days, more than a batch at once", async () => {
  const at = (days: number) => daysBefore(noon, days)
  const mail = (id: string, state: "queued" | "sent" | "failed", createdAt: string) => ({
    id,
    kind: "reset",
    state,
    createdAt,
  })
  const old = Array.from({ length: 1201 }, (_, n) => mail(`old-${n}`, n % 2 ? "sent" : "failed", at(31)))
  await cell.client.execute(insertRows(mails, [...old, mail("new", "queued", at(29))]))
  const write = (key: string, time: string) => ({ key, action: "x", holds: 1, result: "null", at: time })
  await cell.client.execute("delete from writes")
  await cell.client.execute(insertRows(writes, [write("old", at(31)), write("new", at(29))]))
  expect(await remove("mails")).toBe(1201)
  expect(await cell.rows("select id from mails")).toEqual([{ id: "new" }])
  expect((await events("mails")).map(({ removed }) => removed)).toEqual([500, 500, 201])
  expect(await remove("writes")).toBe(1)
  expect(await count("writes where key in ('old', 'new')")).toBe(1)
})

test("a draft that was never submitted goes a year after its quarter was released, with all that was typed", async () => {
  cell.now = new Date(releasedAt)
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, "2026Q2"))
  const drafted = "submission_id in (select id from submissions where state = 'draft')"
  expect(await count(`"values" where ${drafted}`)).toBeGreaterThan(50)
  const filed = await count(`"values" where not ${drafted}`)
  cell.now = new Date("2027-08-01T15:00:00Z")
  expect(await remove("drafts")).toBe(0)
  await cell.client.execute(
    "update submissions set first_submitted_at = '2026-07-01T00:00:00Z' where state = 'draft'",
  )
  cell.now = new Date("2027-08-02T00:00:00Z")
  expect(await remove("drafts")).toBe(0)
  await cell.client.execute("update submissions set first_submitted_at = null where state = 'draft'")
  await cell.client.execute(`insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
    select 'open', period, 'id-gone-quiet', id, '没有按时报送，现在补报。', 'm', finished_at from releases limit 1`)
  expect(await remove("drafts"), "it is being corrected").toBe(0)
  await cell.client.execute("delete from corrections")
  expect(await remove("drafts")).toBe(1)
  expect(await count("submissions where state = 'draft'")).toBe(0)
  expect(await count(`"values"`)).toBe(filed)
  expect(await events("drafts")).toMatchObject([{ removed: 1, keptDays: 365 }])
})

test("what a place was asked for goes a year after the quarter was released, unless it is being corrected", async () => {
  const [estate] = await cell.rows("select id from estates order by id limit 1")
  await cell.client.execute({
    sql: `insert into askings (estate_id, quarter, provider, day, organisation_id, member_id, at, keys) values
      (?1, '2026Q2', 'community', '2026-07-01', 'company-1', 'm', '2026-07-01T00:00:00Z', 'households')`,
    args: [String(estate?.["id"])],
  })
  cell.now = new Date("2027-08-01T15:00:00Z")
  expect(await remove("askings")).toBe(0)
  cell.now = new Date("2027-08-02T00:00:00Z")
  await cell.client.execute(`insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
    select 'open-asked', period, '${estate?.["id"]}', id, '没有按时报送，现在补报。', 'm', finished_at from releases limit 1`)
  expect(await remove("askings"), "it is being corrected").toBe(0)
  await cell.client.execute("delete from corrections")
  expect(await remove("askings")).toBe(1)
  expect(await count("askings")).toBe(0)
  expect(await events("askings")).toMatchObject([{ removed: 1, keptDays: 365 }])
})

test("two runs at once remove everything once and count it once", async () => {
  await cell.client.execute("delete from mails")
  const old = Array.from({ length: 700 }, (_, n) => ({
    id: `twice-${n}`,
    kind: "reset",
    state: "sent" as const,
    createdAt: "2026-01-01T00:00:00Z",
  }))
  await cell.client.execute(insertRows(mails, old))
  const before = await events("mails")
  await Promise.all([remove("mails"), remove("mails")])
  await remove("mails")
  expect(await count("mails")).toBe(0)
  const counted = (await events("mails")).slice(before.length).reduce((sum, { removed }) => sum + removed, 0)
  expect(counted).toBe(700)
})

test("an attempt that began anew meanwhile stays", async () => {
  await cell.client.execute("delete from attempts")
  const ctx = cell.contextFor(system)
  await cell.client.execute(insertRows(attempts, [{ subject: "a", count: 1, startedAt: noon }]))
  const read = { ...ctx.read, retention: { outdated: async () => ["a"] } }
  expect(await removeOutdated({ ...ctx, read }, "attempts")).toBe(0)
  expect(await count("attempts")).toBe(1)
})

test("cron runs every kind under its own name", async () => {
  await cell.client.batch(
    ["delete from sessions", "delete from mails", "delete from proofs"].map((statement) => statement),
    "write",
  )
  await cell.client.execute(insertRows(sessions, [session("cron", "2026-01-01T00:00:00Z")]))
  const opened: string[] = []
  await runJobs("510100", (job) => {
    opened.push(job)
    return exportServices({ cell, now: cell.now }, job)
  })
  expect(opened).toEqual(expect.arrayContaining(outdatedKinds.map((kind) => `forget-${kind}`)))
  expect(await count("sessions")).toBe(0)
  const [event] = await cell.rows(
    "select actor_kind, actor_name from audit_events where action = 'retention.sessions' order by seq desc",
  )
  expect(event).toEqual({ actor_kind: "system", actor_name: "forget-sessions" })
})
