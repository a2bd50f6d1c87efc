import { afterAll, beforeAll, expect, test } from "vitest"
import type { Actor, MemberActor } from "../../worker/domain/actor.ts"
import type { AuditFilter } from "../../worker/domain/audit/entry.ts"
import { authorityMember, companyMember, openTestCell, system, type TestCell } from "../support/cell.ts"
import { addEstates } from "../support/cell-rows.ts"

let cell: TestCell
const manager = companyMember("manager")
const stranger = { ...companyMember("manager", "company-2"), userId: "user-2", memberId: "m-2" }
const district = authorityMember("approver", "510104")
const operator: MemberActor = {
  ...manager,
  userId: "user-operator",
  memberId: "m-operator",
  role: "operator",
  organisation: {
    id: "platform",
    kind: "platform",
    name: "平台",
    placeCode: null,
    factorRoles: [],
    deletionRequestedAt: null,
  },
}
let events = 0

async function record(
  actor: Actor,
  about: { entity: string; entityId: string; action?: string; concerns?: string; visitor?: string },
  at = new Date(Date.parse("2026-10-01T00:00:00Z") + ++events * 60_000),
): Promise<void> {
  const { entity, entityId, action = "test.change", concerns, visitor } = about
  await cell
    .contextFor(actor)
    .write({ key: `event-${events}-${at.getTime()}`, action, result: null }, (store) => {
      store.audit.record({
        id: `event-${events}`,
        at,
        action,
        entity,
        entityId,
        detail: { n: events },
        before: { a: 1 },
        after: { a: 2 },
        concerns,
        ...(visitor && { visitor: { userId: visitor } }),
      })
    })
}

async function addPerson(userId: string, name: string, memberships: [id: string, organisation: string][]) {
  await cell.rows(
    "insert into users (id, name, email, salt, created_at, updated_at) values (?, ?, ?, 's', 0, 0)",
    [userId, name, `${userId}@x.example`],
  )
  for (const [id, organisation] of memberships)
    await cell.rows(
      `insert into members (id, user_id, organisation_id, role, created_at)
       values (?, ?, ?, ?, '2024')`,
      [id, userId, organisation, organisation.startsWith("authority") ? "approver" : "manager"],
    )
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z") })
  await addEstates(cell, [{ slug: "alder" }, { slug: "birch", company: "company-2" }])
  for (const [id, kind, name] of [
    ["authority-510104", "authority", "锦江区"],
    ["platform", "platform", "平台"],
  ] as const)
    await cell.rows(
      "insert into organisations (id, kind, name, place_code, created_at) values (?, ?, ?, null, '2024')",
      [id, kind, name],
    )
  await addPerson(manager.userId, "经理", [[manager.memberId, "company-1"]])
  // Somebody who belongs to the company and to the district.
  await addPerson(district.userId, "兼职的人", [
    ["m-both", "company-1"],
    [district.memberId, "authority-510104"],
  ])
  await addPerson("gone", "走了的人", [["m-gone", "company-1"]])
  await cell.rows("update users set salt = null where id = 'gone'")
  await record(manager, { entity: "estate", entityId: "id-alder" })
  await record(stranger, { entity: "estate", entityId: "id-birch" })
  await record(district, { entity: "estate", entityId: "id-alder", concerns: "company-1" })
  await record(district, { entity: "quarter", entityId: "2026Q2" })
  await record(system, { entity: "release", entityId: "r" })
  await record({ kind: "visitor" }, { entity: "session", entityId: "s", visitor: manager.userId })
  await record({ kind: "visitor" }, { entity: "user", entityId: stranger.userId })
  await record({ ...manager, userId: "gone", memberId: "m-gone" }, { entity: "member", entityId: "m-gone" })
})
afterAll(() => cell.close())

const page = (actor: Actor, filter: Partial<AuditFilter> = {}) =>
  cell.contextFor(actor).read.audit.page({ limit: 50, ...filter })
const idsOf = async (actor: Actor, filter: Partial<AuditFilter> = {}) =>
  (await page(actor, filter)).events.map(({ id }) => id)

