import crypto from "node:crypto"
import { syncBuiltinESMExports } from "node:module"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"

/** Whether an e-mail has an account must not be told by the work that an answer takes: counted, not timed. */
let door: FrontDoor
let nobody: Client
/** The blocks that scrypt has mixed so far: its cost, whatever hash it was for. */
let mixed = 0
const { scrypt } = crypto

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12 })
  nobody = await door.as(null)
  const counting = (...[password, salt, length, options, done]: Parameters<typeof scrypt>) => {
    mixed += (options.N ?? 0) * (options.r ?? 0) * (options.p ?? 0)
    scrypt(password, salt, length, options, done)
  }
  Object.assign(crypto, { scrypt: counting })
  syncBuiltinESMExports()
})
beforeEach(() => door.cell.rows("delete from attempts"))
afterAll(() => {
  Object.assign(crypto, { scrypt })
  syncBuiltinESMExports()
  return door.close()
})

const known = "street@demo.shige.example"
const unknown = "nobody.yet@people.example"

/** What a request costs: scrypt and round trips, and where it leads. */
async function workOf(ask: () => Promise<Response>) {
  mixed = 0
  const { response, roundTrips } = await door.costOf(ask)
  await response.text()
  return { mixed, roundTrips, status: response.status, to: response.headers.get("location") }
}

const signIn = (email: string) =>
  workOf(() => nobody.post("/sign-in", { email, password: "a wrong password" }))

test("a wrong password costs the same scrypt for an e-mail with an account, without one, and of an old hash", async () => {
  const work = await signIn(known)
  expect(work).toMatchObject({ mixed: 5 * 2 ** 14 * 8, status: 422 })
  expect(await signIn(unknown)).toEqual(work)
  expect(await signIn("no e-mail at all")).toEqual(work)
  const old = `scrypt$${2 ** 15}$8$1$${Buffer.alloc(16).toString("base64")}$${Buffer.alloc(32).toString("base64")}`
  await door.cell.rows(
    "update credentials set password_hash = ? where user_id = (select id from users where email = ?)",
    [old, "district@demo.shige.example"],
  )
  expect(await signIn("district@demo.shige.example")).toEqual(work)
})

test("an e-mail that is blocked costs no scrypt, with an account and without", async () => {
  const blocked = async (email: string) => {
    await door.cell.rows("delete from attempts")
    for (let at = 0; at < 11; at++) await signIn(email)
    return signIn(email)
  }
  const work = await blocked(known)
  expect(work).toMatchObject({ mixed: 0, status: 429 })
  expect(await blocked(unknown)).toEqual(work)
})

test("asking for a new password costs no scrypt and the same round trips, with an account and without", async () => {
  const ask = (email: string) => workOf(() => nobody.post("/password-reset", { email }))
  const work = await ask(known)
  expect(work).toMatchObject({ mixed: 0, status: 303 })
  expect(await ask(unknown)).toEqual(work)
})
