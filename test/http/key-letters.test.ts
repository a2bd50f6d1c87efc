import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { lettersOf, linkOf } from "../support/letters.ts"

let door: FrontDoor
let manager: Client
const email = "manager@demo.shige.example"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
  manager = await door.as("manager")
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from mails")
  await door.cell.rows("delete from attempts")
  await door.cell.rows("delete from api_keys")
})

let keys = 0
const key = () => `key-letter-${++keys}-abcdefgh`
const make = (name = "数据中台") =>
  manager.post("/keys", [
    ["key", key()],
    ["name", name],
    ["scope:estates:read", "yes"],
    ["last_day", "2026-12-31"],
  ])
const rowsOfKeys = () => door.cell.rows("select id, revoked_at as r from api_keys order by created_at, id")

describe("a new key", () => {
  test("is told to the heads of the organisation and to who made it, with a link to it", async () => {
    const answer = await make()
    expect(answer.status, await answer.text()).toBe(200)
    const letters = await lettersOf(door)
    const [row] = await rowsOfKeys()
    expect(letters.map(({ to }) => to)).toContain(email)
    for (const letter of letters)
      expect(letter).toMatchObject({
        template: "key_made",
        parameters: { key: "数据中台", link: `http://localhost:8787/keys/${row?.["id"]}` },
      })
  })

  test("in place of an old one is told too, and costs a write's three round trips", async () => {
    await make()
    const [row] = await rowsOfKeys()
    await door.cell.rows("delete from mails")
    const fields = { key: key(), overlap: "7" }
    const { response, roundTrips } = await door.costOf(() =>
      manager.post(`/keys/${row?.["id"]}/rotation`, fields),
    )
    expect(response.status).toBe(200)
    expect(roundTrips).toBeLessThanOrEqual(3)
    expect((await lettersOf(door)).length).toBeGreaterThan(0)
  })
})

describe("a password reset", () => {
  const fresh = "a new passphrase for ginkgo"
  async function open(): Promise<{ path: string; html: string }> {
    const nobody = await door.as(null)
    await nobody.post("/password-reset", { email })
    const path = await linkOf(door, email, "reset")
    return { path, html: await (await nobody.get(path)).text() }
  }

  test("offers to end the keys that the person made, and ends them with an event each", async () => {
    await make("一号")
    await make("二号")
    const { path, html } = await open()
    expect(html).toContain("一号")
    expect(html).toContain('name="endKeys"')
    const nobody = await door.as(null)
    const answer = await nobody.post(path, { password: fresh, endKeys: "yes" })
    expect(answer.headers.get("location")).toBe("/sign-in?done=password-keys")
    expect((await rowsOfKeys()).filter((row) => row["r"] === null)).toEqual([])
    const events = await door.cell.rows(
      `select distinct organisation_id as o, actor_user_id as u, count(*) over () as n from audit_events
       where action = 'key.revoke' and detail like '%password_reset%'`,
    )
    // The company reads it in its own log.
    expect(events).toMatchObject([{ o: "company-1", n: 2 }])
    expect(await (await nobody.get("/sign-in?done=password-keys")).text()).toContain("API 密钥已停用")
  })

  test("leaves them when nobody ticks it, and keeps the tick when the password is refused", async () => {
    // The reset before has signed the manager out.
    const fields = { email, password: fresh }
    manager = door.withCookie(cookiesOf(await (await door.as(null)).post("/sign-in", fields)))
    expect((await make("一号")).status).toBe(200)
    const { path } = await open()
    const nobody = await door.as(null)
    const refused = await nobody.post(path, { password: "short", endKeys: "yes" })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(/name="endKeys" value="yes" checked/)
    expect((await nobody.post(path, { password: `${fresh} 2` })).status).toBe(303)
    expect((await rowsOfKeys()).map((row) => row["r"])).toEqual([null])
  })

  test("makes the browser known: whoever tries passwords meanwhile keeps its owner out no longer", async () => {
    const { path } = await open()
    const nobody = await door.as(null)
    const answer = await nobody.post(path, { password: `${fresh} 3` })
    const own = door.withCookie((answer.headers.getSetCookie().at(0) ?? "").split(";")[0] ?? "")
    for (let at = 0; at < 11; at++) await nobody.post("/sign-in", { email, password: "wrong" })
    expect((await own.post("/sign-in", { email, password: `${fresh} 3` })).status).toBe(303)
  })

  test("without keys offers nothing", async () => {
    expect((await open()).html).not.toContain("endKeys")
  })
})
