import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { tokenHash } from "../../worker/gateways/token.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor, tokenOf } from "../support/front-door.ts"

let door: FrontDoor
let nobody: Client
const password = demonstrationPassword
const email = "manager@demo.shige.example"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
})
afterAll(() => door.close())

/** A session of its own, apart from the clients of other tests. */
async function freshCookie(account = email): Promise<string> {
  const answer = await nobody.post("/sign-in", { email: account, password })
  expect(answer.status).toBe(303)
  const cookie = cookiesOf(answer)
  await expireAt(cookie, door.now.getTime() + 365 * 86_400_000)
  return cookie
}

const expireAt = (cookie: string, at: number) =>
  door.cell.rows("update sessions set expires_at = ? where token_hash = ?", [
    new Date(at).toISOString(),
    tokenHash(tokenOf(cookie)),
  ])

const deskWith = (cookie: string) => nobody.get("/desk", { cookie })
const count = async (table: string) => (await door.cell.rows(`select count(*) as n from ${table}`))[0]?.["n"]

describe("the session cookie", () => {
  const signInAt = (site: string, origin: string) => {
    const body = new URLSearchParams({ email, password })
    return door.fetch(new Request(`${site}/sign-in`, { method: "POST", body, headers: { origin } }))
  }
  const attributes = async (site: string, origin = site) => {
    const answer = await signInAt(site, origin)
    expect(answer.status).toBe(303)
    const [first = "", browser = "", ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    const parts = first.toLowerCase().split("; ")
    // The mark of a known browser is guarded as the session is.
    const guards = browser.toLowerCase().split("; ")
    expect(guards[0]).toMatch(/^(__host-)?shige\.browser=/)
    for (const guard of ["httponly", "samesite=lax", "path=/"]) expect(guards).toContain(guard)
    expect(guards.includes("secure")).toBe(parts.includes("secure"))
    return parts
  }

  test("is HttpOnly and SameSite=Lax; on localhost over http it is not Secure", async () => {
    const found = await attributes("http://localhost:8787")
    expect(found[0]).toMatch(/^shige\.session=/)
    expect(found).toContain("httponly")
    expect(found).toContain("samesite=lax")
    expect(found).toContain("path=/")
    expect(found).not.toContain("secure")
    expect(found.some((part) => part.startsWith("domain="))).toBe(false)
  })

  test.each(["https://shige.example", "http://shige.example"])(
    "is Secure with its prefix on %s, where a browser says https although a proxy may end TLS",
    async (site) => {
      const found = await attributes(site, "https://shige.example")
      expect(found[0]).toMatch(/^__host-shige\.session=/)
      expect(found).toEqual(expect.arrayContaining(["httponly", "samesite=lax", "secure", "path=/"]))
      expect(found.some((part) => part.startsWith("domain="))).toBe(false)
    },
  )

  test("is not given to a page that came over http", async () => {
    expect((await signInAt("http://shige.example", "http://shige.example")).status).toBe(403)
  })

  test("of http opens nothing on https, and the other way round", async () => {
    const value = (await freshCookie()).split(/[=;]/)[1] ?? ""
    const at = (site: string, name: string) =>
      door.fetch(new Request(`${site}/desk`, { headers: { cookie: `${name}=${value}` } }))
    const statuses = await Promise.all([
      at("https://shige.example", "shige.session"),
      at("http://localhost:8787", "__Host-shige.session"),
      at("https://shige.example", "__Host-shige.session"),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([303, 303, 200])
  })
})

describe("signing in", () => {
  const attempt = async (fields: Record<string, string>) => {
    const sessions = await count("sessions")
    const answer = await nobody.post("/sign-in", fields)
    expect(await count("sessions")).toBe(sessions)
    expect(answer.headers.getSetCookie()).toEqual([])
    return { status: answer.status, page: await answer.text() }
  }

  test("a wrong password, an unknown e-mail and a member without password get the same answer", async () => {
    const wrong = await attempt({ email, password: "wrong-password" })
    const same = (page: string) => page.replaceAll(/value="[^"]*@[^"]*"/g, "")
    expect(wrong.status).toBe(422)
    expect(wrong.page).toContain(`value="${email}"`)
    const without = String(
      (
        await door.cell.rows("select email from users where id not in (select user_id from credentials)")
      )[0]?.["email"],
    )
    for (const other of ["nobody@demo.shige.example", without]) {
      const answer = await attempt({ email: other, password: "wrong-password" })
      expect(answer.status).toBe(422)
      expect(same(answer.page)).toBe(same(wrong.page))
    }
  })

  test.each<[string, Record<string, string>]>([
    ["nothing at all", {}],
    ["an empty password", { email, password: "" }],
    ["no e-mail", { password }],
    ["a very long password", { email, password: password.repeat(100) }],
    ["no e-mail address", { email: "editor", password }],
    ["SQL", { email: "' or 1=1 --", password: "' or 1=1 --" }],
  ])("%s is refused with the page", async (_, fields) => {
    const answer = await attempt(fields)
    expect(answer.status).toBe(422)
    expect(answer.page).toContain('name="email"')
  })

  test("HTML in the e-mail and in `to` is shown as text", async () => {
    const html = `"><script>alert(1)</script>@x.example`
    const { page } = await attempt({ email: html, password: "x", to: html })
    expect(page).not.toContain("<script>alert")
    // The e-mail, and where to go next: with the password and with a passkey.
    expect(page.match(/&lt;script&gt;alert/g)?.length).toBe(3)
    const shown = await (await nobody.get(`/sign-in?to=${encodeURIComponent(html)}`)).text()
    expect(shown).not.toContain("<script>alert")
  })

  test("each sign-in makes a session of its own", async () => {
    const [one, two] = [await freshCookie(), await freshCookie()]
    expect(tokenOf(one)).not.toBe(tokenOf(two))
    expect(tokenOf(one).length).toBeGreaterThanOrEqual(32)
    const fixed = await nobody.post("/sign-in", { email, password }, { cookie: one })
    expect(tokenOf(cookiesOf(fixed))).not.toBe(tokenOf(one))
  })
})

describe("where a sign-in leads", () => {
  const leads = async (to: string) => {
    const answer = await nobody.post("/sign-in", { email, password, to })
    expect(answer.status).toBe(303)
    return answer.headers.get("location") ?? ""
  }

  test.each(["/filing?quarter=2026Q3", "/verification/2026Q3/tingyu-li", "/quarters", "/"])(
    "to %s",
    async (to) => expect(await leads(to)).toBe(to),
  )

  test.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\u0000//evil.example",
    " //evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "/filing\r\nset-cookie: a=b",
    "/\u2028/evil.example",
    "/api/auth/sign-out",
    "",
    "/".repeat(600),
    `/filing?quarter=${"x".repeat(600)}`,
  ])("never to %j", async (to) => {
    const location = await leads(to)
    expect(location).toBe("/desk")
    expect(new URL(location, "https://shige.example").origin).toBe("https://shige.example")
  })
})

describe("a session ends", () => {
  let cookie: string
  beforeEach(async () => {
    cookie = await freshCookie()
    expect((await deskWith(cookie)).status).toBe(200)
  })

  test("at once with the membership", async () => {
    const member = "organisation_id = 'company-1' and role = 'manager'"
    await door.cell.rows(`update members set ended_at = ? where ${member}`, [door.now.toISOString()])
    const page = await deskWith(cookie)
    const write = await nobody.post("/verification/2026Q3/x/findings", { key: "identity-1" }, { cookie })
    const api = await nobody.get("/api/auth/get-session", { cookie })
    await door.cell.rows(`update members set ended_at = null where ${member}`)
    expect([page.status, write.status, api.status]).toEqual([303, 401, 404])
    expect((await deskWith(cookie)).status).toBe(200)
  })

  test("when it expires, to the second", async () => {
    await expireAt(cookie, door.now.getTime() + 1000)
    expect((await deskWith(cookie)).status).toBe(200)
    await expireAt(cookie, door.now.getTime())
    expect((await deskWith(cookie)).status).toBe(303)
  })

  test("is stored as a hash only: who reads the table holds no session", async () => {
    const rows = await door.cell.rows("select * from sessions")
    expect(JSON.stringify(rows)).not.toContain(tokenOf(cookie))
    expect(rows.map((row) => row["token_hash"])).toContain(tokenHash(tokenOf(cookie)))
    const hash = tokenHash(tokenOf(cookie))
    const value = decodeURIComponent(cookie.split(/[=;]/)[1] ?? "").replace(tokenOf(cookie), hash)
    expect((await deskWith(`shige.session=${encodeURIComponent(value)}`)).status).toBe(303)
  })

  test("with signing out; another one of the same person stays", async () => {
    const other = await freshCookie()
    const answer = await nobody.post("/sign-out", {}, { cookie })
    expect(answer.status).toBe(303)
    expect(answer.headers.get("location")).toBe("/")
    expect(answer.headers.getSetCookie().join()).toMatch(/shige\.session=;.*Max-Age=0/i)
    expect((await deskWith(cookie)).status).toBe(303)
    expect((await deskWith(other)).status).toBe(200)
    expect((await nobody.post("/sign-out", {})).status).toBe(303)
  })

  test("never begins with a forged cookie", async () => {
    const value = decodeURIComponent(cookie.split(/[=;]/)[1] ?? "")
    const [token = "", signature = ""] = value.split(/\.(.*)/s)
    const other = decodeURIComponent((await freshCookie("city@demo.shige.example")).split(/[=;]/)[1] ?? "")
    const forged = [
      token,
      `${token}.`,
      `${token}.${signature[0] === "A" ? "B" : "A"}${signature.slice(1)}`,
      `${token.slice(0, -1)}x.${signature}`,
      `${other.split(".")[0]}.${signature}`,
      `' or '1'='1.${signature}`,
      `.${signature}`,
      "",
      "\u0000",
      "x".repeat(5000),
    ]
    for (const one of forged) {
      const answer = await deskWith(`shige.session=${encodeURIComponent(one)}`)
      expect(answer.status, one).toBe(303)
    }
    expect((await deskWith(`shige.session=${encodeURIComponent(value)}`)).status).toBe(200)
  })
})
