import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Answering } from "../../scripts/bench/authenticator.ts"
import {
  type Client,
  cookiesOf,
  type FrontDoor,
  openFrontDoor,
  openNeighbour,
  origin,
} from "../support/front-door.ts"
import { lettersOf } from "../support/letters.ts"
import { district, editor, passkeysAt } from "../support/passkey-door.ts"

let door: FrontDoor
let nobody: Client
const { browser, entered, optionsFor, pass, reset, signInAlone, stored, withPasskey } = passkeysAt(() => door)
const host = new URL(origin).hostname

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
})
afterAll(() => door.close())
beforeEach(reset)

describe("the second step with a passkey", () => {
  test("leads on to where one was going, with another token, and says when it was last used", async () => {
    const { authenticator } = await withPasskey()
    const half = await entered(editor)
    expect((await half.get("/filing")).headers.get("location")).toBe("/sign-in/code?to=%2Ffiling")
    const page = await (await half.get("/sign-in/code")).text()
    expect(page).toContain("用通行密钥继续")
    expect(page).toContain("通行密钥需要浏览器开启 JavaScript")
    const answer = await pass(half, authenticator, {}, "/filing?x=1")
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/filing?x=1"])
    const client = door.withCookie(cookiesOf(answer))
    expect((await client.get("/filing")).status).toBe(200)
    expect((await half.get("/filing")).headers.get("location")).toContain("/sign-in?to=")
    expect((await stored())[0]?.["last_used_at"]).toBe(door.now.toISOString())
  })

  test("costs three round trips", async () => {
    const { authenticator } = await withPasskey()
    const half = await entered(editor)
    const response = authenticator.get(await optionsFor(half, "/sign-in/code/passkey"))
    const { roundTrips } = await door.costOf(() => half.post("/sign-in/code/passkey", { response }))
    expect(roundTrips).toBe(3)
  })

  test("takes no verification, since the password was typed; somebody has to be there", async () => {
    const { authenticator } = await withPasskey()
    expect((await pass(await entered(editor), authenticator, { verified: false })).status).toBe(303)
    expect(
      (await pass(await entered(editor), authenticator, { present: false, verified: false })).status,
    ).toBe(422)
  })

  test.each([
    ["of another site", { origin: "https://evil.example" }],
    ["of another host", { host: "evil.example" }],
    ["to another challenge", { challenge: "A".repeat(83) }],
    ["of somebody else's handle", { userHandle: "QUFBQQ" }],
  ] satisfies [string, Answering][])("an answer %s is refused", async (_, answering) => {
    const { authenticator } = await withPasskey()
    expect((await pass(await entered(editor), authenticator, answering)).status).toBe(422)
  })

  test("somebody else's passkey, and an answer given elsewhere or before, are worth nothing", async () => {
    const own = await withPasskey()
    const { authenticator: foreign } = await withPasskey(district)
    const half = await entered(editor)
    expect((await pass(half, foreign)).status).toBe(422)
    const elsewhere = own.authenticator.get(await optionsFor(await entered(editor), "/sign-in/code/passkey"))
    expect((await half.post("/sign-in/code/passkey", { response: elsewhere })).status).toBe(422)
    const response = own.authenticator.get(await optionsFor(half, "/sign-in/code/passkey"))
    const both = await Promise.all([1, 2].map(() => half.post("/sign-in/code/passkey", { response })))
    // Who comes second finds another token, or a challenge that was answered.
    expect(both.map(({ status }) => status).filter((status) => status === 303).length).toBeGreaterThan(0)
    expect(await door.cell.rows("select count(*) as n from spent_challenges where hash <> ''")).not.toEqual(
      [],
    )
    const passed = door.withCookie(cookiesOf(both.find((one) => cookiesOf(one) !== "") as Response))
    expect((await passed.get("/filing")).status).toBe(200)
  })

  test("an answer to a challenge for signing in alone does not stand for the second step", async () => {
    const { authenticator } = await withPasskey()
    const { options } = await browser()
    const half = await entered(editor)
    expect((await half.post("/sign-in/code/passkey", { response: authenticator.get(options) })).status).toBe(
      422,
    )
  })

  test("an authenticator that counts less than before is a copy: refused, on record, the owner told", async () => {
    const { authenticator } = await withPasskey()
    expect((await pass(await entered(editor), authenticator, { counter: 7 })).status).toBe(303)
    await door.cell.rows("delete from mails")
    for (const counter of [7, 3, 0])
      expect((await pass(await entered(editor), authenticator, { counter })).status).toBe(422)
    expect((await lettersOf(door)).map(({ parameters }) => parameters)).toEqual(
      [7, 3, 0].map(() => expect.objectContaining({ what: "passkey_copied" })),
    )
    const events = await door.cell.rows("select 1 from audit_events where action = 'passkey.copied'")
    expect(events).toHaveLength(3)
    expect((await pass(await entered(editor), authenticator, { counter: 8 })).status).toBe(303)
  })

  test("recovery codes stand in, codes of an authenticator that is not there do not", async () => {
    const { codes } = await withPasskey()
    const half = await entered(editor)
    expect((await half.post("/sign-in/code", { code: "123456" })).status).toBe(422)
    const answer = await half.post("/sign-in/code", { code: codes[0] ?? "" })
    expect(answer.headers.get("location")).toBe("/account/second-factor?recovered=9")
  })

  test("wrong answers are limited as wrong codes are", async () => {
    const { authenticator } = await withPasskey()
    const half = await entered(editor)
    const response = authenticator.get(await optionsFor(half, "/sign-in/code/passkey"), {
      challenge: "A".repeat(83),
    })
    const statuses: number[] = []
    for (let n = 0; n < 10; n++)
      statuses.push((await half.post("/sign-in/code/passkey", { response })).status)
    expect(statuses).toEqual([...Array(8).fill(422), 429, 429])
    expect((await pass(half, authenticator)).status).toBe(429)
  })
})

