import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { demonstrationCode } from "../../scripts/start/demonstration-code.ts"
import { codeOfStep, stepAt } from "../../worker/gateways/second-factor.ts"
import { openServices } from "../../worker/services.ts"
import { turnOffSecondFactor } from "../../worker/usecases/identity/turn-off-second-factor.ts"
import {
  type Client,
  cookiesOf,
  type FrontDoor,
  openFrontDoor,
  origin,
  tokenOf,
} from "../support/front-door.ts"
import { lettersOf } from "../support/letters.ts"
import { meanwhile } from "../support/meanwhile.ts"

let door: FrontDoor
let nobody: Client
const approver = "approver@demo.shige.example"
const editor = "editor@demo.shige.example"

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

const ownCodes = "select * from recovery_codes where user_id = (select id from users where email = ?)"

async function without(email: string): Promise<void> {
  await door.cell.rows(
    `update credentials set totp_secret = null, totp_confirmed_at = null
     where user_id = (select id from users where email = ?)`,
    [email],
  )
}

describe("setting it up", () => {
  beforeEach(() => without(editor))

  test("shows the same secret again when the page is loaded again, and another one to another session", async () => {
    const [one, two] = [await halfway(editor), await halfway(editor)]
    const secret = await secretOn(one.client)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(await secretOn(one.client)).toBe(secret)
    expect(await secretOn(two.client)).not.toBe(secret)
    const html = await (await one.client.get("/account/second-factor")).text()
    expect(html).toContain(`secret=${secret}`)
    expect(html).toMatch(/<svg class="qr"[^>]*viewBox="0 0 \d+ \d+"/)
  })

  test("needs the password and a code of the secret that was shown", async () => {
    const { client } = await halfway(editor)
    const secret = await secretOn(client)
    const right = codeOfStep(secret, stepAt(door.now))
    for (const [fields, words] of [
      [{ password: "wrong password", code: right }, "密码不对"],
      [{ password, code: "000000" }, "这个码不对"],
      [{ password, code: demonstrationCode(door.now) }, "这个码不对"],
      [{ password: "", code: "" }, "密码不对"],
    ] as const) {
      const answer = await client.post("/account/second-factor", { key: key(), ...fields })
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(html).toContain(words)
      expect(html).toContain(secret.slice(0, 4))
    }
    const [row] = await door.cell.rows(
      "select totp_secret from credentials where user_id = (select id from users where email = ?)",
      [editor],
    )
    expect(row?.["totp_secret"]).toBeNull()
  })

  test("seals the secret, shows ten codes once, tells the person, ends its other sessions", async () => {
    const other = await halfway(editor)
    const { client, secret, codes, html } = await setUp((await halfway(editor)).client)
    expect(new Set(codes).size).toBe(10)
    expect(decodeURIComponent(/href="data:text\/plain[^,]*,([^"]+)"/.exec(html)?.[1] ?? "")).toContain(
      codes[9],
    )
    const stored = JSON.stringify([
      await door.cell.rows("select * from credentials"),
      await door.cell.rows("select * from recovery_codes"),
      await door.cell.rows("select * from writes"),
      await door.cell.rows("select * from audit_events"),
    ])
    for (const word of [secret, ...codes, ...codes.map((one) => one.replaceAll("-", ""))])
      expect(stored).not.toContain(word)
    expect((await other.client.get("/account")).headers.get("location")).toContain("/sign-in?to=")
    expect((await lettersOf(door)).map(({ parameters }) => parameters)).toEqual([
      expect.objectContaining({ what: "second_factor_on" }),
    ])
    const page = await (await client.get("/account/second-factor")).text()
    expect(page).toContain("还有 10 个恢复码")
    for (const one of codes) expect(page).not.toContain(one)
  })

  test("sent twice sets up one and shows its codes once", async () => {
    const { client } = await halfway(editor)
    const secret = await secretOn(client)
    const fields = { key: key(), password, code: codeOfStep(secret, stepAt(door.now)) }
    const answers = await Promise.all([1, 2].map(() => client.post("/account/second-factor", fields)))
    const shown = answers.filter(({ status }) => status === 200)
    expect(shown).toHaveLength(1)
    expect(await door.cell.rows(ownCodes, [editor])).toHaveLength(10)
  })

  test("anybody may turn it off again with the password, and then needs no code", async () => {
    const { client } = await setUp((await halfway(editor)).client)
    const wrong = await client.post("/account/second-factor/removal", {
      key: key(),
      password: "wrong password",
    })
    expect(wrong.status).toBe(422)
    const off = await client.post("/account/second-factor/removal", { key: key(), password })
    expect(off.headers.get("location")).toBe("/account?done=off")
    // Its owner is told, in a letter of its own; the wrong password told nothing.
    const letters = await lettersOf(door)
    expect(letters.map(({ to, parameters }) => [to, parameters])).toEqual([
      [editor, expect.objectContaining({ what: "second_factor_on" })],
      [editor, expect.objectContaining({ what: "second_factor_off", when: door.now.toISOString() })],
    ])
    expect((await halfway(editor)).location).toBe("/desk")
    expect(await door.cell.rows(ownCodes, [editor])).toEqual([])
    const again = await client.post("/account/second-factor/removal", { key: key(), password })
    expect(again.status).toBe(409)
  })

  test("is not turned off by whose role needs it, nor over a password that changed between reading and writing", async () => {
    const { client } = await setUp((await halfway(editor)).client)
    const turningOff = async (who: Client, happens: () => Promise<unknown>) => {
      const services = openServices(new Request(origin), door.bindings, () => door.now)
      const actor = await services?.findActor(tokenOf(who.cookie))
      if (!services || !actor) throw new Error("nobody is signed in")
      return turnOffSecondFactor(meanwhile(services.contextFor(actor), happens), services.identity, {
        key: key(),
        password,
      })
    }
    await expect(turningOff(await door.as(approver), async () => {})).rejects.toMatchObject({
      ...{ code: "forbidden", rule: "second_factor_kept" },
    })
    const change = () =>
      door.cell.rows(
        "update credentials set updated_at = 'later' where user_id = (select id from users where email = ?)",
        [editor],
      )
    await expect(turningOff(client, change)).rejects.toMatchObject({ code: "stale" })
    expect(await door.cell.rows(ownCodes, [editor])).toHaveLength(10)
  })

  test("another authenticator takes the place of the first", async () => {
    const first = await setUp((await halfway(editor)).client)
    door.now = new Date(door.now.getTime() + 60_000)
    const second = await setUp(first.client, "/account/second-factor?replace=1")
    expect(second.secret).not.toBe(first.secret)
    door.now = new Date(door.now.getTime() + 60_000)
    const { client } = await halfway(editor)
    const typed = (secret: string) =>
      client.post("/sign-in/code", { code: codeOfStep(secret, stepAt(door.now)) })
    expect((await typed(first.secret)).status).toBe(422)
    expect((await client.post("/sign-in/code", { code: first.codes[0] ?? "" })).status).toBe(422)
    expect((await typed(second.secret)).status).toBe(303)
  })
})

