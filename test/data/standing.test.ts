import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { MemberActor } from "../../worker/domain/actor.ts"
import { companyMember, openTestCell, type TestCell } from "../support/cell.ts"

let cell: TestCell
let count = 0
const editor = companyMember("editor")
const inKey: MemberActor = { ...editor, sessionId: null, key: { id: "key", scopes: ["submissions:write"] } }

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
  await write(editor)
  await cell.rows(
    `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at)
     values ('key', 'company-1', ?, 'n', 'p', 'h', '[]', '2026-01-01', '2026-07-11T00:00:00.000Z')`,
    [editor.memberId],
  )
})
beforeEach(async () => {
  await cell.rows("update members set ended_at = null, role = 'editor', limited = 0")
})
afterAll(() => cell.close())

/** Any write of a member whose request was let in before. */
function write(actor: MemberActor) {
  const ctx = cell.contextFor(actor)
  return ctx.write({ key: `standing-${++count}`, action: "session.end", result: null }, (store) => {
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "session.end",
      entity: "session",
      entityId: "x",
      detail: {},
    })
  })
}

const everything = () =>
  cell.rows("select (select count(*) from writes) as writes, (select count(*) from audit_events) as events")

test("a write costs one round trip, guard and all", async () => {
  const before = cell.requests()
  await write(editor)
  await write(inKey)
  expect(cell.requests() - before).toBe(2)
})

test.each([
  ["removed", "update members set ended_at = '2026-07-10'", editor],
  ["lowered", "update members set role = 'viewer'", editor],
  ["limited to some estates", "update members set limited = 1", editor],
  ["removed, with a key", "update members set ended_at = '2026-07-10'", inKey],
  ["its key revoked", "update api_keys set revoked_at = '2026-07-10'", inKey],
  [
    "its key expired",
    "update api_keys set revoked_at = null, expires_at = '2026-07-10T02:00:00.000Z'",
    inKey,
  ],
  ["its session ended", "delete from sessions", editor],
])("a member %s between reading and writing writes nothing", async (_, change, actor) => {
  await cell.rows(change)
  const before = await everything()
  await expect(write(actor)).rejects.toMatchObject({ code: "forbidden", rule: "membership_changed" })
  expect(await everything()).toEqual(before)
})
