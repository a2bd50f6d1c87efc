import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { deviceOf } from "../../worker/domain/identity/device.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
const email = "editor@demo.shige.example"
const wechat =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50"
const edge =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
})
afterAll(() => door.close())
beforeEach(() => door.cell.rows("delete from sessions"))

async function signIn(headers: Record<string, string> = {}, account = email): Promise<Client> {
  const answer = await (await door.as(null)).post("/sign-in", { email: account, password }, headers)
  return door.withCookie(cookiesOf(answer))
}

let keys = 0
const key = () => `sessions-${++keys}`
const idsOn = (html: string) =>
  [...html.matchAll(/\/account\/sessions\/([\w-]+)\/end/g)].map(([, id = ""]) => id)
const alive = async (client: Client) => (await client.get("/account")).status === 200

test("the list says device, address and since when, and which is this one", async () => {
  await signIn({ "user-agent": wechat, "cf-connecting-ip": "203.0.113.20" })
  const here = await signIn({ "user-agent": edge, "cf-connecting-ip": "203.0.113.21" })
  const html = await (await here.get("/account/sessions")).text()
  expect(html).toContain("微信 · iPhone 或 iPad")
  expect(html).toContain("Edge · Windows")
  expect(html).toContain("203.0.113.20")
  expect(html).toContain("2026-10-12 10:00")
  expect(html.match(/这台设备/g)).toHaveLength(1)
  expect(idsOn(html)).toHaveLength(1)
})

test("what a browser says of itself is text, whatever it says", async () => {
  const here = await signIn({
    "user-agent": `<script>alert(1)</script>${"x".repeat(5000)}`,
    "cf-connecting-ip": "<b>1.2.3.4</b>",
  })
  const html = await (await here.get("/account/sessions")).text()
  expect(html).not.toMatch(/<script>alert|<b>1/)
  expect(html).toContain("浏览器 · 未知系统")
  const [row] = await door.cell.rows("select length(user_agent) as n, length(address) as a from sessions")
  expect(row?.["n"]).toBe(200)
  expect(Number(row?.["a"])).toBeLessThanOrEqual(64)
})

test("one can be ended: it is out at once, this one stays", async () => {
  const other = await signIn()
  const here = await signIn()
  const [id = ""] = idsOn(await (await here.get("/account/sessions")).text())
  const answer = await here.post(`/account/sessions/${id}/end`, { key: key() })
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/account/sessions?done=ended"])
  expect([await alive(other), await alive(here)]).toEqual([false, true])
  expect(await (await here.get("/account/sessions?done=ended")).text()).toContain("已退出那台设备")
})

test("the same form again is the same answer; another one finds nothing", async () => {
  await signIn()
  const here = await signIn()
  const [id = ""] = idsOn(await (await here.get("/account/sessions")).text())
  const fields = { key: key() }
  for (let at = 0; at < 3; at++)
    expect((await here.post(`/account/sessions/${id}/end`, fields)).status).toBe(303)
  expect((await here.post(`/account/sessions/${id}/end`, { key: key() })).status).toBe(404)
})

test("all others can be ended at once", async () => {
  const others = [await signIn(), await signIn(), await signIn()]
  const stranger = await signIn({}, "manager@demo.shige.example")
  const here = await signIn()
  const answer = await here.post("/account/other-sessions/end", { key: key() })
  expect(answer.headers.get("location")).toBe("/account/sessions?done=others")
  for (const other of others) expect(await alive(other)).toBe(false)
  expect([await alive(here), await alive(stranger)]).toEqual([true, true])
  const html = await (await here.get("/account/sessions")).text()
  expect(html).toContain("只在这台设备上登录着")
})

test("somebody else's cannot be ended, nor seen: 404, and nothing happens", async () => {
  const stranger = await signIn({}, "manager@demo.shige.example")
  const [row] = await door.cell.rows("select id from sessions")
  const here = await signIn()
  const before = await door.cell.rows("select count(*) as n from writes")
  for (const id of [String(row?.["id"]), "no-such", "' or 1=1 --", "..%2F"])
    expect((await here.post(`/account/sessions/${encodeURIComponent(id)}/end`, { key: key() })).status).toBe(
      404,
    )
  expect(await door.cell.rows("select count(*) as n from writes")).toEqual(before)
  expect(await alive(stranger)).toBe(true)
  expect(idsOn(await (await here.get("/account/sessions")).text())).toEqual([])
})

test("a list of many is paged, at the same cost", async () => {
  for (let at = 0; at < 22; at++) await signIn()
  const here = await signIn()
  const first = await door.costOf(() => here.get("/account/sessions"))
  expect(first.roundTrips).toBe(2)
  expect(idsOn(await first.response.text())).toHaveLength(19)
  const second = await door.costOf(() => here.get("/account/sessions?page=2"))
  expect([second.roundTrips, idsOn(await second.response.text()).length]).toEqual([2, 3])
})

describe("a browser is told by what it says", () => {
  test.each<[string | null, string, string]>([
    [null, "other", "other"],
    ["", "other", "other"],
    [wechat, "wechat", "ios"],
    [edge, "Edge", "windows"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605 Version/17.5 Safari/605", "Safari", "mac"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox", "linux"],
    [
      "Mozilla/5.0 (Linux; Android 14; V2227A) AppleWebKit/537 Chrome/120 Mobile Safari/537",
      "Chrome",
      "android",
    ],
    ["Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH) Chrome/114 MQQBrowser/13", "qq", "harmony"],
    ["curl/8.5", "other", "other"],
  ])("%s", (agent, browser, system) => expect(deviceOf(agent)).toEqual({ browser, system }))
})
