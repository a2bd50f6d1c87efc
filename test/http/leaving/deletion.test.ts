import { afterAll, beforeAll, expect, test } from "vitest"
import { members } from "../../../schema/tables/members.ts"
import { isWhole, verifyChain } from "../../../scripts/audit/verify-chain.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import { personalMark } from "../../../worker/domain/audit/personal-mark.ts"
import type { Seal } from "../../../worker/domain/audit/seal.ts"
import { digestText } from "../../../worker/gateways/digest.ts"
import { sealEvents } from "../../../worker/usecases/audit/seal-events.ts"
import { deleteDueOrganisations } from "../../../worker/usecases/leaving/delete-organisation.ts"
import { system } from "../../support/cell.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { lettersOf } from "../../support/letters.ts"

const day = 86_400_000
const name = "示例·岷禾物业"
let door: FrontDoor
let manager: Client
let editor: Client
let key = 0
/** Blocks of audit events sealed just before the deletion. */
let sealed: Seal[] = []

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 2 })
  manager = await door.as("manager")
  editor = await door.as("editor")
})
afterAll(() => door.close())

const fields = (more: Record<string, string> = {}) => ({ key: `deletion-${++key}`, ...more })
const rows = (sql: string, args: (string | number)[] = []) => door.cell.rows(sql, args)
const moveTo = (at: number) => {
  door.now = new Date(at)
  door.cell.now = door.now
}
const cron = () => deleteDueOrganisations(door.cell.contextFor({ ...system, job: "delete-organisations" }))
const organisation = async (id = "company-1") =>
  (await rows("select * from organisations where id = ?", [id]))[0]

async function ask(client = manager): Promise<void> {
  const answer = await client.post("/organisation/deletion", fields({ name }))
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/organisation/deletion?done=asked"])
}

test("a name that differs is refused beside its field, and kept", async () => {
  const answer = await manager.post("/organisation/deletion", fields({ name: `<b>${name}\u0007` }))
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain("输入的名称与本机构全称不一致")
  expect(page).toContain(`value="&lt;b&gt;${name}"`)
  expect(page).not.toContain("<b>")
  expect(await organisation()).toMatchObject({ deletion_requested_at: null })
})

test("asking sets the day, writes to everybody who runs it, and leaves one event", async () => {
  const second = await door.addMember("company-1", "manager")
  const letters = (await rows("select id from mails")).map(({ id }) => id)
  await ask()
  expect(await organisation()).toMatchObject({
    deletion_requested_at: door.now.toISOString(),
    deleted_at: null,
  })
  const sent = await rows("select * from mails where kind = 'deletion_requested' and state = 'queued'")
  expect(sent.length).toBe(letters.length + 2)
  const waiting = await lettersOf(door)
  const read = waiting.filter(({ template }) => template === "deletion_requested")
  expect(read.map(({ to }) => to).sort()).toEqual([second, "manager@demo.shige.example"].sort())
  expect(read[0]?.parameters).toEqual({
    organisation: name,
    day: "2026-11-11",
    link: "http://localhost:8787/organisation/deletion",
  })
  const events = await rows("select * from audit_events where action = 'organisation.deletion_asked'")
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({
    actor_kind: "member",
    organisation_id: "company-1",
    before: '{"deletionRequestedAt":null}',
  })
})

test("asked again it is a conflict; the same form again is the same answer", async () => {
  const answer = await manager.post("/organisation/deletion", fields({ name }))
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain("已经申请注销")
})

test("everybody sees it on the desk, those who run it take it back, the others may not", async () => {
  const banner = await (await editor.get("/desk")).text()
  expect(banner).toContain("本机构已申请注销")
  expect(banner).toContain("请尽快联系机构管理员撤回")
  expect(banner).not.toContain("查看或撤回")
  expect(await (await manager.get("/desk")).text()).toContain("查看或撤回")
  expect((await editor.post("/organisation/deletion/withdrawal", fields())).status).toBe(403)
  const pages = ["/filing", `/filing?quarter=${door.openQuarter}`]
  for (const page of pages) expect((await editor.get(page)).status).toBe(200)
})