describe("signing in with a passkey alone", () => {
  test("opens the desk at once, the second factor passed", async () => {
    const { authenticator } = await withPasskey(district)
    const answer = await signInAlone(authenticator)
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/desk"])
    const client = door.withCookie(cookiesOf(answer))
    expect((await client.get("/verification")).status).toBe(200)
    const [event] = await door.cell.rows("select detail from audit_events order by seq desc limit 1")
    expect(event?.["detail"]).toBe('{"by":"passkey"}')
  })

  test("takes an authenticator that has verified the person", async () => {
    const { authenticator } = await withPasskey()
    expect((await signInAlone(authenticator, { verified: false })).status).toBe(422)
  })

  test("is tied to the browser that asked, counts once, and is over after ten minutes", async () => {
    const { authenticator } = await withPasskey()
    const [one, two] = [await browser(), await browser()]
    const response = authenticator.get(one.options)
    expect((await nobody.post("/sign-in/passkey", { response })).status).toBe(422)
    expect((await two.client.post("/sign-in/passkey", { response })).status).toBe(422)
    const start = door.now
    door.now = new Date(start.getTime() + 10 * 60_000)
    expect((await one.client.post("/sign-in/passkey", { response })).status).toBe(422)
    door.now = start
    const both = await Promise.all([1, 2].map(() => one.client.post("/sign-in/passkey", { response })))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  })

  test("with an unknown or removed passkey says no more than that, and keeps where one was going", async () => {
    const { authenticator } = await withPasskey()
    await door.cell.rows("delete from passkeys")
    const { options, client } = await browser()
    const fields = { response: authenticator.get(options), to: "/quarters" }
    const answer = await client.post("/sign-in/passkey", fields)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain("这个通行密钥不能登录")
    expect(html).toContain('name="to" value="/quarters"')
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test("asking for options writes nothing", async () => {
    const before = await door.cell.rows(
      "select (select count(*) from writes) as w, (select count(*) from attempts) as a",
    )
    for (let n = 0; n < 20; n++) await browser()
    expect(
      await door.cell.rows("select (select count(*) from writes) as w, (select count(*) from attempts) as a"),
    ).toEqual(before)
  })
})

test("a passkey of one city is worth nothing in another one, though its row stands there as well", async () => {
  const { authenticator } = await withPasskey()
  const neighbour = await openNeighbour(door)
  const visitor = await neighbour.as(null)
  const asked = await visitor.get("/sign-in/passkey")
  const options = await asked.json()
  expect(options.rpId).toBe(new URL(neighbour.origin).hostname)
  for (const answering of [{ origin: neighbour.origin }, { origin: neighbour.origin, host }, {}]) {
    const response = authenticator.get(options, answering)
    const answer = await visitor.post("/sign-in/passkey", { response }, { cookie: cookiesOf(asked) })
    expect(answer.status).toBe(422)
  }
  // Nor does what one city asked stand at the other.
  const foreign = authenticator.get(options, { host })
  const { client } = await browser()
  expect(
    (await client.post("/sign-in/passkey", { response: foreign }, { cookie: cookiesOf(asked) })).status,
  ).toBe(422)
  await neighbour.close()
})
