import { scryptSync } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { demonstrationCode } from "../../scripts/start/demonstration-code.ts"
import { limits } from "../../worker/domain/identity/attempts.ts"
import { knownAs, readBrowser } from "../../worker/domain/identity/known-browser.ts"
import { triesToSignIn } from "../../worker/usecases/identity/tries.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { lettersOf } from "../support/letters.ts"
import { quickPasswords } from "../support/quick-passwords.ts"

let door: FrontDoor
let stranger: Client
const email = "editor@demo.shige.example"
const approver = "approver@demo.shige.example"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
  stranger = await door.as(null)
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from attempts")
  await door.cell.rows("delete from mails")
  await door.cell.rows("update credentials set totp_last_step = 0")
})

const signIn = (client: Client, typed = password, who = email, headers: Record<string, string> = {}) =>
  client.post("/sign-in", { email: who, password: typed }, headers)
const browserIn = (cookies: string) => /shige\.browser=[^;]+/.exec(cookies)?.[0] ?? ""

/** A browser that has signed in to an account, and out again: what is left of it is that it is known. */
async function knownBrowser(who = email): Promise<Client> {
  const answer = await signIn(stranger, password, who)
  const first = door.withCookie(cookiesOf(answer))
  if (!answer.headers.get("location")?.startsWith("/sign-in/code"))
    return door.withCookie(browserIn(first.cookie))
  expect(browserIn(first.cookie)).toBe("")
  const passed = await first.post("/sign-in/code", { code: demonstrationCode(door.now) })
  await door.cell.rows("update credentials set totp_last_step = 0")
  return door.withCookie(browserIn(cookiesOf(passed)))
}

describe("wrong passwords", () => {
  test("of strangers do not lock the owner out of a browser that is known", async () => {
    const own = await knownBrowser()
    expect(own.cookie).not.toBe("")
    for (let at = 0; at < 30; at++) await signIn(stranger, "wrong")
    expect((await signIn(stranger)).status).toBe(429)
    expect((await signIn(own)).status).toBe(303)
  })

  test("in a known browser have an allowance of their own, ten, and count for nobody else", async () => {
    const own = await knownBrowser()
    for (let at = 0; at < 10; at++) expect((await signIn(own, "wrong")).status).toBe(422)
    expect((await signIn(own)).status).toBe(429)
    expect((await signIn(stranger)).status).toBe(303)
  })

  test("in a browser that is known to another account count as a stranger's", async () => {
    const other = await knownBrowser("street@demo.shige.example")
    for (let at = 0; at < 11; at++) await signIn(stranger, "wrong")
    expect((await signIn(other)).status).toBe(429)
  })

  test("with a forged or changed cookie count as a stranger's", async () => {
    const own = await knownBrowser()
    for (let at = 0; at < 11; at++) await signIn(stranger, "wrong")
    const changed = own.cookie.replace(/=(.)/, (_, first) => (first === "A" ? "=B" : "=A"))
    for (const cookie of [changed, own.cookie.slice(0, -6), "shige.browser=x~y", "shige.browser="])
      expect((await signIn(door.withCookie(cookie))).status, cookie).toBe(429)
  })

  test("warn the owner three times a day at most", async () => {
    const start = door.now
    const [row] = await door.cell.rows("select id from users where email = ?", [email])
    const editorId = String(row?.["id"])
    for (let window = 0; window < 5; window++) {
      door.now = new Date(start.getTime() + window * 16 * 60_000)
      await door.cell.rows("insert or replace into attempts values (?, 10, ?)", [
        triesToSignIn(editorId).subject,
        door.now.toISOString(),
      ])
      for (let at = 0; at < 3; at++) expect((await signIn(stranger, "wrong")).status).toBe(429)
    }
    door.now = start
    expect((await lettersOf(door)).map(({ to }) => to)).toEqual([email, email, email])
  })
})

describe("a browser", () => {
  test("is known for half a year, by marks that are worth nothing elsewhere", async () => {
    const { cookie } = await knownBrowser()
    const text = decodeURIComponent(cookie.split("=")[1] ?? "")
      .split(".")
      .slice(0, -1)
      .join(".")
    expect(text).not.toContain("editor")
    const browser = readBrowser(text)
    expect(knownAs(browser, email, door.now)).toMatch(/^[0-9a-f]{32}$/)
    expect(knownAs(browser, approver, door.now)).toBeNull()
    expect(knownAs(browser, email, new Date(door.now.getTime() + 181 * 86_400_000))).toBeNull()
    for (const wrong of ["", "~", "x~y.1", `${text}~`, "a".repeat(5000)])
      expect(readBrowser(wrong)).toBeNull()
  })
})

