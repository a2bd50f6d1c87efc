import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { sha256 } from "../../worker/domain/scoring/sha256.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { lettersOf, linkOf } from "../support/letters.ts"

let door: FrontDoor
let nobody: Client
let hash: string
const email = "editor@demo.shige.example"
const moved = "moved@estate.example"
const fresh = "seven ginkgo trees"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
  const [row] = await door.cell.rows("select password_hash from credentials limit 1")
  hash = String(row?.["password_hash"])
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from attempts")
  await door.cell.rows("delete from mails")
  await door.cell.rows("update credentials set password_hash = ?", [hash])
  await door.cell.rows("update users set email = ?, email_verified = 1 where email = ?", [email, moved])
})

async function signIn(password = demonstrationPassword, account = email): Promise<Client> {
  const answer = await nobody.post("/sign-in", { email: account, password })
  if (answer.status !== 303) throw new Error(`not signed in: ${answer.status}`)
  return door.withCookie(cookiesOf(answer))
}

let keys = 0
const key = () => `account-${++keys}`
const alive = async (client: Client) => (await client.get("/account")).status === 200

describe("changing the password", () => {
  const change = (client: Client, current: string, password: string, of = key()) =>
    client.post("/account/password", { key: of, current, password })

  test("ends the other sessions and open links, keeps this one, tells the person", async () => {
    const [here, other] = [await signIn(), await signIn()]
    await nobody.post("/password-reset", { email })
    const link = await linkOf(door, email, "reset")
    const fields = key()
    const answer = await change(here, demonstrationPassword, fresh, fields)
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/account?done=password"])
    expect([await alive(here), await alive(other)]).toEqual([true, false])
    expect((await nobody.get(link)).status).toBe(410)
    await signIn(fresh)
    await expect(signIn(demonstrationPassword)).rejects.toThrow("422")
    expect((await lettersOf(door)).at(-1)).toMatchObject({
      to: email,
      parameters: { what: "password_changed", when: door.now.toISOString() },
    })
    expect((await change(here, demonstrationPassword, fresh, fields)).status).toBe(303)
    expect((await here.get("/account?done=password")).status).toBe(200)
  })

  test.each([
    ["wrong password", fresh, "密码不对"],
    ["", fresh, "密码不对"],
    [demonstrationPassword, "too short", "至少 12 个字符"],
    [demonstrationPassword, "PassWord1234", "太常见"],
    [demonstrationPassword, "editor@demo.shige.example", "姓名和邮箱"],
    [demonstrationPassword, demonstrationPassword, "和现在的一样"],
    [demonstrationPassword, "x".repeat(300), "最多 200"],
  ])("from %j to %j is refused with its sentence", async (current, next, words) => {
    const client = await signIn()
    const answer = await change(client, current, next)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(words)
    expect(html).not.toMatch(/type="password"[^>]*value=/)
    expect(await door.cell.rows("select distinct password_hash from credentials")).toHaveLength(1)
  })

  test("guessed from an open session is limited as signing in is", async () => {
    const client = await signIn()
    const tries = Array.from({ length: 30 }, (_, at) => change(client, `wrong ${at}`, fresh))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 422)).toHaveLength(10)
    const refused = await change(client, demonstrationPassword, fresh)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain("请在 2026-10-12 10:15（北京时间）之后再试")
  })

  test("leaves nothing of it in the database that could be guessed by hashing", async () => {
    const client = await signIn()
    const of = key()
    await change(client, demonstrationPassword, fresh, of)
    const content = [
      ["current", demonstrationPassword],
      ["key", of],
      ["password", fresh],
    ]
    const stored = JSON.stringify(await door.cell.rows("select * from writes"))
    expect(stored).not.toContain(sha256(JSON.stringify(["/account/password", content])).slice(0, 32))
    expect(JSON.stringify(await door.cell.rows("select * from audit_events"))).not.toContain(fresh)
  })
})

