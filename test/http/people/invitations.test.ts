import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { personalMark } from "../../../worker/domain/audit/personal-mark.ts"
import { secretBox } from "../../../worker/gateways/secret-box.ts"
import { tokenHash } from "../../../worker/gateways/token.ts"
import {
  type Client,
  type FrontDoor,
  openFrontDoor,
  openNeighbour,
  origin,
  secret,
} from "../../support/front-door.ts"
import { inviteBy, linkIn, newcomer, newKey, press, provenNewcomer, takeBy } from "../../support/inviting.ts"

let door: FrontDoor
let manager: Client
let nobody: Client
const start = new Date("2026-10-12T02:00:00Z")
const days = (count: number) => new Date(start.getTime() + count * 86_400_000)

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12, now: start })
  manager = await door.as("manager")
  nobody = await door.as(null)
})
afterAll(() => door.close())

const tokenIn = (link: string) => new URL(link, origin).pathname.split("/").at(-1) ?? ""
const row = async (sql: string, args: (string | number)[] = []) => (await door.cell.rows(sql, args))[0]

/** Everything that accepting could write. */
const people = () =>
  row(
    `select (select count(*) from users) as users, (select count(*) from members) as members,
     (select count(*) from sessions) as sessions, (select count(*) from audit_events) as events`,
  )

