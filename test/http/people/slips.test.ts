import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import {
  firstPassword,
  firstPasswordDays,
  mostAccounts,
} from "../../../worker/domain/identity/first-password.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor, origin } from "../../support/front-door.ts"
import { freshKey } from "../../support/quarter-forms.ts"

let door: FrontDoor
let manager: Client
let nobody: Client
const start = new Date("2026-10-12T02:00:00Z")
const own = "seven green ginkgo leaves"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 3, now: start })
  manager = await door.as("manager")
  nobody = await door.as(null)
})
afterAll(() => door.close())
beforeEach(async () => {
  door.now = start
  await door.cell.rows("delete from attempts")
})

const make = (people: string, fields: Record<string, string> = {}, who = manager) =>
  who.post(paths.slips(), { key: freshKey(), people, role: "editor", ...fields })
const passwordsIn = (html: string) =>
  [...html.matchAll(/slip__secret">([^<]+)</g)].map(([, one]) => one ?? "")
const signIn = (account: string, password: string) => nobody.post("/sign-in", { email: account, password })

/** An account made now, with its first password. */
async function made(people: string): Promise<{ password: string; memberId: string; userId: string }> {
  const answer = await make(people)
  expect(answer.status).toBe(200)
  const [password = ""] = passwordsIn(await answer.text())
  const [name = ""] = people.split("，")
  const [row] = await door.cell.rows(
    "select m.id, m.user_id from members m join users u on u.id = m.user_id where u.name = ?",
    [name],
  )
  return { password, memberId: String(row?.["id"]), userId: String(row?.["user_id"]) }
}

const renew = async (memberId: string, who = manager) => {
  const page = await (await who.get(paths.member(memberId))).text()
  const revision = /name="revision" value="(\d+)"/.exec(page)?.[1] ?? ""
  return who.post(paths.memberSlip(memberId), { key: freshKey(), revision })
}

describe("a slip", () => {
  test("has all that its person needs, for each of the names, and its code says nothing of it", async () => {
    const answer = await make("王芳\n李雷，lilei，139 0013 9000")
    expect(answer.status).toBe(200)
    expect(answer.headers.get("cache-control")).toBe("private, no-store")
    const html = await answer.text()
    const passwords = passwordsIn(html)
    expect(new Set(passwords).size).toBe(2)
    for (const one of passwords) expect(one).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/)
    for (const part of [
      "王芳",
      "lilei",
      "13900139000",
      `${origin}/sign-in`,
      "2026 年 10 月 26 日",
      "首个密码",
    ])
      expect(html).toContain(part)
    for (const [at, account] of ["王芳", "lilei", "13900139000"].entries()) {
      const signed = await signIn(account, passwords[Math.min(at, 1)] ?? "")
      expect(signed.status, account).toBe(303)
    }
  })

  test("opens nothing but the change of its password; then everything of the role, and the first one nothing", async () => {
    const { password, userId } = await made("韩梅")
    const signed = await signIn("韩梅", password)
    const clerk = door.withCookie(cookiesOf(signed))
    for (const path of ["/desk", paths.filing(), paths.account(), paths.inbox(), paths.switching()]) {
      const answer = await clerk.get(path)
      expect([path, answer.status, answer.headers.get("location")]).toEqual([path, 303, paths.password()])
    }
    const refused = await clerk.post(paths.signInIds(), { key: freshKey(), password, mobile: "13700137000" })
    expect(refused.status).toBe(403)
    expect(await (await clerk.get(paths.password())).text()).toContain("登录条上的首个密码")
    const change = (next: string) =>
      clerk.post(paths.password(), { key: freshKey(), current: password, password: next })
    expect((await change(password)).status).toBe(422)
    expect((await change(own)).status).toBe(303)
    expect((await clerk.get(paths.filing())).status).toBe(200)
    expect((await signIn("韩梅", password)).status).toBe(422)
    expect((await signIn("韩梅", own)).status).toBe(303)
    const page = await (await clerk.get(paths.account())).text()
    expect(page).toContain("没有邮箱")
    expect(page).not.toContain("@invalid")
    // What its letters say stands in its inbox; no letter goes anywhere.
    const letters = await door.cell.rows("select kind from messages where user_id = ?", [userId])
    expect(letters.map(({ kind }) => kind)).toEqual(["security"])
  })

  test("ends after its days, to the second, and nobody is told that it was right", async () => {
    const { password } = await made("到期员")
    const end = start.getTime() + firstPasswordDays * 86_400_000
    door.now = new Date(end - 1000)
    expect((await signIn("到期员", password)).status).toBe(303)
    door.now = new Date(end)
    const over = await signIn("到期员", password)
    const wrong = await signIn("到期员", "wrong")
    expect([over.status, await over.text()]).toEqual([422, await wrong.text()])
  })

  test("sent twice is made once, and shown once", async () => {
    const fields = { key: freshKey(), people: "重复员", role: "viewer" }
    const [first, again] = [
      await manager.post(paths.slips(), fields),
      await manager.post(paths.slips(), fields),
    ]
    expect(passwordsIn(await first.text())).toHaveLength(1)
    const html = await again.text()
    expect(again.status).toBe(200)
    expect(passwordsIn(html)).toEqual([])
    expect(html).toContain("首个密码不再显示")
    expect(await door.cell.rows("select 1 from users where sign_in_name = '重复员'")).toHaveLength(1)
  })

  test("stands nowhere: not in rows, events, letters or on another page", async () => {
    const { password, memberId } = await made("保密员")
    const tables = await door.cell.rows("select name from sqlite_master where type = 'table'")
    for (const { name } of tables) {
      const rows = await door.cell.rows(`select * from "${name}"`)
      expect(JSON.stringify(rows).includes(password), String(name)).toBe(false)
    }
    for (const path of [paths.member(memberId), paths.members(), paths.slips(), "/audit"])
      expect((await (await manager.get(path)).text()).includes(password)).toBe(false)
    const [event] = await door.cell.rows(
      "select * from audit_events where action = 'member.make_account' and entity_id = ?",
      [memberId],
    )
    expect(JSON.stringify(event)).not.toContain("保密员")
    expect(String(event?.["detail"])).toContain("until")
  })
})

describe("made anew", () => {
  test("it ends the password and the sessions before", async () => {
    const { password, memberId } = await made("补打员")
    const signed = door.withCookie(cookiesOf(await signIn("补打员", password)))
    await signed.post(paths.password(), { key: freshKey(), current: password, password: own })
    expect((await signed.get(paths.filing())).status).toBe(200)
    const [second = ""] = passwordsIn(await (await renew(memberId)).text())
    expect(second).not.toBe(password)
    expect((await signed.get(paths.filing())).headers.get("location")).toContain("/sign-in")
    for (const before of [password, own]) expect((await signIn("补打员", before)).status).toBe(422)
    expect((await signIn("补打员", second)).headers.get("location")).not.toContain("refused")
    const [event] = await door.cell.rows(
      "select 1 from audit_events where action = 'member.renew_slip' and entity_id = ?",
      [memberId],
    )
    expect(event).toBeDefined()
  })

  test("never of somebody who has an e-mail, or belongs elsewhere, too: no head opens an account that is not only its own", async () => {
    const editor = String(
      (await door.cell.rows("select id from members where user_id = 'user-company-1-editor'"))[0]?.["id"],
    )
    expect((await renew(editor)).status).toBe(409)
    const { memberId, userId, password } = await made("两处员")
    await door.cell.rows(
      "insert into members (id, user_id, organisation_id, role, created_at) values ('m-two', ?, 'company-2', 'viewer', 'x')",
      [userId],
    )
    expect((await renew(memberId)).status).toBe(409)
    expect((await signIn("两处员", password)).status).toBe(303)
    await door.cell.rows("update members set ended_at = 'x' where id = 'm-two'")
    expect((await renew(memberId)).status).toBe(200)
  })

  test("only by a head of the organisation", async () => {
    const { memberId } = await made("外人员")
    const fields = { key: freshKey(), revision: "1" }
    for (const [who, status] of [
      ["editor", 403],
      ["approver", 404],
    ] as const)
      expect((await (await door.as(who)).post(paths.memberSlip(memberId), fields)).status).toBe(status)
    const other = await door.addMember("company-2", "manager")
    expect((await (await door.as(other)).post(paths.memberSlip(memberId), fields)).status).toBe(404)
    expect((await (await door.as("editor")).get(paths.slips())).status).toBe(403)
  })
})

describe("what is typed", () => {
  test.each([
    ["", "请至少写一个姓名"],
    [
      Array.from({ length: mostAccounts + 1 }, (_, n) => `人员${n}甲`).join("\n"),
      `一次最多 ${mostAccounts} 人`,
    ],
    ["，13900139009", "第 1 行"],
    ["甲乙\n丁", "第 2 行（丁）：这个姓名不能作登录名"],
    ["甲乙\n甲 乙", "第 2 行（甲 乙）：与第 1 行的登录名或手机号相同"],
    ["甲乙，13900139008\n丙丁，13900139008", "第 2 行（丙丁）：与第 1 行的登录名或手机号相同"],
  ])("%j is refused with the line, nothing is made, and it stays", async (people, told) => {
    const before = await door.cell.rows("select count(*) n from users")
    const answer = await make(people)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(told)
    expect(html).toContain(people.split("\n").at(-1) ?? "")
    expect(await door.cell.rows("select count(*) n from users")).toEqual(before)
  })

  test("a name that somebody has is refused, and no head's role is given", async () => {
    await made("同名员")
    const taken = await make("同名员")
    expect(taken.status).toBe(422)
    expect(await taken.text()).toContain("第 1 行（同名员）：这个登录名或手机号不能用")
    expect((await make("同名员，tongming2")).status).toBe(200)
    expect((await make("管理员", { role: "manager" })).status).toBe(422)
  })

  test("an editor of some estates sees none until they are chosen", async () => {
    const answer = await make("部分员", { limited: "yes" })
    const html = await answer.text()
    expect(html).toMatch(/\/members\/[\w-]+\/estates/)
    const signed = door.withCookie(cookiesOf(await signIn("部分员", passwordsIn(html)[0] ?? "")))
    await signed.post(paths.password(), {
      key: freshKey(),
      current: passwordsIn(html)[0] ?? "",
      password: own,
    })
    expect(await (await signed.get(paths.filing())).text()).toContain("没有")
  })
})

test("a first password has the chance of its token: no character is much rarer than others", () => {
  const many = Array.from({ length: 2000 }, (_, n) => firstPassword(`token ${n}`))
  expect(new Set(many).size).toBe(many.length)
  const counts = new Map<string, number>()
  for (const one of many.join("").replaceAll("-", "")) counts.set(one, (counts.get(one) ?? 0) + 1)
  expect(counts.size).toBe(31)
  const mean = (2000 * 12) / 31
  for (const n of counts.values()) expect(Math.abs(n - mean) / mean).toBeLessThan(0.2)
})
