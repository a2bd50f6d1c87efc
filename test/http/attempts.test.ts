import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import { createApp } from "../../worker/app.ts"
import { openServices } from "../../worker/services.ts"
import { scryptsOf } from "../support/counted-scrypt.ts"
import { type Client, type FrontDoor, openFrontDoor, origin } from "../support/front-door.ts"
import { lettersOf } from "../support/letters.ts"
import { freshKey } from "../support/quarter-forms.ts"
import { quickPasswords } from "../support/quick-passwords.ts"

let door: FrontDoor
let nobody: Client
const email = "editor@demo.shige.example"
const unknown = "nobody@demo.shige.example"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from attempts")
  await door.cell.rows("delete from mails")
})

const attempt = (account: string, typed: string, headers: Record<string, string> = {}) =>
  nobody.post("/sign-in", { email: account, password: typed }, headers)
const statusesOf = (answers: Response[]) => answers.map(({ status }) => status)
const count = (statuses: number[], status: number) => statuses.filter((one) => one === status).length

/** The same application, which says how often a password is really checked. */
function countingApp() {
  let checked = 0
  const app = createApp((request, bindings) => {
    const services = openServices(request, bindings, () => door.now)
    if (!services) return null
    const { passwords } = services.identity
    const verify: typeof passwords.verify = (hash, typed, place) => {
      checked += 1
      return passwords.verify(hash, typed, place)
    }
    return { ...services, identity: { ...services.identity, passwords: { ...passwords, verify } } }
  })
  const post = async (fields: Record<string, string>) => {
    const init = { method: "POST", body: new URLSearchParams(fields), headers: { origin } }
    return app.fetch(new Request(`${origin}/sign-in`, init), door.bindings)
  }
  return { post, checks: () => checked }
}

describe("100 wrong passwords", () => {
  test.each([email, unknown])(
    "one after the other for %s: ten are checked, then it says until when",
    async (to) => {
      const app = countingApp()
      const statuses: number[] = []
      let last = ""
      for (let at = 0; at < 100; at++) {
        const answer = await app.post({ email: to, password: `wrong ${at}` })
        statuses.push(answer.status)
        last = await answer.text()
      }
      expect(statuses.slice(0, 10)).toEqual(Array(10).fill(422))
      expect(statuses.slice(10)).toEqual(Array(90).fill(429))
      expect(app.checks()).toBe(10)
      expect(last).toContain("尝试次数太多，为了安全，请在 2026-10-12 10:15（北京时间）之后再登录")
    },
  )

  test.each([email, unknown])("at once for %s: ten are checked at most", async (to) => {
    const app = countingApp()
    const tries = Array.from({ length: 100 }, (_, at) => app.post({ email: to, password: `wrong ${at}` }))
    const statuses = statusesOf(await Promise.all(tries))
    // Twelve find a place in the queue; whoever does not is not counted.
    expect([422, 429, 503].map((status) => count(statuses, status))).toEqual([10, 2, 88])
    expect(app.checks()).toBe(10)
  })

  test("say the same for known and unknown e-mails, to the letter", async () => {
    const pages: string[][] = []
    for (const to of [email, unknown, "not an address"]) {
      const seen: string[] = []
      for (let at = 0; at < 12; at++)
        seen.push((await (await attempt(to, "wrong")).text()).replaceAll(to, ""))
      pages.push(seen)
    }
    expect(pages[1]).toEqual(pages[0])
    expect(pages[2]).toEqual(pages[0])
  })

  test("keep also the right one waiting, until the window ends; then all counts anew", async () => {
    const start = door.now
    for (let at = 0; at < 11; at++) await attempt(email, "wrong")
    expect((await attempt(email, password)).status).toBe(429)
    door.now = new Date(start.getTime() + 15 * 60_000 - 1)
    expect((await attempt(email, password)).status).toBe(429)
    door.now = new Date(start.getTime() + 15 * 60_000)
    expect((await attempt(email, "wrong")).status).toBe(422)
    expect((await attempt(email, password)).status).toBe(303)
    door.now = start
  })

  test("leave one event and one letter to the person; an unknown e-mail gets none", async () => {
    const events = () => door.cell.rows("select entity_id from audit_events where action = 'session.block'")
    const before = (await events()).length
    for (const to of [email, unknown]) for (let at = 0; at < 30; at++) await attempt(to, "wrong")
    const [user] = await door.cell.rows("select id from users where email = ?", [email])
    expect((await events()).slice(before).map((row) => row["entity_id"])).toEqual([user?.["id"], "unknown"])
    const letters = await lettersOf(door)
    expect(letters).toMatchObject([
      { to: email, template: "security", parameters: { what: "attempts_limited" } },
    ])
  })
})

