import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { demonstrationCode } from "../../scripts/start/demonstration-code.ts"
import { codeOfStep, stepAt } from "../../worker/gateways/second-factor.ts"
import { allowed } from "../support/denials/parts.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor, tokenOf } from "../support/front-door.ts"

let door: FrontDoor
let nobody: Client
const approver = "approver@demo.shige.example"
const code = () => demonstrationCode(door.now)

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from attempts")
  await door.cell.rows("delete from mails")
  await door.cell.rows("update credentials set totp_last_step = 0")
})

/** Somebody who has typed the password, and nothing else yet. */
async function halfway(email: string, to?: string): Promise<{ client: Client; location: string | null }> {
  const answer = await nobody.post("/sign-in", { email, password, ...(to ? { to } : {}) })
  expect(answer.status).toBe(303)
  return { client: door.withCookie(cookiesOf(answer)), location: answer.headers.get("location") }
}

async function passed(email: string): Promise<Client> {
  const { client } = await halfway(email)
  return door.withCookie(cookiesOf(await client.post("/sign-in/code", { code: code() })))
}

const secretOn = async (client: Client, path = "/account/second-factor") =>
  /class="secret">([^<]+)</.exec(await (await client.get(path)).text())?.[1]?.replaceAll(" ", "") ?? ""

let keys = 0
const key = () => `factor-${++keys}-${"x".repeat(8)}`

/** Sets a second factor up as the page asks; answers the client with its new session, the secret and the codes. */
async function setUp(client: Client, page = "/account/second-factor") {
  const secret = await secretOn(client, page)
  const typed = codeOfStep(secret, stepAt(door.now))
  const answer = await client.post("/account/second-factor", { key: key(), password, code: typed })
  const html = await answer.text()
  expect(answer.status, html.slice(-2000)).toBe(200)
  const codes = [...html.matchAll(/<code>([a-z2-9-]{19})<\/code>/g)].map(([, one = ""]) => one)
  return { client: door.withCookie(cookiesOf(answer)), secret, codes, answer, html }
}

async function without(email: string): Promise<void> {
  await door.cell.rows(
    `update credentials set totp_secret = null, totp_confirmed_at = null
     where user_id = (select id from users where email = ?)`,
    [email],
  )
}

describe("the code after the password", () => {
  test("is asked for on its own page, which leads on to where one was going", async () => {
    const { client, location } = await halfway(approver, "/quarters?x=1")
    expect(location).toBe("/sign-in/code?to=%2Fquarters%3Fx%3D1")
    const page = await client.get(location ?? "")
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "private, no-store"])
    expect(await page.text()).toContain('name="to" value="/quarters?x=1"')
    const answer = await client.post("/sign-in/code", { code: code(), to: "/quarters?x=1" })
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/quarters?x=1"])
  })

  test("opens nothing before it is typed: pages lead to it, writes are refused, by whatever role", async () => {
    const { client } = await halfway(approver)
    for (const path of ["/desk", "/quarters", "/account", "/account/second-factor", "/account/sessions"]) {
      const answer = await client.get(path)
      expect([answer.status, answer.headers.get("location")]).toEqual([
        303,
        `/sign-in/code?to=${encodeURIComponent(path)}`,
      ])
      expect(await answer.text()).toBe("")
    }
    const before = await door.cell.rows("select count(*) as n from writes")
    for (const path of [
      `/quarters/${door.openQuarter}/closing`,
      "/account/password",
      "/account/second-factor",
    ]) {
      const answer = await client.post(path, { key: key(), confirmed: "yes", password })
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain("请先输入动态码")
    }
    expect(await door.cell.rows("select count(*) as n from writes")).toEqual(before)
  })

  test("gives the session another token; the one from before is worth nothing", async () => {
    const { client } = await halfway(approver)
    const answer = await client.post("/sign-in/code", { code: code() })
    const after = door.withCookie(cookiesOf(answer))
    expect(tokenOf(after.cookie)).not.toBe(tokenOf(client.cookie))
    expect((await after.get("/desk")).status).not.toBe(401)
    expect((await after.get("/account")).status).toBe(200)
    expect((await client.get("/account")).headers.get("location")).toContain("/sign-in?to=")
  })

  test("counts once, also when it is sent twice at the same time, and never after a later one", async () => {
    const [one, two] = [await halfway(approver), await halfway(approver)]
    const statuses = await Promise.all([
      one.client.post("/sign-in/code", { code: code() }),
      two.client.post("/sign-in/code", { code: code() }),
    ])
    expect(statuses.map(({ status }) => status).sort()).toEqual([303, 422])
    const { client } = await halfway(approver)
    expect((await client.post("/sign-in/code", { code: code() })).status).toBe(422)
    const before = demonstrationCode(new Date(door.now.getTime() - 30_000))
    expect((await client.post("/sign-in/code", { code: before })).status).toBe(422)
    const next = demonstrationCode(new Date(door.now.getTime() + 30_000))
    expect((await client.post("/sign-in/code", { code: next })).status).toBe(303)
  })

  test.each([-60, 60])("is over %d seconds off", async (seconds) => {
    const { client } = await halfway(approver)
    const off = demonstrationCode(new Date(door.now.getTime() + seconds * 1000))
    expect((await client.post("/sign-in/code", { code: off })).status).toBe(422)
  })

  test("may be typed with spaces and in full width", async () => {
    const { client } = await halfway(approver)
    const wide = code().replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    const typed = ` ${wide.slice(0, 3)} ${wide.slice(3)} `
    expect((await client.post("/sign-in/code", { code: typed })).status).toBe(303)
  })

  test.each(["", " ", "000000", "abcdef", "1".repeat(7), "x".repeat(41), "<script>", "' or 1=1 --"])(
    "%j is refused with the page, nothing set",
    async (typed) => {
      const { client } = await halfway(approver)
      const answer = await client.post("/sign-in/code", { code: typed, to: "//evil.example" })
      expect(answer.status).toBe(422)
      expect(answer.headers.getSetCookie()).toEqual([])
      const html = await answer.text()
      expect(html).toContain('name="code"')
      expect(html).not.toMatch(/evil\.example|<script>/)
    },
  )

  test("of an unfinished sign-in may be typed for 15 minutes, a finished one waits 12 hours for its use", async () => {
    const until = async (client: Client) => {
      const [row] = await door.cell.rows(
        "select expires_at from sessions where user_id = (select id from users where email = ?) order by rowid desc",
        [approver],
      )
      expect(client.cookie).not.toBe("")
      return (Date.parse(String(row?.["expires_at"])) - door.now.getTime()) / 60_000
    }
    expect(await until((await halfway(approver)).client)).toBe(15)
    await door.cell.rows("update credentials set totp_last_step = 0")
    expect(await until(await passed(approver))).toBe(12 * 60)
  })

  test("nine wrong ones are too many, however fast they come; then also the right one waits", async () => {
    const { client } = await halfway(approver)
    const tries = Array.from({ length: 30 }, () => client.post("/sign-in/code", { code: "000000" }))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 422)).toHaveLength(8)
    expect(statuses.filter((status) => status === 429)).toHaveLength(22)
    const { client: other } = await halfway(approver)
    const refused = await other.post("/sign-in/code", { code: code() })
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain("请在 2026-10-12 10:30（北京时间）之后再试")
    const start = door.now
    door.now = new Date(start.getTime() + 30 * 60_000)
    const { client: later } = await halfway(approver)
    expect((await later.post("/sign-in/code", { code: code() })).status).toBe(303)
    door.now = start
  })

  test("costs three round trips", async () => {
    const { client } = await halfway(approver)
    const { roundTrips } = await door.costOf(() => client.post("/sign-in/code", { code: code() }))
    expect(roundTrips).toBe(3)
  })
})