describe("inviting", () => {
  test("makes a link, stores its hash only, and shows it again whenever the page is opened", async () => {
    const { sent, link } = await inviteBy(manager)
    const token = tokenIn(link)
    expect(token).toMatch(/^[\w-]{43}$/)
    const dump = JSON.stringify(await door.cell.rows("select * from invitations, writes, audit_events"))
    expect(dump).not.toContain(token)
    expect(dump).toContain(tokenHash(token))
    const again = await (await manager.get(sent)).text()
    expect(linkIn(again)).toBe(link)
    expect(again).toMatch(/<svg class="qr"[^>]*>.*<path d="M/)
    const list = await (await manager.get("/members")).text()
    expect(list).toContain(sent)
    expect(list).not.toContain(token)
  })

  test("by e-mail also seals a letter whose link carries a proof that the page's has not", async () => {
    const { link } = await inviteBy(manager, { role: "viewer", email: " Wang.Fang@Example.COM " })
    const mail = await row("select * from mails order by created_at desc, rowid desc limit 1")
    expect(mail?.["kind"]).toBe("invitation")
    expect(JSON.stringify(mail)).not.toContain("wang.fang")
    const letter = JSON.parse(await secretBox(secret, "mail").open(String(mail?.["sealed"])))
    expect(letter).toMatchObject({ to: "wang.fang@example.com", template: "invitation", language: "zh" })
    expect(letter.parameters).toMatchObject({ role: "viewer", inviter: "演示物业公司管理员" })
    expect(letter.parameters.link).toMatch(new RegExp(`^${origin}${link}\\?letter=[\\w-]{43}$`))
    const event = await row(
      "select * from audit_events where action = 'invitation.create' order by seq desc limit 1",
    )
    const invitation = await row("select salt from invitations where email = 'wang.fang@example.com'")
    expect(JSON.parse(String(event?.["after"]))).toMatchObject({
      role: "viewer",
      email: personalMark(String(invitation?.["salt"]), "wang.fang@example.com"),
    })
    expect(JSON.stringify(event)).not.toContain("wang.fang")
  })

  test.each([
    [{ role: "" }, "请选择角色"],
    [{ role: "approver" }, "请选择角色"],
    [{ role: "operator" }, "请选择角色"],
    [{ role: "editor", email: "nobody" }, "这不是邮箱地址"],
    [{ role: "editor", email: "wаng@example.com" }, "这不是邮箱地址"],
    [{ role: "editor", email: "a@b.example\nbcc: c@d.example" }, "这不是邮箱地址"],
    [{ role: "editor", email: "EDITOR@demo.shige.example" }, "已经是本机构成员"],
    [{ role: "editor", email: "wang.fang@example.com" }, "已向这个邮箱发过邀请"],
  ])("%j is refused beside its field, and what was typed stays", async (typed, words) => {
    const before = await row(
      "select (select count(*) from invitations) as i, (select count(*) from mails) as m",
    )
    const answer = await manager.post("/members/invitations", { key: newKey(), ...typed })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(words)
    if ("email" in typed) expect(html).toContain(`value="${typed.email?.replace("\n", "\n")}"`)
    expect(
      await row("select (select count(*) from invitations) as i, (select count(*) from mails) as m"),
    ).toEqual(before)
  })

  test("the same form sent twice makes one invitation", async () => {
    const form = { key: newKey(), role: "viewer" }
    const first = await manager.post("/members/invitations", form)
    const second = await manager.post("/members/invitations", form)
    expect(second.status).toBe(303)
    expect(second.headers.get("location")).toBe(first.headers.get("location"))
  })

  test("fifty may wait, not more", async () => {
    const other = await door.as(await door.addMember("company-2", "manager"))
    for (let n = 0; n < 50; n++) await other.post("/members/invitations", { key: newKey(), role: "viewer" })
    const answer = await other.post("/members/invitations", { key: newKey(), role: "viewer" })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain("最多 50 个")
  })
})

describe("a link that is over", () => {
  const expectDead = async (link: string, words: string, status = 410) => {
    const editor = await door.as("editor")
    const before = await people()
    const page = await nobody.get(link)
    expect(page.status).toBe(status)
    expect(await page.text()).toContain(words)
    const answer = await nobody.post(link, newcomer())
    expect(answer.status).toBe(status)
    expect((await editor.post(`${link}/membership`, { key: newKey() })).status).toBe(status)
    expect(await people()).toEqual(before)
  }

  test("used", async () => {
    const { link } = await inviteBy(manager)
    await takeBy(door, link)
    await expectDead(link, "已经用过了")
  })

  test("revoked", async () => {
    const { sent, link } = await inviteBy(manager)
    expect((await press(manager, sent, "/revocation")).headers.get("location")).toBe("/members?done=revoked")
    await expectDead(link, "已被撤销")
    expect(await (await manager.get(sent)).text()).toContain("已撤销")
    expect((await manager.post(`${sent}/revocation`, { key: newKey() })).status).toBe(409)
    expect((await manager.post(`${sent}/renewal`, { key: newKey() })).status).toBe(409)
  })

  test("sent again: the old link dies, the new one works for 7 days from then", async () => {
    const { sent, link } = await inviteBy(manager)
    door.now = days(3)
    const answer = await press(manager, sent, "/renewal")
    const renewed = linkIn(await (await manager.get(answer.headers.get("location") ?? "")).text())
    expect(renewed).not.toBe(link)
    await expectDead(link, "已被撤销")
    door.now = days(9.9)
    expect((await nobody.get(renewed)).status).toBe(200)
    await takeBy(door, renewed)
    door.now = start
  })

  test("expired after 7 days; it can be sent again", async () => {
    const { sent, link } = await inviteBy(manager)
    door.now = days(7 - 1e-7)
    expect((await nobody.get(link)).status).toBe(200)
    door.now = days(7)
    await expectDead(link, "已经过期")
    const page = await (await manager.get(sent)).text()
    expect(page).toContain("已过期")
    expect(page).not.toContain(tokenIn(link))
    const answer = await press(manager, sent, "/renewal")
    await takeBy(door, linkIn(await (await manager.get(answer.headers.get("location") ?? "")).text()))
    door.now = start
  })

  test("of another cell: neither its link nor its page is anything there", async () => {
    const neighbour = await openNeighbour(door)
    try {
      const { sent, link } = await inviteBy(manager)
      const there = await neighbour.as(null)
      expect((await nobody.get(link)).status).toBe(200)
      expect((await there.get(link)).status).toBe(404)
      expect((await there.post(link, newcomer())).status).toBe(404)
      const head = await neighbour.as("manager@demo.shige.example")
      expect((await head.get(sent)).status).toBe(404)
      expect((await head.post(`${link}/membership`, { key: newKey() })).status).toBe(404)
      const accepted = await row("select accepted_at from invitations where token_hash = ?", [
        tokenHash(tokenIn(link)),
      ])
      expect(accepted?.["accepted_at"]).toBeNull()
    } finally {
      await neighbour.close()
    }
  })

  test("never made, or cut short", async () => {
    const { link } = await inviteBy(manager)
    const foreign = "A".repeat(43)
    for (const wrong of [
      link.slice(0, -1),
      `${link}A`,
      `/invitations/${foreign}`,
      "/invitations/%00",
      "/invitations/x",
    ])
      await expectDead(wrong, "没有找到这个邀请", 404)
  })

  test("of somebody who was removed or lowered meanwhile cannot be accepted after a revocation in the same moment", async () => {
    const { sent, link } = await inviteBy(manager)
    const fields = await provenNewcomer(door, link)
    const [taken, revoked] = await Promise.all([
      nobody.post(link, fields),
      manager.post(`${sent}/revocation`, { key: newKey() }),
    ])
    expect([
      [303, 409],
      [410, 303],
      [409, 303],
    ]).toContainEqual([taken.status, revoked.status])
  })
})
