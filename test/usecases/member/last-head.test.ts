import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { changeRole } from "../../../worker/usecases/member/change-role.ts"
import { openMember } from "../../../worker/usecases/member/open-member.ts"
import { removeMember } from "../../../worker/usecases/member/remove-member.ts"
import { companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { meanwhile } from "../../support/meanwhile.ts"

let cell: TestCell
let keys = 0
const first = { ...companyMember("manager"), memberId: "first", userId: "user-first", sessionId: "of-first" }
const second = {
  ...companyMember("manager"),
  memberId: "second",
  userId: "user-second",
  sessionId: "of-second",
}

beforeAll(async () => {
  const now = new Date("2026-07-10T02:00:00Z")
  cell = await openTestCell({ now })
  for (const actor of [first, second]) await stand(actor)
})
beforeEach(async () => {
  await cell.rows("update members set ended_at = null, role = 'manager', revision = 1")
  for (const { sessionId, userId } of [first, second])
    await cell.rows(
      `insert or ignore into sessions (id, token_hash, user_id, created_at, expires_at)
       values (?1, ?1, ?2, '2026', '2999-01-01T00:00:00.000Z')`,
      [sessionId, userId],
    )
})
afterAll(() => cell.close())

const key = () => `last-head-${++keys}`

/** Any write of somebody makes the rows that it stands on. */
async function stand(actor: MemberActor) {
  const ctx = cell.contextFor(actor)
  const event = { action: "x", entity: "x", entityId: "x", detail: {} }
  await ctx.write({ key: key(), action: "x", result: null }, (store) =>
    store.audit.record({ id: ctx.newId(), at: ctx.now(), ...event }),
  )
}

const heads = async () =>
  (await cell.rows("select id from members where role = 'manager' and ended_at is null order by id")).map(
    ({ id }) => id,
  )

/** Each of two heads leaves by itself: nobody changes the row that the other one read. */
const leavings: [string, (actor: MemberActor, happens?: () => Promise<unknown>) => Promise<void>][] = [
  [
    "removed",
    async (actor, happens = async () => {}) => {
      const ctx = meanwhile(cell.contextFor(actor), happens)
      const member = await openMember(ctx, actor.memberId)
      await removeMember(ctx, member, { key: key(), revision: 1 })
    },
  ],
  [
    "lowered",
    async (actor, happens = async () => {}) => {
      const ctx = meanwhile(cell.contextFor(actor), happens)
      const member = await openMember(ctx, actor.memberId)
      await changeRole(ctx, member, { key: key(), revision: 1, role: "viewer" })
    },
  ],
]

describe.each(leavings)("a head that is %s by itself", (_, leave) => {
  test("goes while another one stays", async () => {
    await leave(first)
    expect(await heads()).toEqual(["second"])
  })

  test.each(leavings)(
    "stays, as the last one, when the other is %s between reading and writing",
    async (__, other) => {
      const tables = ["members", "sessions", "invitations", "mails", "audit_events", "writes"]
      const everything = async () =>
        JSON.stringify(await Promise.all(tables.map((table) => cell.rows(`select * from ${table}`))))
      let before = ""
      const leaving = leave(first, async () => {
        await other(second)
        before = await everything()
      })
      await expect(leaving).rejects.toMatchObject({ code: "stale" })
      expect(await heads()).toEqual(["first"])
      expect(await everything()).toBe(before)
    },
  )

  test("stays as it is when somebody changes its membership between reading and writing", async () => {
    const leaving = leave(first, () => cell.rows("update members set revision = 2 where id = 'first'"))
    await expect(leaving).rejects.toMatchObject({ code: "stale" })
    expect(await heads()).toEqual(["first", "second"])
  })

  test("stays when nobody else is a head any more, told so at once", async () => {
    await cell.rows("update members set ended_at = '2026-07-09' where id = 'second'")
    await expect(leave(first)).rejects.toMatchObject({ code: "conflict", rule: "last_head" })
    expect(await heads()).toEqual(["first"])
  })
})
