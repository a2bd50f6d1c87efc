import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Client, type FrontDoor, openFrontDoor, secret } from "../../support/front-door.ts"
import { inviteBy, newKey, press, takeBy } from "../../support/inviting.ts"
import { lettersOf } from "../../support/letters.ts"

let door: FrontDoor
let manager: Client
let nobody: Client
/** A fresh editor of company-1 for each test. */
let editor: { id: string; userId: string; email: string; cookie: string; page: string }
let count = 0

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12 })
  manager = await door.as("manager")
  nobody = await door.as(null)
})
beforeEach(async () => {
  editor = await join("editor")
})
afterAll(() => door.close())

const row = async (sql: string, args: (string | number)[] = []) => (await door.cell.rows(sql, args))[0] ?? {}

/** Somebody who joins company-1 in a role. */
async function join(role: string) {
  const email = `member-${++count}@members.example`
  const { link } = await inviteBy(manager, { role })
  const cookie = await takeBy(door, link, { email, name: `成员 ${count}` })
  const found = await row(
    "select m.id, m.user_id from members m join users u on u.id = m.user_id where u.email = ?",
    [email],
  )
  const id = String(found["id"])
  return { id, userId: String(found["user_id"]), email, cookie, page: `/members/${id}` }
}

/** The head of another organisation, for people who belong to two. */
async function streetHead(): Promise<Client> {
  const known = await row("select 1 as n from users where id = 'added-place-510104018-approver'")
  return door.as(
    known["n"] ? "added-place-510104018-approver" : await door.addMember("place-510104018", "approver"),
  )
}

const memberRow = (id = editor.id) =>
  row("select role, limited, ended_at, revision from members where id = ?", [id])
const as = (cookie: string) => ({
  get: (path: string) => nobody.get(path, { cookie }),
  post: (path: string, fields: Record<string, string>) => nobody.post(path, fields, { cookie }),
})
/** What the last letter told. */
async function lastNotice(): Promise<unknown> {
  const letter = (await lettersOf(door)).at(-1)
  return [letter?.to, letter?.parameters.what]
}
const lastEvent = (action: string) =>
  row("select * from audit_events where action = ? order by seq desc limit 1", [action])

describe("the list", () => {
  test("says who, in which role, since when, by whom invited, and when signed in last", async () => {
    const html = await (await manager.get("/members")).text()
    const mine = html.split("<tr").find((part) => part.includes(editor.email)) ?? ""
    for (const words of ["填报员", "2026 年 10 月 12 日", "演示物业公司管理员", "2026-10-12 10:00"])
      expect(mine).toContain(words)
    expect(html.match(/<tr/g)?.length).toBeGreaterThan(3)
    expect(html).not.toContain("company-2")
  })
})

describe("a role", () => {
  test("is changed at once, tells the member by letter, and leaves an event", async () => {
    const answer = await press(manager, editor.page, "/role", { role: "viewer" })
    expect(answer.headers.get("location")).toBe(`${editor.page}?done=role`)
    expect(await memberRow()).toMatchObject({ role: "viewer", revision: 2 })
    expect(await lastNotice()).toEqual([editor.email, "role_changed"])
    const event = await lastEvent("member.role")
    expect(event).toMatchObject({ entity_id: editor.id, organisation_id: "company-1" })
    expect([event["before"], event["after"]].map((text) => JSON.parse(String(text)))).toEqual([
      { role: "editor", limited: false },
      { role: "viewer", limited: false },
    ])
    const page = await as(editor.cookie).get("/filing")
    expect(page.status).toBe(200)
  })

  test("of another kind of organisation, or none, is refused", async () => {
    for (const role of ["approver", "operator", "", "__proto__"]) {
      const answer = await press(manager, editor.page, "/role", { role })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain("请选择角色")
    }
    expect(await memberRow()).toMatchObject({ role: "editor", revision: 1 })
  })

  test("seen in an older state is stale", async () => {
    const form = { key: newKey(), revision: "1", role: "viewer" }
    await press(manager, editor.page, "/role", { role: "manager" })
    expect((await manager.post(`${editor.page}/role`, form)).status).toBe(409)
    expect(await memberRow()).toMatchObject({ role: "manager", revision: 2 })
  })

  test("lowered in mid-request: the write is refused, whatever had been read", async () => {
    const second = as(editor.cookie)
    await press(manager, editor.page, "/role", { role: "manager" })
    const before = await row("select count(*) as n from invitations")
    // The actor is found, then lowered, then its write arrives: what a request that is under way meets.
    const { ctx, lower } = await midRequest()
    await lower()
    await expect(ctx()).rejects.toMatchObject({ code: "forbidden", rule: "membership_changed" })
    expect(await row("select count(*) as n from invitations")).toEqual(before)
    expect((await second.post("/members/invitations", { key: newKey(), role: "viewer" })).status).toBe(403)
  })
})