test("everybody sees the events of the own organisation and what concerns it, newest first", async () => {
  expect(await idsOf(manager)).toEqual(["event-8", "event-6", "event-3", "event-1"])
  expect(await idsOf(stranger)).toEqual(["event-7", "event-2"])
  expect(await idsOf(district)).toEqual(["event-4", "event-3"])
  expect(await idsOf(operator)).toEqual(["event-7", "event-5"])
  expect(await idsOf({ kind: "visitor" })).toEqual([])
  expect(await idsOf(system)).toHaveLength(8)
})

test("no filter reaches another organisation's events", async () => {
  const filters: Partial<AuditFilter>[] = [
    { id: "event-2" },
    { id: "id-birch" },
    { userId: stranger.userId, entity: "estate", id: "id-birch" },
    { action: "test.change", since: "2026-10-01T00:02:00.000Z", until: "2026-10-01T00:02:59.000Z" },
  ]
  for (const filter of filters) {
    expect(await idsOf(manager, filter)).toEqual([])
    expect(await idsOf(district, filter)).toEqual([])
    if (!filter.action) expect(await idsOf(operator, filter)).toEqual([])
  }
})

test("own people are named, those of others only by their organisation, those who are gone not at all", async () => {
  const [gone, signedIn, concerning, own] = (await page(manager)).events
  expect(signedIn?.actor).toMatchObject({ kind: "visitor", name: "经理", organisation: { id: "company-1" } })
  expect(own?.actor).toMatchObject({ name: "经理", userId: manager.userId, left: false })
  expect(own?.object).toMatchObject({ kind: "estate", name: "小区 alder", slug: "alder" })
  expect(concerning?.actor).toMatchObject({ name: null, userId: null, organisation: { name: "锦江区" } })
  expect(concerning).toMatchObject({ requestId: null, before: { a: 1 }, after: { a: 2 }, detail: { n: 3 } })
  expect(gone?.actor).toMatchObject({ name: null, userId: "gone" })
  expect(gone?.object.name).toBeNull()
  const desk = await cell.contextFor(manager).read.audit.desk({ limit: 1 })
  expect(desk.people.map(({ name }) => name).sort()).toEqual(["兼职的人", "经理"])
})

test("filters by action, object, person, time and id", async () => {
  expect(await idsOf(manager, { entity: "member" })).toEqual(["event-8"])
  expect(await idsOf(manager, { action: "other" })).toEqual([])
  expect(await idsOf(manager, { userId: manager.userId })).toEqual(["event-6", "event-1"])
  // The other organisation's person is not found by its id, although the event is the own one.
  expect(await idsOf(manager, { userId: district.userId })).toEqual([])
  expect(await idsOf(manager, { id: "id-alder" })).toEqual(["event-3", "event-1"])
  const until = "2026-10-01T00:03:00.000Z"
  expect(await idsOf(manager, { until })).toEqual(["event-1"])
  expect(await idsOf(manager, { since: until })).toEqual(["event-8", "event-6", "event-3"])
})

test("pages meet without a gap, also where many events have one time", async () => {
  const at = new Date("2026-10-05T00:00:00Z")
  for (let n = 0; n < 7; n++) {
    events++
    await record(
      n % 2 ? stranger : district,
      { entity: "estate", entityId: "same", concerns: "company-2" },
      at,
    )
  }
  const all = await idsOf(stranger)
  expect(all).toHaveLength(9)
  const found: string[] = []
  let after: AuditFilter["after"]
  do {
    const { events: rows, next } = await page(stranger, { limit: 3, after })
    found.push(...rows.map(({ id }) => id))
    after = next ?? undefined
  } while (after)
  expect(found).toEqual(all)
})