test("on day 29 it is taken back, once however often it is sent", async () => {
  const asked = door.now.getTime()
  moveTo(asked + 30 * day - 1000)
  expect(await cron()).toBe(0)
  const again = fields()
  for (const _ of [1, 2]) {
    const answer = await manager.post("/organisation/deletion/withdrawal", again)
    expect(answer.headers.get("location")).toBe("/organisation/deletion?done=taken_back")
  }
  expect(await organisation()).toMatchObject({ deletion_requested_at: null, deleted_at: null })
  expect(
    await rows("select id from audit_events where action like 'organisation.deletion_taken%'"),
  ).toHaveLength(1)
  moveTo(door.now.getTime() + 60 * day)
  expect(await cron()).toBe(0)
  expect((await manager.post("/organisation/deletion/withdrawal", fields())).status).toBe(409)
  expect(await (await editor.get("/desk")).text()).not.toContain("本机构已申请注销")
  moveTo(asked)
})

/** Public pages and files that show what the company released. */
async function publicAnswers(): Promise<Map<string, string>> {
  const [estate] = await rows(
    "select e.slug from estates e join tenures t on t.estate_id = e.id where t.organisation_id = 'company-1' order by e.id",
  )
  const period = String(door.endedQuarters.at(-1))
  const nobody = await door.as(null)
  const answers = new Map<string, string>()
  for (const path of [
    `/estates/${estate?.["slug"]}?quarter=${period}`,
    `/ranking?quarter=${period}`,
    `/api/v1/releases/${period}`,
    `/api/v1/releases/${period}.csv`,
    `/api/v1/releases/${period}/values.csv`,
  ]) {
    const answer = await nobody.get(path)
    expect(answer.status, path).toBe(200)
    answers.set(path, await answer.text())
  }
  return answers
}

/** Two drafts of the open quarter that nobody submitted, a community's part in the second. */
async function addDrafts(): Promise<[string, string]> {
  const estates = await rows(
    `select t.estate_id id from tenures t where t.organisation_id = 'company-1' and t.estate_id not in
     (select estate_id from submissions where quarter = ?) order by 1 limit 2`,
    [door.openQuarter],
  )
  expect(estates).toHaveLength(2)
  for (const [n, { id }] of estates.entries()) {
    const draft = `draft-${n}`
    await rows(
      `insert into submissions (id, estate_id, quarter, organisation_id, state, revision, filing)
       values (?, ?, ?, 'company-1', 'draft', 1, 0)`,
      [draft, String(id), door.openQuarter],
    )
    for (const provider of n === 0 ? ["company"] : ["company", "community"]) {
      await rows("insert into submission_parts values (?, ?, 1, '2026-10-12', 'm')", [draft, provider])
      await rows(`insert into "values" values (?, ?, 0, 'households', '500', null)`, [draft, provider])
    }
  }
  return ["draft-0", "draft-1"]
}