/** A request of the editor (now a manager) that has been let in, and what happens before it writes. */
async function midRequest() {
  const { openServices } = await import("../../../worker/services.ts")
  const bindings = {
    LIBSQL_URL: door.cell.url,
    AUTH_SECRET: secret,
    CELL: "510100",
    HOSTS: "localhost",
    RELEASES: door.cell.bucket,
  }
  const services = openServices(new Request("http://localhost:8787/"), bindings, () => door.now)
  const { invite } = await import("../../../worker/usecases/invitation/invite.ts")
  const { tokenOf } = await import("../../support/front-door.ts")
  const actor = await services?.findActor(tokenOf(editor.cookie))
  if (!services || !actor) throw new Error("the editor is not signed in")
  const ctx = services.contextFor(actor)
  const deps = {
    ...services.invitations,
    tokenHash: services.identity.tokens.hash,
    link: () => "",
  }
  return {
    ctx: () =>
      invite(ctx, deps, { organisationId: "company-1", role: "viewer", email: "" }, { key: newKey() }),
    lower: () => press(manager, editor.page, "/role", { role: "editor" }),
  }
}

describe("the last head", () => {
  test("can neither be removed nor lowered, not even by itself, and two who try at once keep one", async () => {
    const other = await door.addMember("company-3", "manager")
    const head = await door.as(other)
    const id = "added-company-3-manager"
    await door.cell.rows(
      "update members set ended_at = '2026-01-01' where organisation_id = 'company-3' and id <> ?",
      [id],
    )
    const page = await (await head.get(`/members/${id}`)).text()
    expect(page).toContain("唯一的负责人")
    expect(page).not.toContain("/removal")
    const form = { key: newKey(), revision: "1", role: "viewer", confirmed: "yes" }
    expect((await head.post(`/members/${id}/role`, form)).status).toBe(409)
    expect((await head.post(`/members/${id}/removal`, form)).status).toBe(409)
    const { link } = await inviteBy(head, { role: "manager" })
    const cookie = await takeBy(door, link, { email: "second-head@members.example" })
    const second = await row(
      "select m.id from members m join users u on u.id = m.user_id where u.email = 'second-head@members.example'",
    )
    const answers = await Promise.all([
      head.post(`/members/${second["id"]}/removal`, { ...form, key: newKey() }),
      as(cookie).post(`/members/${id}/removal`, { ...form, key: newKey() }),
    ])
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const heads = await row(
      "select count(*) as n from members where organisation_id = 'company-3' and role = 'manager' and ended_at is null",
    )
    expect(heads["n"]).toBe(1)
  })

  test("with a second one it may lower itself, and is led to what it may still do", async () => {
    await press(manager, editor.page, "/role", { role: "manager" })
    const own = as(editor.cookie)
    const answer = await own.post(`${editor.page}/role`, { key: newKey(), revision: "2", role: "viewer" })
    expect(answer.headers.get("location")).toBe("/desk")
    expect((await own.get("/members")).status).toBe(403)
  })
})