test("a page reads by the organisation's index and costs one round trip", async () => {
  const before = cell.requests()
  await cell.contextFor(operator).read.audit.desk({ limit: 50 })
  expect(cell.requests() - before).toBe(1)
  const plan = await cell.rows(
    `explain query plan select seq from audit_events where organisation_id = 'x' and (at, seq) < ('2026', 3)
     order by at desc, seq desc limit 51`,
  )
  const words = plan.map((row) => String(row["detail"])).join("; ")
  expect(words).toContain("audit_events_organisation")
  expect(words).not.toContain("TEMP B-TREE")
})

test("keys and members of another organisation are not named, although what they did concerns the own one", async () => {
  // Its own rows stand since its first write.
  await cell.rows("update users set name = '别家的人' where id = ?", [stranger.userId])
  for (const [id, of, by] of [
    ["key-1", "company-1", manager.memberId],
    ["key-2", "company-2", stranger.memberId],
  ] as const)
    await cell.rows(
      `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at)
       values (?1, ?2, ?3, 'name of ' || ?1, 'prefix of ' || ?1, ?1, '[]', '2026-01-01', '2027-01-01')`,
      [id, of, by],
    )
  const byKey = (actor: MemberActor, id: string): MemberActor => ({
    ...actor,
    ...{ sessionId: null, key: { id, scopes: [] } },
  })
  const foreign = byKey(stranger, "key-2")
  await record(foreign, { entity: "key", entityId: "key-2", concerns: "company-1", action: "key.foreign" })
  await record(foreign, {
    entity: "member",
    entityId: stranger.memberId,
    concerns: "company-1",
    action: "key.foreign",
  })
  await record(foreign, {
    entity: "user",
    entityId: stranger.userId,
    concerns: "company-1",
    action: "key.foreign",
  })
  const seen = (await page(manager, { action: "key.foreign" })).events
  expect(seen).toHaveLength(3)
  for (const { actor, object } of seen) {
    expect(actor).toMatchObject({ kind: "key", keyPrefix: null, name: null, userId: null, job: null })
    expect(object.name).toBeNull()
  }
  const own = (await page(stranger, { action: "key.foreign" })).events
  expect(own.map(({ object }) => object.name)).toEqual(["别家的人", "别家的人", "name of key-2"])
  for (const { actor } of own) expect(actor).toMatchObject({ keyPrefix: "prefix of key-2", name: "别家的人" })
  await record(byKey(manager, "key-1"), { entity: "key", entityId: "key-1", action: "key.own" })
  const [mine] = (await page(manager, { action: "key.own" })).events
  expect(mine).toMatchObject({ actor: { keyPrefix: "prefix of key-1" }, object: { name: "name of key-1" } })
})

test("a person of two organisations is named to each of them, and who has left is told as such", async () => {
  const about = { entity: "user", entityId: district.userId, concerns: "company-1", action: "person.both" }
  await record(district, about)
  for (const actor of [manager, district])
    expect((await page(actor, { action: "person.both" })).events[0]?.object.name).toBe("兼职的人")
  await cell.rows("update members set ended_at = '2026-10-02' where id = ?", [district.memberId])
  expect((await page(district, { action: "person.both" })).events[0]?.actor).toMatchObject({
    ...{ name: "兼职的人", left: true },
  })
  const { people } = await cell.contextFor(district).read.audit.desk({ limit: 1 })
  expect(people).toEqual([{ userId: district.userId, name: "兼职的人", left: true }])
})

test("the id of a request is told to who made it, the name of a job to the platform", async () => {
  await cell.rows(
    `insert into audit_events (id, at, actor_kind, actor_user_id, organisation_id, concerns_id, request_id, action,
       entity, entity_id, detail)
     values ('asked', '2026-10-06', 'member', ?, 'company-2', 'company-1', 'request-1', 'asked', 'x', 'x', '{}')`,
    [stranger.userId],
  )
  const [own] = (await page(stranger, { action: "asked" })).events
  const [others] = (await page(manager, { action: "asked" })).events
  expect([own?.requestId, others?.requestId]).toEqual(["request-1", null])
  const [byJob] = (await page(operator, { entity: "release" })).events
  expect(byJob?.actor).toMatchObject({ kind: "system", job: "test", keyPrefix: null, name: null })
})
