import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { tokenHash } from "../../../worker/gateways/token.ts"
import { type Client, type FrontDoor, openFrontDoor, origin } from "../../support/front-door.ts"
import { inviteBy, newcomer, newKey, provenNewcomer, takeBy } from "../../support/inviting.ts"
import { linkOf } from "../../support/letters.ts"

let door: FrontDoor
let manager: Client
let nobody: Client
const start = new Date("2026-10-12T02:00:00Z")

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12, now: start })
  manager = await door.as("manager")
  nobody = await door.as(null)
})
afterAll(() => door.close())

const tokenIn = (link: string) => new URL(link, origin).pathname.split("/").at(-1) ?? ""
const row = async (sql: string, args: (string | number)[] = []) => (await door.cell.rows(sql, args))[0]
const withCookie = (cookie: string) => ({ cookie })

/** Everything that accepting could write. */
const people = () =>
  row(
    `select (select count(*) from users) as users, (select count(*) from members) as members,
     (select count(*) from sessions) as sessions, (select count(*) from audit_events) as events`,
  )

describe("accepting as a newcomer", () => {
  test("makes account, membership and session at once and leads to the desk", async () => {
    const { link } = await inviteBy(manager)
    const page = await (await nobody.get(link)).text()
    expect(page).toContain("演示物业公司管理员 邀请您加入 示例·岷禾物业")
    expect(page).not.toContain('name="password"')
    const cookie = await takeBy(door, link, { name: "  王 小明 ", email: "Xiao.Ming@People.example" })
    const user = await row("select * from users where email = 'xiao.ming@people.example'")
    expect(user).toMatchObject({ name: "王 小明", email_verified: 1 })
    expect(user?.["salt"]).toBeTruthy()
    const member = await row("select * from members where user_id = ?", [String(user?.["id"])])
    expect(member).toMatchObject({ organisation_id: "company-1", role: "editor", limited: 0, ended_at: null })
    expect(member?.["invited_by"]).toBe("company-1-manager")
    const filing = await nobody.get("/filing", withCookie(cookie))
    expect(filing.status).toBe(200)
    const event = await row(
      "select * from audit_events where action = 'invitation.accept' order by seq desc limit 1",
    )
    expect(event).toMatchObject({
      actor_kind: "visitor",
      actor_user_id: user?.["id"],
      organisation_id: "company-1",
    })
    expect(JSON.stringify(event)).not.toMatch(/xiao\.ming|王 小明/)
    const list = await (await manager.get("/members")).text()
    expect(list).toContain("xiao.ming@people.example")
    const signedIn = await nobody.post("/sign-in", {
      email: "xiao.ming@people.example",
      password: "seven green ginkgo leaves",
    })
    expect(signedIn.status).toBe(303)
  })

  test("the invitation's own letter proves the e-mail that it went to, and only for its own invitation", async () => {
    const letterOf = async (email: string) => {
      await inviteBy(manager, { role: "viewer", email })
      return new URL(await linkOf(door, email, "invitation"), origin)
    }
    const first = await letterOf("first@letters.example")
    const page = await (await nobody.get(first.pathname + first.search)).text()
    expect(page).toContain('value="first@letters.example"')
    expect(page).toContain('name="password"')
    const fields = { ...newcomer(), letter: first.searchParams.get("letter") ?? "" }
    const second = await letterOf("second@letters.example")
    const refused = await nobody.post(second.pathname, fields)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain("不属于这个邀请")
    // Whatever else is typed: the account is that of the letter.
    const joined = await nobody.post(first.pathname, {
      ...fields,
      key: newKey(),
      email: "else@letters.example",
    })
    expect(joined.status).toBe(303)
    const verified = await row("select email_verified v from users where email = 'first@letters.example'")
    expect(verified?.["v"]).toBe(1)
    expect(await row("select 1 from users where email = 'else@letters.example'")).toBeUndefined()
  })

  test.each([
    [{ name: "" }, "请填写姓名"],
    [{ name: "名".repeat(41) }, "太长"],
    [{ name: "张\u202E三" }, "看不见的字符"],
    [{ password: "short" }, "密码至少 12 个字符"],
    [{ password: "aaaaaaaaaaaa" }, "太常见"],
    [{ password: "" }, "密码至少"],
  ])("%j is refused beside its field, nothing is written, and the link still works", async (typed, words) => {
    const { link } = await inviteBy(manager)
    const fields = await provenNewcomer(door, link, { name: "保留我", ...typed })
    const before = await people()
    const answer = await nobody.post(link, fields)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(words)
    if (!("name" in typed)) expect(html).toContain('value="保留我"')
    expect(html).not.toContain("seven green")
    expect(await people()).toEqual(before)
    expect((await nobody.get(link)).status).toBe(200)
  })

  test("HTML in a name is shown as text wherever it stands", async () => {
    const { link } = await inviteBy(manager)
    const name = `<img src=x onerror=alert(1)>"'&`
    const cookie = await takeBy(door, link, { name })
    for (const html of [
      await (await manager.get("/members")).text(),
      await (await nobody.get("/filing", withCookie(cookie))).text(),
    ]) {
      expect(html).not.toContain("<img")
      expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;")
    }
  })

  test("two at once: one gets in, the other is told that it has been used", async () => {
    const { link } = await inviteBy(manager)
    const [one, other] = [await provenNewcomer(door, link), await provenNewcomer(door, link)]
    const answers = await Promise.all([nobody.post(link, one), nobody.post(link, other)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410])
    const accepted = await row(
      "select count(*) as n from members m join invitations i on i.accepted_by = m.user_id where i.token_hash = ?",
      [tokenHash(tokenIn(link))],
    )
    expect(accepted?.["n"]).toBe(1)
  })

  test("the same form sent twice makes one person", async () => {
    const { link } = await inviteBy(manager)
    const email = "twice@people.example"
    const form = await provenNewcomer(door, link, { email })
    const answers = await Promise.all([nobody.post(link, form), nobody.post(link, form)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await nobody.post(link, form)).status).toBe(303)
    const found = await row("select count(*) as n from users where email = ?", [email])
    expect(found?.["n"]).toBe(1)
  })
})