describe("removing", () => {
  test("asks once, then ends the membership, its sessions and its invitations at once", async () => {
    await press(manager, editor.page, "/role", { role: "manager" })
    const own = as(editor.cookie)
    const made = await own.post("/members/invitations", { key: newKey(), role: "manager" })
    const back = /href="[^"]*"|value="([^"]*\/invitations\/[^"]+)"/g
    const link = [...(await (await own.get(made.headers.get("location") ?? "")).text()).matchAll(back)]
      .map(([, found]) => found)
      .find(Boolean)
    expect((await press(manager, editor.page, "/removal")).status).toBe(422)
    expect((await own.get("/members")).status).toBe(200)
    const answer = await press(manager, editor.page, "/removal", { confirmed: "yes" })
    expect(answer.headers.get("location")).toBe("/members?done=removed")
    expect((await own.get("/members")).status).toBe(303)
    expect((await own.post("/members/invitations", { key: newKey(), role: "viewer" })).status).toBe(401)
    expect((await nobody.get(new URL(link ?? "").pathname)).status).toBe(410)
    const sessions = await row("select count(*) as n from sessions where user_id = ?", [editor.userId])
    expect(sessions["n"]).toBe(0)
    expect((await manager.get(editor.page)).status).toBe(404)
    expect(await lastNotice()).toEqual([editor.email, "member_removed"])
    expect(await lastEvent("member.end")).toMatchObject({ entity_id: editor.id })
    const signIn = await nobody.post("/sign-in", {
      email: editor.email,
      password: "seven green ginkgo leaves",
    })
    const ended = await nobody.get("/desk", { cookie: signIn.headers.getSetCookie()[0]?.split(";")[0] ?? "" })
    expect(ended.headers.get("location")).toContain("/sign-in")
  })

  test("from one organisation leaves the person its others", async () => {
    const street = await streetHead()
    const { link } = await inviteBy(street, { role: "viewer" })
    await as(editor.cookie).post(`${link}/membership`, { key: newKey() })
    // Who acts for a street needs a second factor first.
    const asked = async () => (await as(editor.cookie).get("/verification")).headers.get("location")
    expect(await asked()).toBe("/account/second-factor?to=%2Fverification")
    await press(manager, editor.page, "/removal", { confirmed: "yes" })
    expect(await asked(), "the session acts for the street").toBe("/account/second-factor?to=%2Fverification")
  })
})

describe("sessions", () => {
  test("are seen and ended one by one, only those for this organisation", async () => {
    const again = await nobody.post("/sign-in", {
      email: editor.email,
      password: "seven green ginkgo leaves",
    })
    const cookie = again.headers.getSetCookie()[0]?.split(";")[0] ?? ""
    const street = await streetHead()
    const { link } = await inviteBy(street, { role: "viewer" })
    await as(cookie).post(`${link}/membership`, { key: newKey() })
    const html = await (await manager.get(editor.page)).text()
    const actions = [...html.matchAll(/action="(\/members\/[^"]+\/sessions\/[^"]+)"/g)].map(
      ([, action]) => action ?? "",
    )
    expect(actions).toHaveLength(1)
    const other = await row("select id from sessions where user_id = ? and member_id <> ?", [
      editor.userId,
      editor.id,
    ])
    const foreign = await manager.post(`${editor.page}/sessions/${other["id"]}`, { key: newKey() })
    expect(foreign.status).toBe(404)
    const answer = await manager.post(actions[0] ?? "", { key: newKey() })
    expect(answer.headers.get("location")).toBe(`${editor.page}?done=session`)
    expect((await as(editor.cookie).get("/desk")).status).toBe(303)
    expect((await as(editor.cookie).get("/desk")).headers.get("location")).toContain("/sign-in")
    const { headers } = await as(cookie).get("/verification")
    expect(headers.get("location")).toBe("/account/second-factor?to=%2Fverification")
  })
})