test("after 30 days people and contacts go; what was released stays byte for byte", async () => {
  const two = await door.addMember("company-1", "viewer")
  const also = { id: "also-there", userId: "added-company-1-viewer", organisationId: "company-2" }
  await door.cell.client.execute(
    insertRows(members, [{ ...also, role: "editor" as const, createdAt: door.now.toISOString() }]),
  )
  await rows("update organisations set uscc = '91510100MA61XXXX0X' where id = 'company-1'")
  await door.cell.client.batch(
    [
      `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at)
       values ('k', 'company-1', 'company-1-manager', '张三的脚本', 'sk', 'h', '[]', '2026-01-01', '2030-01-01')`,
      `insert into invitations (id, organisation_id, role, email, token_hash, salt, invited_by, created_at, expires_at)
       values ('i', 'company-1', 'editor', 'new@example.com', 'th', 'salt-i', 'company-1-manager', '2026-10-01', '2030-01-01')`,
      `insert into recovery_codes (user_id, hash) select user_id, 'r' from members where id = 'company-1-manager'`,
    ],
    "write",
  )
  const both = await door.as(two)
  const before = await publicAnswers()
  expect([...before.values()].join("")).toContain(name)
  const [alone, shared] = await addDrafts()
  const [filed] = await rows(
    "select count(*) n from submissions where organisation_id = 'company-1' and first_submitted_at is not null",
  )
  await ask()
  const asked = door.now.getTime()
  door.cell.now = door.now
  sealed = await sealEvents(door.cell.contextFor(system), digestText)
  moveTo(asked + 30 * day)
  const late = await manager.post("/organisation/deletion/withdrawal", fields())
  expect(late.status).toBe(409)
  expect(await late.text()).toContain("30 天已经过去")
  expect(await cron()).toBe(1)
  expect(await cron()).toBe(0)

  expect(await publicAnswers()).toEqual(before)
  expect(await organisation()).toMatchObject({ name, uscc: null, deleted_at: door.now.toISOString() })
  expect(
    await rows("select id from members where organisation_id = 'company-1' and ended_at is null"),
  ).toEqual([])
  const people = await rows(
    "select u.* from users u join members m on m.user_id = u.id where m.organisation_id = 'company-1'",
  )
  const gone = people.filter(({ id }) => id !== "added-company-1-viewer")
  expect(gone.length).toBeGreaterThanOrEqual(3)
  for (const { id, ...person } of gone)
    expect(person).toMatchObject({
      name: "已注销",
      email: `deleted-${id}@invalid`,
      sign_in_name: null,
      mobile: null,
      salt: null,
      email_verified: 0,
    })
  const ids = JSON.stringify(gone.map(({ id }) => id))
  for (const table of ["sessions", "credentials", "recovery_codes", "proofs"])
    expect(
      await rows(`select * from ${table} where user_id in (select value from json_each(?))`, [ids]),
      table,
    ).toEqual([])
  expect(await rows("select name, revoked_at from api_keys")).toEqual([
    { name: "", revoked_at: door.now.toISOString() },
  ])
  expect(await rows("select email, salt, revoked_at from invitations where id = 'i'")).toEqual([
    { email: null, salt: "", revoked_at: door.now.toISOString() },
  ])
  // What the community typed of an estate stays for the company that comes after.
  expect(await rows("select id from submissions where id in (?, ?)", [alone, shared])).toEqual([
    { id: shared },
  ])
  expect(await rows('select provider from "values" where submission_id in (?, ?)', [alone, shared])).toEqual([
    { provider: "community" },
  ])
  expect(
    await rows(
      "select count(*) n from submissions where organisation_id = 'company-1' and first_submitted_at is not null",
    ),
  ).toEqual([filed])
  expect(
    await rows("select distinct to_date from tenures where organisation_id = 'company-1'"),
  ).toContainEqual({ to_date: "2026-11-11" })
  expect(
    await rows("select id from tenures where organisation_id = 'company-1' and to_date is null"),
  ).toEqual([])

  // The manager's browser is signed out; whoever belongs to another organisation goes on there.
  expect((await manager.get("/desk")).status).toBe(303)
  const desk = await both.get("/filing")
  expect(desk.status).toBe(200)
  const [other] = await rows("select name, email, salt from users where id = 'added-company-1-viewer'")
  expect(other).toMatchObject({ email: two, salt: "salt-added-company-1-viewer" })
  const [event] = await rows("select * from audit_events where action = 'organisation.delete'")
  expect(event).toMatchObject({
    actor_kind: "system",
    actor_name: "delete-organisations",
    entity_id: "company-1",
    concerns_id: "company-1",
  })
  expect(JSON.parse(String(event?.["detail"]))).toMatchObject({
    gone: gone.length,
    tenuresUntil: "2026-11-11",
  })
})

test("the audit chain that was sealed before still verifies, and the deletion is sealed after it", async () => {
  const kept = sealed.at(-1)?.hash
  expect(sealed.length).toBeGreaterThan(0)
  await sealEvents(door.cell.contextFor(system), digestText)
  const report = await verifyChain(door.cell.client, { now: door.now.getTime(), head: kept })
  expect(isWhole(report)).toBe(true)
  expect(report.hasHead).toBe(true)
  expect(report.blocks).toBeGreaterThan(sealed.length)
})

test("no mark of a person who has gone can be made again", async () => {
  const salts = await rows("select salt from users where email like 'deleted-%@invalid' and salt is not null")
  expect(salts).toEqual([])
  const marked = personalMark("salt-user-company-1-manager", "manager@demo.shige.example")
  const left = await rows("select salt from users where salt is not null union select salt from invitations")
  const again = left.map(({ salt }) => personalMark(String(salt), "manager@demo.shige.example"))
  expect(again).not.toContain(marked)
})

test("the password of somebody who has gone is wrong, as for an unknown e-mail", async () => {
  const nobody = await door.as(null)
  const answer = await nobody.post("/sign-in", {
    email: "manager@demo.shige.example",
    password: "shige-demo-2026",
  })
  expect(answer.status).toBe(422)
})