describe("changing the e-mail", () => {
  const change = (client: Client, to: string, password = demonstrationPassword, of = key()) =>
    client.post("/account/email", { key: of, email: to, password })

  test("sends a link to the new one; only opening it changes, tells the old one and names neither", async () => {
    const client = await signIn()
    const fields = key()
    const answer = await change(client, ` Moved@Estate.Example `, demonstrationPassword, fields)
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/account?done=email"])
    expect((await change(client, moved, demonstrationPassword, fields)).status).toBe(303)
    const told = async () => (await lettersOf(door)).map(({ to, template }) => [to, template])
    expect(await told()).toEqual([[moved, "email"]])
    await signIn(demonstrationPassword, email)
    await expect(signIn(demonstrationPassword, moved)).rejects.toThrow("422")
    const link = await linkOf(door, moved, "email")
    expect(await (await nobody.get(link)).text()).toContain(moved)
    await signIn(demonstrationPassword, email)
    expect((await nobody.post(link, {})).status).toBe(200)
    expect(await told()).toEqual([
      [moved, "email"],
      [email, "security"],
    ])
    await expect(signIn(demonstrationPassword, email)).rejects.toThrow("422")
    await signIn(demonstrationPassword, moved)
    expect((await nobody.post(link, {})).status).toBe(410)
    const [event] = await door.cell.rows(
      "select * from audit_events where action = 'email.change' order by rowid desc",
    )
    expect(JSON.stringify(event)).not.toMatch(/moved@|editor@/)
    expect(JSON.parse(String(event?.["after"]))).toEqual({
      email: expect.stringMatching(/^mark:/),
      emailVerified: true,
    })
  })

  test("one that has an account is answered like one that has none; its owner is told, nothing changes", async () => {
    const client = await signIn()
    const seen = async (to: string) => {
      const { response, roundTrips } = await door.costOf(() => change(client, to))
      const headers = [...response.headers].filter(([name]) => !/date|request-id/i.test(name))
      return { status: response.status, headers, body: await response.text(), roundTrips }
    }
    expect(await seen("street@demo.shige.example")).toEqual(await seen(moved))
    const letters = await lettersOf(door)
    expect(letters.map(({ to, template }) => [to, template])).toEqual([
      ["street@demo.shige.example", "email_used"],
      [moved, "email"],
    ])
    expect(letters[0]?.parameters).toEqual({})
    await signIn(demonstrationPassword, email)
  })

  test("a link is over after another one was asked for, after three days, and when somebody has taken the e-mail", async () => {
    const client = await signIn()
    await change(client, moved)
    const first = await linkOf(door, moved, "email")
    await change(client, moved)
    const second = await linkOf(door, moved, "email")
    expect([(await nobody.get(first)).status, (await nobody.get(second)).status]).toEqual([410, 200])
    const start = door.now
    door.now = new Date(start.getTime() + 3 * 86_400_000)
    expect((await nobody.post(second, {})).status).toBe(410)
    door.now = start
    await door.cell.rows("update users set email = ? where email = 'street@demo.shige.example'", [moved])
    expect((await nobody.post(second, {})).status).toBe(410)
    await door.cell.rows("update users set email = 'street@demo.shige.example' where email = ?", [moved])
    await signIn(demonstrationPassword, email)
  })

  test.each([
    ["no address", "邮箱的写法不对"],
    ["", "邮箱的写法不对"],
    ["еditor@demo.shige.example", "邮箱的写法不对"],
    [email.toUpperCase(), "这就是现在的登录邮箱"],
    ['"><script>alert(1)</script>@x.example', "邮箱的写法不对"],
  ])("to %j is refused with its sentence, what was typed stays", async (to, words) => {
    const answer = await change(await signIn(), to)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(words)
    expect(html).not.toContain("<script>alert")
    expect(await lettersOf(door)).toEqual([])
  })

  test("needs the password, and sends five letters an hour at most", async () => {
    const client = await signIn()
    expect((await change(client, moved, "wrong")).status).toBe(422)
    for (let at = 0; at < 4; at++)
      expect((await change(client, "street@demo.shige.example")).status).toBe(303)
    expect((await change(client, "street@demo.shige.example")).status).toBe(429)
  })
})

describe("confirming the e-mail", () => {
  const unconfirmed = () => door.cell.rows("update users set email_verified = 0 where email = ?", [email])
  const confirmed = async () =>
    (await door.cell.rows("select email_verified as yes from users where email = ?", [email]))[0]?.["yes"] ===
    1
  const ask = (client: Client, of = key()) => client.post("/account/email-verification", { key: of })

  test("takes a link from a letter and a press; opening it changes nothing, and it works once", async () => {
    await unconfirmed()
    const client = await signIn()
    expect((await ask(client)).headers.get("location")).toBe("/account?done=proof")
    const link = await linkOf(door, email, "email")
    const page = await nobody.get(link)
    expect([page.status, page.headers.get("cache-control"), await confirmed()]).toEqual([
      200,
      "no-store",
      false,
    ])
    expect(await page.text()).toContain(email)
    expect((await nobody.post(link, {})).status).toBe(200)
    expect(await confirmed()).toBe(true)
    expect((await nobody.post(link, {})).status).toBe(410)
    expect((await nobody.get(link)).status).toBe(410)
  })

  test("is over after three days, with a later letter, and with another e-mail", async () => {
    await unconfirmed()
    const client = await signIn()
    await ask(client)
    const first = await linkOf(door, email, "email")
    await ask(client)
    const second = await linkOf(door, email, "email")
    expect([(await nobody.get(first)).status, (await nobody.get(second)).status]).toEqual([410, 200])
    const start = door.now
    door.now = new Date(start.getTime() + 3 * 86_400_000)
    expect((await nobody.post(second, {})).status).toBe(410)
    door.now = start
    await client.post("/account/email", { key: key(), email: moved, password: demonstrationPassword })
    expect((await nobody.post(second, {})).status).toBe(410)
  })

  test("a link for a password confirms nothing by this page, and the other way round", async () => {
    await unconfirmed()
    await ask(await signIn())
    const link = await linkOf(door, email, "email")
    await nobody.post("/password-reset", { email })
    const reset = await linkOf(door, email, "reset")
    const swap = (path: string, page: string) => `/${page}/${path.split("/").at(-1)}`
    expect((await nobody.post(swap(link, "password-reset"), { password: fresh })).status).toBe(410)
    expect((await nobody.post(swap(reset, "email-verification"), {})).status).toBe(410)
    expect(await confirmed()).toBe(false)
  })

  test("is offered only while it is open, and five times an hour", async () => {
    await door.cell.rows("update users set email_verified = 1 where email = ?", [email])
    const client = await signIn()
    expect((await ask(client)).status).toBe(409)
    await door.cell.rows("delete from attempts")
    await unconfirmed()
    const statuses = []
    for (let at = 0; at < 6; at++) statuses.push((await ask(client)).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
  })
})

test("pages of the account cost two round trips", async () => {
  const client = await signIn()
  for (const path of ["/account", "/account/password", "/account/email", "/account/second-factor"])
    expect((await door.costOf(() => client.get(path))).roundTrips, path).toBeLessThanOrEqual(2)
})