describe("accepting with an account", () => {
  const joinWith = (client: Client, link: string) => client.post(`${link}/membership`, { key: newKey() })

  test("leads through the sign-in and back, then one button joins and the session acts for the new organisation", async () => {
    const { link } = await inviteBy(manager)
    const page = await (await nobody.get(link)).text()
    expect(page).toContain(`/sign-in?to=${encodeURIComponent(link)}`)
    expect((await nobody.post(`${link}/membership`, { key: newKey() })).status).toBe(401)
    const street = await door.as("street")
    const offer = await (await street.get(link)).text()
    expect(offer).toContain("street@demo.shige.example")
    expect(offer).not.toContain('name="password"')
    const answer = await joinWith(street, link)
    expect(answer.headers.get("location")).toBe("/desk")
    expect((await street.get("/filing")).status).toBe(200)
    expect((await street.get("/verification")).status).toBe(403)
    const again = await inviteBy(manager)
    expect(await (await street.get(again.link)).text()).toContain("您已经是 示例·岷禾物业 的成员")
    expect((await joinWith(street, again.link)).headers.get("location")).toBe("/desk")
    expect((await nobody.get(again.link)).status, "the invitation is still there for somebody else").toBe(200)
  })

  test("a former member's row comes to life again, with the new role", async () => {
    const { link } = await inviteBy(manager)
    const cookie = await takeBy(door, link, { email: "former@people.example" })
    await door.cell.rows(
      "update members set ended_at = '2026-10-12' where user_id = (select id from users where email = 'former@people.example')",
    )
    expect((await nobody.get("/desk", withCookie(cookie))).status).toBe(303)
    const back = await inviteBy(manager, { role: "viewer" })
    const offer = await nobody.get(back.link, withCookie(cookie))
    expect(await offer.text()).toContain("former@people.example")
    const answer = await nobody.post(`${back.link}/membership`, { key: newKey() }, withCookie(cookie))
    expect(answer.status).toBe(303)
    const rows = await door.cell.rows(
      "select * from members where user_id = (select id from users where email = 'former@people.example')",
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ role: "viewer", ended_at: null, revision: 2 })
    expect((await nobody.get("/filing", withCookie(cookie))).status).toBe(200)
  })

  test("who has not passed the second factor in this session does not join", async () => {
    const { link } = await inviteBy(manager)
    const community = await door.as("community")
    await door.cell.rows(
      "update credentials set totp_confirmed_at = '2026-10-01' where user_id = (select id from users where email = 'community@demo.shige.example')",
    )
    await door.cell.rows(
      "update sessions set second_factor_at = null where user_id = (select id from users where email = 'community@demo.shige.example')",
    )
    const answer = await joinWith(community, link)
    expect(answer.status).toBe(403)
    expect(await (await community.get(link)).text()).toContain("先输入动态码")
    const taken = await row("select accepted_at from invitations where token_hash = ?", [
      tokenHash(tokenIn(link)),
    ])
    expect(taken?.["accepted_at"]).toBeNull()
  })
})