describe("while too many passwords are being checked", () => {
  const fill = () => Array.from({ length: 12 }, () => quickPasswords.enter())
  const tried = () => door.cell.rows("select subject from attempts")

  test("the right one is told to come back as often as it is typed, then signs in: nothing was counted", async () => {
    const places = fill()
    for (let at = 0; at < 12; at++) {
      const answer = await attempt(email, password)
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"])
    }
    expect(await tried()).toEqual([])
    for (const place of places) place.leave()
    expect((await attempt(email, password)).status).toBe(303)
    expect(await lettersOf(door)).toEqual([])
  })

  test("so is the person who types its own to change it", async () => {
    const editor = await door.as("editor")
    await door.cell.rows("delete from attempts")
    const change = (current: string) =>
      editor.post(paths.password(), {
        key: freshKey(),
        current,
        password: "another honest passphrase",
        again: "another honest passphrase",
      })
    const places = fill()
    for (let at = 0; at < 12; at++) expect((await change(password)).status).toBe(503)
    expect(await tried()).toEqual([])
    for (const place of places) place.leave()
    expect((await change("wrong")).status).toBe(422)
    expect(await tried()).toHaveLength(1)
  })
})

describe("tries are counted", () => {
  const tried = async () =>
    (await door.cell.rows("select count from attempts where subject like 'address:%'")).map(
      (row) => row["count"],
    )
  /** As many wrong ones have come from every address so far. */
  const setTried = (times: number) =>
    door.cell.rows("update attempts set count = ? where subject like 'address:%'", [times])

  test("by account however the e-mail is written", async () => {
    const spellings = [email, "Editor@Demo.Shige.Example", ` ${email} `, email.toUpperCase()]
    for (let at = 0; at < 10; at++) expect((await attempt(spellings[at % 4] ?? "", "wrong")).status).toBe(422)
    for (const one of spellings) expect((await attempt(one, "wrong")).status).toBe(429)
  })

  test("not against others: another account of the same address signs in", async () => {
    const from = { "cf-connecting-ip": "203.0.113.5" }
    for (let at = 0; at < 20; at++) await attempt(email, "wrong", from)
    expect((await attempt("manager@demo.shige.example", password, from)).status).toBe(303)
  })

  test("anew after a right one", async () => {
    for (let at = 0; at < 9; at++) await attempt(email, "wrong")
    expect((await attempt(email, password)).status).toBe(303)
    for (let at = 0; at < 10; at++) expect((await attempt(email, "wrong")).status).toBe(422)
  })

  test("by address: a hundred wrong ones over many accounts; right ones are given back", async () => {
    const from = { "cf-connecting-ip": "203.0.113.6" }
    for (let at = 0; at < 3; at++) {
      expect((await attempt(`somebody-${at}@x.example`, "wrong", from)).status).toBe(422)
      expect((await attempt(email, password, from)).status).toBe(303)
    }
    expect(await tried()).toEqual([3])
    await setTried(99)
    expect((await attempt("another@x.example", "wrong", from)).status).toBe(422)
    const refused = await attempt(email, password, from)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain("10:15（北京时间）")
    expect((await attempt(email, password, { "cf-connecting-ip": "203.0.113.7" })).status).toBe(303)
  })

  test("by the line of an IPv6 address, which has millions of them", async () => {
    const from = (host: number) => ({ "cf-connecting-ip": `2001:db8:0:1::${host.toString(16)}` })
    for (let at = 0; at < 3; at++) await attempt(`somebody-${at}@x.example`, "wrong", from(at))
    expect(await tried()).toEqual([3])
    await setTried(100)
    expect((await attempt(email, password, from(5000))).status).toBe(429)
    expect((await attempt(email, password, { "cf-connecting-ip": "2001:db8:0:2::1" })).status).toBe(303)
  })

  test("without keeping addresses or e-mails in the clear", async () => {
    for (const to of [email, unknown]) await attempt(to, "wrong", { "cf-connecting-ip": "203.0.113.9" })
    const rows = JSON.stringify(await door.cell.rows("select * from attempts"))
    const [user] = await door.cell.rows("select id from users where email = ?", [email])
    // Of an account by its person's id, by which nobody is found outside; of what nobody has by its hash.
    expect(rows).toContain(`account:in:${user?.["id"]}"`)
    expect(rows).toMatch(/account:in:[0-9a-f]{64}"/)
    expect(rows).not.toMatch(/@|203\.0/)
  })
})

/** What an answer costs: rounds of scrypt, which are nearly all of its time, and round trips to the database. */
async function workOf(ask: () => Promise<Response>): Promise<{ scrypts: number; roundTrips: number }> {
  await door.cell.rows("delete from attempts")
  let roundTrips = 0
  const scrypts = await scryptsOf(async () => {
    const cost = await door.costOf(ask)
    await cost.response.text()
    roundTrips = cost.roundTrips
  })
  return { scrypts, roundTrips }
}

describe("a known and an unknown e-mail cost the same work, so that no time tells them apart", () => {
  test.each<[string, number, (to: string) => Promise<Response>]>([
    ["with a wrong password", 5, (to) => attempt(to, "wrong")],
    ["asking for a new password", 0, (to) => nobody.post("/password-reset", { email: to })],
  ])("%s", async (_, scrypts, ask) => {
    for (const to of [email, unknown]) await ask(to)
    const known = await workOf(() => ask(email))
    expect(known.scrypts).toBe(scrypts)
    expect(await workOf(() => ask(unknown))).toEqual(known)
  })
})