describe("every route behind the sign-in", () => {
  const desks = Object.keys(allowed).filter((route) => Array.isArray(allowed[route]))
  const pathOf = (route: string) => (route.split(" ")[1] ?? "").replace(/:\w+/g, "x")

  test.each([
    [
      "the code is typed",
      ["/sign-in/code", "/sign-in/code/passkey"],
      "请先输入动态码",
      () => halfway(approver),
    ],
    [
      "a second factor is set up, where the role needs it",
      ["/account/second-factor", "/account/passkeys", "/account/passkeys/new"],
      "您的角色需要先开启两步验证",
      async () => {
        await without(approver)
        return halfway(approver)
      },
    ],
  ] as const)("is closed until %s", async (_, open, words, begin) => {
    const { client } = await begin()
    const before = await door.cell.rows("select count(*) as n from writes")
    const ways: readonly string[] = open
    for (const route of desks.filter((one) => !ways.includes(pathOf(one)))) {
      if (route.startsWith("GET")) {
        const answer = await client.get(pathOf(route))
        const to = `${open[0]}?to=${encodeURIComponent(pathOf(route))}`
        expect([answer.status, answer.headers.get("location")], route).toEqual([303, to])
      } else {
        const answer = await client.post(pathOf(route), { key: key(), confirmed: "yes", password })
        expect(answer.status, route).toBe(403)
        expect(await answer.text(), route).toContain(words)
      }
    }
    expect(desks.length).toBeGreaterThan(40)
    expect(await door.cell.rows("select count(*) as n from writes")).toEqual(before)
  })
})

describe("a role that needs a second factor", () => {
  test("may do nothing before it is set up: pages lead there, writes are refused with a rule of their own", async () => {
    await without(approver)
    const { client, location } = await halfway(approver)
    expect(location).toBe("/desk")
    for (const path of ["/desk", "/quarters", "/account", "/account/password"]) {
      const answer = await client.get(path)
      const to = `/account/second-factor?to=${encodeURIComponent(path)}`
      expect([answer.status, answer.headers.get("location")]).toEqual([303, to])
    }
    const refused = await client.post(`/quarters/${door.openQuarter}/closing`, {
      key: key(),
      confirmed: "yes",
    })
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain("您的角色需要先开启两步验证")
    const page = await (await client.get("/account/second-factor?to=%2Fquarters")).text()
    expect(page).toContain("您的角色需要两步验证")
    const done = await setUp(client)
    expect((await done.client.get("/quarters")).status).toBe(200)
    expect((await client.get("/account/second-factor")).status).toBe(303)
  })

  test("keeps it: it can be exchanged, not turned off", async () => {
    await without(approver)
    const { client } = await setUp((await halfway(approver)).client)
    const page = await (await client.get("/account/second-factor")).text()
    expect(page).not.toContain("/second-factor/removal")
    const answer = await client.post("/account/second-factor/removal", { key: key(), password })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain("不能关闭")
  })

  test("is asked for at once when a member gets such a role", async () => {
    const client = await door.as("editor")
    const own = "where id = 'company-1'"
    const seat = "where organisation_id = 'company-1' and role"
    await door.cell.rows(`update organisations set factor_roles = '["viewer"]' ${own}`)
    expect((await client.get("/filing")).status).toBe(200)
    await door.cell.rows(`update members set role = 'viewer' ${seat} = 'editor'`)
    const answer = await client.get("/filing")
    await door.cell.rows(`update members set role = 'editor' ${seat} = 'viewer'`)
    await door.cell.rows(`update organisations set factor_roles = '[]' ${own}`)
    expect(answer.headers.get("location")).toBe("/account/second-factor?to=%2Ffiling")
  })
})