describe("wrong codes", () => {
  const wrongCode = (client: Client) => client.post("/sign-in/code", { code: "000000" })
  const halfIn = async (cookie = "") =>
    door.withCookie(
      [cookiesOf(await signIn(door.withCookie(cookie), password, approver)), cookie]
        .filter(Boolean)
        .join("; "),
    )

  test("tell the owner at the first one, by one letter, and no more than three a day", async () => {
    const start = door.now
    for (let window = 0; window < 5; window++) {
      door.now = new Date(start.getTime() + window * 31 * 60_000)
      const intruder = await halfIn()
      for (let at = 0; at < 3; at++) expect((await wrongCode(intruder)).status).toBe(422)
    }
    door.now = start
    const letters = await lettersOf(door)
    expect(letters).toHaveLength(3)
    for (const letter of letters)
      expect(letter).toMatchObject({ to: approver, template: "security", parameters: { what: "code_wrong" } })
  })

  test("of an intruder do not keep the owner waiting in a known browser", async () => {
    const own = await knownBrowser(approver)
    const intruder = await halfIn()
    for (let at = 0; at < 9; at++) await wrongCode(intruder)
    expect((await intruder.post("/sign-in/code", { code: demonstrationCode(door.now) })).status).toBe(429)
    const owner = await halfIn(own.cookie)
    expect((await owner.post("/sign-in/code", { code: demonstrationCode(door.now) })).status).toBe(303)
  })

  test("in a known browser, where people mistype, are told at the third", async () => {
    const own = await knownBrowser(approver)
    const owner = await halfIn(own.cookie)
    for (let at = 0; at < 2; at++) await wrongCode(owner)
    expect(await lettersOf(door)).toEqual([])
    await wrongCode(owner)
    expect(await lettersOf(door)).toHaveLength(1)
  })
})

describe("where no address is known", () => {
  const setTried = (limited: "addressEverywhere" | "resetAddressEverywhere") =>
    door.cell.rows("insert or replace into attempts values (?, ?, ?)", [
      `${limited}:all`,
      limits[limited].tries,
      door.now.toISOString(),
    ])

  test("wrong passwords are limited for all together; headers that nobody set in front of us are worth nothing", async () => {
    await setTried("addressEverywhere")
    const forged = {
      "x-forwarded-for": "203.0.113.1",
      "x-real-ip": "203.0.113.2",
      "true-client-ip": "203.0.113.3",
    }
    expect((await signIn(stranger, "wrong", "somebody@x.example", forged)).status).toBe(429)
    expect(
      (await signIn(stranger, "wrong", "else@x.example", { "cf-connecting-ip": "no address" })).status,
    ).toBe(429)
    expect((await signIn(stranger, password, email, { "cf-connecting-ip": "203.0.113.4" })).status).toBe(303)
  })

  test("whoever is known signs in all the same", async () => {
    const own = await knownBrowser()
    await setTried("addressEverywhere")
    expect((await signIn(own)).status).toBe(303)
  })

  test("letters for a new password are limited for all together", async () => {
    await setTried("resetAddressEverywhere")
    expect((await stranger.post("/password-reset", { email })).status).toBe(429)
  })

  test("without the setting Cloudflare's own header is worth nothing either", async () => {
    const { CLIENT_ADDRESS_HEADER: kept, ...rest } = door.bindings
    door.bindings = rest
    await setTried("addressEverywhere")
    expect((await signIn(stranger, password, email, { "cf-connecting-ip": "203.0.113.9" })).status).toBe(429)
    door.bindings = { ...rest, CLIENT_ADDRESS_HEADER: kept }
  })

  test("of several addresses in the header the last counts: the others are the visitor's own words", async () => {
    await signIn(stranger, "wrong", email, { "cf-connecting-ip": "198.51.100.1, 203.0.113.77" })
    await signIn(stranger, "wrong", email, { "cf-connecting-ip": "198.51.100.2, 203.0.113.77:4711" })
    const rows = await door.cell.rows("select count from attempts where subject like 'address:%'")
    expect(rows.map((row) => row["count"])).toEqual([2])
  })
})

test("a password's hash of a former cost is renewed at the next sign-in, once", async () => {
  const salt = Buffer.alloc(16, 3)
  const key = scryptSync(password, salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 })
  const old = ["scrypt", 2 ** 15, 8, 1, salt.toString("base64"), key.toString("base64")].join("$")
  const hashOf = async () => {
    const [row] = await door.cell.rows(
      "select password_hash as hash from credentials c join users u on u.id = c.user_id where email = ?",
      [email],
    )
    return String(row?.["hash"])
  }
  await door.cell.rows(
    "update credentials set password_hash = ? where user_id = (select id from users where email = ?)",
    [old, email],
  )
  expect((await signIn(stranger, "wrong")).status).toBe(422)
  expect(await hashOf()).toBe(old)
  expect((await signIn(stranger)).status).toBe(303)
  const renewed = await hashOf()
  expect(quickPasswords.isOutdated(renewed)).toBe(false)
  expect((await signIn(stranger)).status).toBe(303)
  expect(await hashOf()).toBe(renewed)
})
