import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Client, type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { inviteBy, linkIn, newKey, press, takeBy } from "../../support/inviting.ts"

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

describe("estates of an editor", () => {
  const estatesOf = (company: string) =>
    door.cell.rows(
      "select e.id, e.name from estates e join tenures t on t.estate_id = e.id where t.organisation_id = ? and t.to_date is null order by e.name",
      [company],
    )
  const seen = async () =>
    [...(await (await as(editor.cookie).get("/filing")).text()).matchAll(/href="\/filing\/\w+\/([\w-]+)"/g)]
      .length

  test("are chosen from those of the company, found by name, and limit what the editor sees", async () => {
    const mine = await estatesOf("company-1")
    expect(mine.length).toBeGreaterThan(2)
    const [first = {}, second = {}] = mine
    const page = `${editor.page}/estates`
    const all = await (await manager.get(page)).text()
    for (const { name } of mine) expect(all).toContain(String(name))
    const found = await (await manager.get(`${page}?q=${encodeURIComponent(String(first["name"]))}`)).text()
    expect(found).toContain(`estate:${first["id"]}`)
    expect(found).not.toContain(`estate:${second["id"]}`)
    expect(await (await manager.get(`${page}?q=%25`)).text()).toContain("没有符合条件的小区")
    const whole = await seen()
    const answer = await press(manager, page, "/estates?page=1", {
      limited: "yes",
      [`estate:${first["id"]}`]: "1",
    })
    expect(answer.headers.get("location")).toContain("done=estates")
    expect(await memberRow()).toMatchObject({ limited: 1 })
    expect(await seen()).toBeLessThan(whole)
    const more = `${page}?q=${encodeURIComponent(String(second["name"]))}`
    await press(manager, more, `page=1`, { limited: "yes", [`estate:${second["id"]}`]: "1" })
    const given = await door.cell.rows(
      "select estate_id from member_estates where member_id = ? order by 1",
      [editor.id],
    )
    expect(given.map((one) => one["estate_id"]).sort()).toEqual([first["id"], second["id"]].sort())
    expect(await (await manager.get("/members")).text()).toContain("限 2 个小区")
    await press(manager, page, "/estates?page=1", { limited: "no" })
    expect(await seen()).toBe(whole)
  })

  test("of another company are refused, and so is none at all", async () => {
    const [foreign = {}] = await estatesOf("company-2")
    const form = { key: newKey(), revision: "1", limited: "yes" }
    const taken = await manager.post(`${editor.page}/estates`, { ...form, [`estate:${foreign["id"]}`]: "1" })
    expect(taken.status).toBe(409)
    const none = await manager.post(`${editor.page}/estates`, { ...form, key: newKey() })
    expect(none.status).toBe(422)
    expect(await none.text()).toContain("至少选择一个小区")
    const [first = {}] = await estatesOf("company-1")
    const ticked = {
      ...form,
      key: newKey(),
      limited: "no",
      [`estate:${first["id"]}`]: "1",
      [`shown:${first["id"]}`]: "1",
    }
    const unused = await manager.post(`${editor.page}/estates`, ticked)
    expect(unused.status).toBe(422)
    const html = await unused.text()
    expect(html).toContain("勾选了小区，但范围是“全部小区”")
    expect(html, "the tick survives").toMatch(new RegExp(`name="estate:${first["id"]}" value="1" checked`))
    expect(await memberRow()).toMatchObject({ limited: 0, revision: 1 })
  })

  test("can be chosen before the editor joins, who then never saw the others; sent again they stay", async () => {
    const [first = {}, second = {}] = await estatesOf("company-1")
    const { sent } = await inviteBy(manager, { role: "editor" })
    const choice = `${sent}/estates`
    await press(manager, choice, "/estates?page=1", { limited: "yes", [`estate:${first["id"]}`]: "1" })
    expect(await (await manager.get(sent)).text()).toContain("只负责其中 1 个小区")
    const [foreign = {}] = await estatesOf("company-2")
    const taken = { key: newKey(), limited: "yes", [`estate:${foreign["id"]}`]: "1" }
    expect((await manager.post(choice, taken)).status).toBe(409)
    expect(
      (await manager.post(choice, { key: newKey(), limited: "yes", [`shown:${first["id"]}`]: "1" })).status,
    ).toBe(422)
    const renewed = (await press(manager, sent, "/renewal")).headers.get("location") ?? ""
    const link = linkIn(await (await manager.get(renewed)).text())
    const cookie = await takeBy(door, link, { email: "limited@members.example" })
    const listed = await (await as(cookie).get("/filing")).text()
    expect(listed).toContain(String(first["name"]))
    expect(listed).not.toContain(`>${second["name"]}<`)
    expect((await manager.get(choice)).status, "the old invitation is over").toBe(409)
    const viewers = await inviteBy(manager, { role: "viewer" })
    expect((await manager.get(`${viewers.sent}/estates`)).status).toBe(409)
    expect(await (await manager.get(viewers.sent)).text()).not.toContain("/estates")
  })

  test("go with the role; other roles see all", async () => {
    const [first = {}] = await estatesOf("company-1")
    await manager.post(`${editor.page}/estates`, {
      key: newKey(),
      revision: "1",
      limited: "yes",
      [`estate:${first["id"]}`]: "1",
    })
    await press(manager, editor.page, "/role", { role: "viewer" })
    expect(await memberRow()).toMatchObject({ role: "viewer", limited: 0 })
    const left = await row("select count(*) as n from member_estates where member_id = ?", [editor.id])
    expect(left["n"]).toBe(0)
    expect((await manager.get(`${editor.page}/estates`)).status).toBe(409)
  })
})

describe("several organisations", () => {
  test("the header names the one that is acted for, and a press switches", async () => {
    const own = as(editor.cookie)
    const before = await (await own.get("/filing")).text()
    expect(before).not.toContain("切换机构")
    const street = await streetHead()
    const { link } = await inviteBy(street, { role: "viewer" })
    await own.post(`${link}/membership`, { key: newKey() })
    const page = await (await own.get("/account/organisation")).text()
    expect(page).toContain("示例·岷禾物业")
    expect(page).toContain("切换机构")
    const answer = await own.post("/account/organisation", { key: newKey(), member: editor.id })
    expect(answer.headers.get("location")).toBe("/desk")
    expect((await own.get("/filing")).status).toBe(200)
    for (const foreign of ["company-1-manager", "", "x"])
      expect((await own.post("/account/organisation", { key: newKey(), member: foreign })).status).toBe(422)
  })
})

test("the table of permissions marks the own role and says what it may do", async () => {
  const html = await (await as(editor.cookie).get("/permissions")).text()
  expect(html).toContain("您的角色")
  expect(html).toContain("提交和撤回填报")
  expect(html.indexOf("物业公司")).toBeLessThan(html.indexOf("论坛主办方"))
})
