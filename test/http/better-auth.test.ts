import { drizzleAdapter } from "better-auth/adapters/drizzle"
import { afterAll, beforeAll, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import * as identity from "../../schema/tables/identity.ts"
import { openDatabase } from "../../worker/data/database.ts"
import { allowedAuthEndpoints, openAuth } from "../../worker/gateways/auth.ts"
import { type Client, type FrontDoor, openFrontDoor, secret } from "../support/front-door.ts"

let door: FrontDoor
let nobody: Client
let member: string
const email = "street@demo.shige.example"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
  member = (await door.as(email)).cookie
})
afterAll(() => door.close())

const count = async (table: string) => (await door.cell.rows(`select count(*) as n from ${table}`))[0]?.["n"]

const auth = () =>
  openAuth({
    origin: "http://localhost:8787",
    secret,
    secure: false,
    database: drizzleAdapter(openDatabase({ url: door.cell.url }), {
      provider: "sqlite",
      schema: {
        user: identity.users,
        session: identity.sessions,
        account: identity.accounts,
        verification: identity.verifications,
      },
    }),
  })

/** Method and path of everything that it mounts. */
function endpoints(): string[] {
  const found = Object.values(auth().api as Record<string, unknown>).flatMap((one) => {
    const { path, options } = one as { path?: string; options?: { method?: string | string[] } }
    if (!path) return []
    return [options?.method ?? "GET"].flat().map((method) => `${method} ${path}`)
  })
  return [...new Set(found)]
}

test("only the allow-list is there, for members only", async () => {
  const all = endpoints()
  expect(all.length).toBeGreaterThanOrEqual(25)
  expect(allowedAuthEndpoints).toEqual(["GET /get-session", "POST /sign-out"])
  expect(allowedAuthEndpoints.filter((one) => !all.includes(one))).toEqual([])
  const before = [await count("users"), await count("accounts"), await count("sessions")]
  let denied = 0
  for (const endpoint of all) {
    const [method = "", path = ""] = endpoint.split(" ")
    const body = method === "GET" ? undefined : JSON.stringify({ email, password, name: "x", token: "x" })
    const headers = { "content-type": "application/json" }
    for (const cookie of ["", member]) {
      if (cookie && allowedAuthEndpoints.includes(endpoint)) continue
      for (const shape of [path, path.replace(/:\w+/g, "credential"), `${path}/`, path.toUpperCase()]) {
        const init = { method, ...(body ? { body } : {}), headers: { ...headers, cookie } }
        const { status } = await nobody.send(`/api/auth${shape}`, init)
        const listed = allowedAuthEndpoints.includes(`${method} ${shape}`)
        expect(status, `${endpoint} as ${shape}`).toBe(listed ? 401 : 404)
        denied += 1
      }
    }
  }
  expect([await count("users"), await count("accounts"), await count("sessions")]).toEqual(before)
  console.log(`${all.length} endpoints of better-auth, ${denied} denials`)
})

test("a member asks for the session and learns nothing of a password", async () => {
  const answer = await nobody.get("/api/auth/get-session", { cookie: member })
  expect(answer.status).toBe(200)
  const text = await answer.text()
  expect(text).toContain(email)
  expect(text).not.toMatch(/password|scrypt/)
})

test("nobody can sign up, not even past the allow-list", async () => {
  const users = await count("users")
  const body = { email: "new@demo.shige.example", password, name: "new" }
  await expect(auth().api.signUpEmail({ body })).rejects.toThrow(/sign.?up/i)
  expect(await count("users")).toBe(users)
})