describe("recovery codes", () => {
  beforeEach(() => without(editor))

  test("stand for a code once each, and say how many are left", async () => {
    const { codes } = await setUp((await halfway(editor)).client)
    const first = codes[0] ?? ""
    const { client } = await halfway(editor)
    const answer = await client.post("/sign-in/code", {
      code: ` ${first.toUpperCase().replaceAll("-", " ")} `,
    })
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      "/account/second-factor?recovered=9",
    ])
    const page = await (
      await door.withCookie(cookiesOf(answer)).get("/account/second-factor?recovered=9")
    ).text()
    expect(page).toContain("还剩 9 个")
    expect((await lettersOf(door)).at(-1)?.parameters).toMatchObject({ what: "recovery_code_used" })
    const again = await halfway(editor)
    expect((await again.client.post("/sign-in/code", { code: first })).status).toBe(422)
    const [a, b] = [await halfway(editor), await halfway(editor)]
    const both = await Promise.all(
      [a, b].map(({ client: one }) => one.post("/sign-in/code", { code: codes[1] ?? "" })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  })

  test("of somebody else are worth nothing", async () => {
    const { codes } = await setUp((await halfway(editor)).client)
    await door.cell.rows(
      `update credentials set totp_secret = (select totp_secret from credentials where user_id =
       (select id from users where email = ?)), totp_confirmed_at = 'x' where user_id = (select id from users where email = ?)`,
      [editor, approver],
    )
    const { client } = await halfway(approver)
    expect((await client.post("/sign-in/code", { code: codes[0] ?? "" })).status).toBe(422)
  })

  test("made anew with the password make the old ones void", async () => {
    const { client, codes } = await setUp((await halfway(editor)).client)
    expect((await client.post("/account/recovery-codes", { key: key(), password: "wrong" })).status).toBe(422)
    const fields = { key: key(), password }
    const answer = await client.post("/account/recovery-codes", fields)
    const made = [...(await answer.text()).matchAll(/<code>([a-z2-9-]{19})<\/code>/g)].map(
      ([, one = ""]) => one,
    )
    expect(made).toHaveLength(10)
    expect(made.some((one) => codes.includes(one))).toBe(false)
    const again = await client.post("/account/recovery-codes", fields)
    expect(again.status).toBe(409)
    expect(await again.text()).toContain("恢复码只显示一次")
    const { client: half } = await halfway(editor)
    expect((await half.post("/sign-in/code", { code: codes[0] ?? "" })).status).toBe(422)
    expect((await half.post("/sign-in/code", { code: made[0] ?? "" })).status).toBe(303)
  })

  test("are none without a second factor", async () => {
    const { client } = await halfway(editor)
    expect((await client.post("/account/recovery-codes", { key: key(), password })).status).toBe(409)
  })
})
