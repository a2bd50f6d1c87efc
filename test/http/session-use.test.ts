import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { prolonged, unusedEnd } from "../../worker/domain/identity/session.ts"
import { tokenHash } from "../../worker/gateways/token.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor, tokenOf } from "../support/front-door.ts"

let door: FrontDoor
const start = new Date("2026-10-12T02:00:00Z")
const HOUR = 3_600_000
const passed = (ms: number) => {
  door.now = new Date(start.getTime() + ms)
}

beforeAll(async () => {
  door = await openFrontDoor({ estates: 3, now: start })
})
afterAll(() => door.close())
beforeEach(() => passed(0))

async function signIn(): Promise<Client> {
  const fields = { email: "editor@demo.shige.example", password }
  return door.withCookie(cookiesOf(await (await door.as(null)).post("/sign-in", fields)))
}

async function endOf({ cookie }: Client): Promise<string> {
  const [row] = await door.cell.rows("select expires_at as e from sessions where token_hash = ?", [
    tokenHash(tokenOf(cookie)),
  ])
  return String(row?.["e"])
}

const isIn = async (client: Client) => (await client.get("/account")).status === 200
/** What happens beside an answer has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 150))

describe("a session", () => {
  test("ends after twelve hours without use", async () => {
    const client = await signIn()
    passed(12 * HOUR - 1)
    expect(await isIn(await signIn())).toBe(true)
    passed(12 * HOUR)
    expect(await isIn(client)).toBe(false)
  })

  test("goes on while it is used, for seven days", async () => {
    const client = await signIn()
    for (let hours = 11; hours < 7 * 24; hours += 11) {
      passed(hours * HOUR)
      expect(await isIn(client), `${hours} h`).toBe(true)
      await settled()
    }
    passed(7 * 24 * HOUR)
    expect(await isIn(client)).toBe(false)
  })

  test("is written anew once in minutes, and not at every request", async () => {
    const client = await signIn()
    const first = await endOf(client)
    for (let minute = 0; minute < 5; minute++) {
      passed(minute * 60_000)
      await client.get("/account")
    }
    await settled()
    expect(await endOf(client)).toBe(first)
    passed(5 * 60_000)
    await client.get("/account")
    await settled()
    expect(Date.parse(await endOf(client)) - Date.parse(first)).toBe(5 * 60_000)
  })

  test("goes on when the clock jumps an hour back, and gets no shorter", async () => {
    const client = await signIn()
    const end = await endOf(client)
    passed(-HOUR)
    expect(await isIn(client)).toBe(true)
    await settled()
    expect(await endOf(client)).toBe(end)
  })

  test("that waits for its code is not prolonged", async () => {
    const fields = { email: "approver@demo.shige.example", password }
    const client = door.withCookie(cookiesOf(await (await door.as(null)).post("/sign-in", fields)))
    passed(14 * 60_000)
    expect((await client.get("/sign-in/code")).status).toBe(200)
    await settled()
    passed(15 * 60_000)
    expect((await client.get("/sign-in/code")).status).toBe(303)
  })

  test("shows on its page when it ends without use", async () => {
    const client = await signIn()
    const html = await (await client.get("/account/sessions")).text()
    expect(html).toContain("不再使用则到")
    expect(html).toContain("2026-10-12 22:00")
  })
})

test("the setting says how long", async () => {
  const { bindings } = door
  door.bindings = { ...bindings, SESSION_IDLE_HOURS: "1" }
  const client = await signIn()
  expect(await endOf(client)).toBe(new Date(start.getTime() + HOUR).toISOString())
  door.bindings = bindings
})

test("an end comes nearer never, and the last end holds", () => {
  const createdAt = start.toISOString()
  const last = new Date(start.getTime() + 1_000)
  expect(unusedEnd(start, HOUR, last)).toBe(last.toISOString())
  const late = new Date(start.getTime() + 400 * 24 * HOUR).toISOString()
  expect(prolonged({ createdAt, expiresAt: late }, { now: start, idleMs: HOUR, due: false })).toBeNull()
})
