import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { type Answering, Authenticator } from "../../scripts/bench/authenticator.ts"
import {
  type Client,
  cookiesOf,
  type FrontDoor,
  openFrontDoor,
  openNeighbour,
  origin,
} from "../support/front-door.ts"
import { lettersOf } from "../support/letters.ts"

let door: FrontDoor
let nobody: Client
const editor = "editor@demo.shige.example"
const district = "district@demo.shige.example"
const host = new URL(origin).hostname
let keys = 0
const key = () => `passkey-${++keys}-${"x".repeat(8)}`

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from attempts")
  await door.cell.rows("delete from mails")
  await door.cell.rows("delete from passkeys")
  const others = `user_id in (select id from users where email in ('${editor}', '${district}'))`
  await door.cell.rows(`update credentials set totp_secret = null, totp_confirmed_at = null where ${others}`)
  await door.cell.rows(`delete from recovery_codes where ${others}`)
})

/** Somebody who has typed the password. */
async function entered(email: string): Promise<Client> {
  return door.withCookie(cookiesOf(await nobody.post("/sign-in", { email, password })))
}

const optionsFor = async (client: Client, path: string) => (await client.get(path)).json()

/** Makes a passkey as the island and the page do together. */
async function add(client: Client, authenticator: Authenticator, answering: Answering = {}, more = {}) {
  const response = authenticator.create(await optionsFor(client, "/account/passkeys/new"), answering)
  const answer = await client.post("/account/passkeys", {
    key: key(),
    name: "手机",
    password,
    response,
    ...more,
  })
  const html = await answer.text()
  const codes = [...html.matchAll(/<code>([a-z2-9-]{19})<\/code>/g)].map(([, one = ""]) => one)
  const cookie = cookiesOf(answer)
  return { answer, html, codes, response, client: cookie === "" ? client : door.withCookie(cookie) }
}

async function withPasskey(email = editor, answering: Answering = {}) {
  const authenticator = new Authenticator(origin)
  return { authenticator, ...(await add(await entered(email), authenticator, answering)) }
}

/** The second step with a passkey. */
async function pass(client: Client, authenticator: Authenticator, answering: Answering = {}, to = "") {
  const response = authenticator.get(await optionsFor(client, "/sign-in/code/passkey"), answering)
  return client.post("/sign-in/code/passkey", { response, ...(to ? { to } : {}) })
}

/** A browser that has asked for options, with what ties them to it. */
async function browser() {
  const answer = await nobody.get("/sign-in/passkey")
  return { options: await answer.json(), client: door.withCookie(cookiesOf(answer)) }
}

async function signInAlone(authenticator: Authenticator, answering: Answering = {}) {
  const { options, client } = await browser()
  return client.post("/sign-in/passkey", { response: authenticator.get(options, answering) })
}

const stored = () => door.cell.rows("select * from passkeys order by rowid")

describe("adding a passkey", () => {
  test("as the first second factor shows ten codes once, tells the person, ends its other sessions", async () => {
    const other = await entered(editor)
    const { answer, codes, client } = await withPasskey()
    expect(answer.status).toBe(200)
    expect(new Set(codes).size).toBe(10)
    expect((await other.get("/account")).headers.get("location")).toContain("/sign-in?to=")
    expect((await client.get("/filing")).status).toBe(200)
    expect((await lettersOf(door)).map(({ parameters }) => parameters)).toEqual([
      expect.objectContaining({ what: "passkey_added" }),
    ])
    const page = await (await client.get("/account/second-factor")).text()
    expect(page).toContain("手机")
    expect(page).toContain("还没有用过")
  })

  test("opens the way for whom a second factor is needed of", async () => {
    const client = await entered(district)
    expect((await client.get("/verification")).headers.get("location")).toContain("/account/second-factor")
    const added = await add(client, new Authenticator(origin))
    expect(added.answer.status).toBe(200)
    expect((await added.client.get("/verification")).status).toBe(200)
  })

  test("besides others makes no new codes, and each has its name", async () => {
    const first = await withPasskey()
    const second = await add(first.client, new Authenticator(origin), { synced: true }, { name: "办公电脑" })
    expect(second.answer.headers.get("location")).toBe("/account/second-factor?done=added")
    expect((await stored()).map(({ name, backed_up }) => [name, backed_up])).toEqual([
      ["手机", 0],
      ["办公电脑", 1],
    ])
    const page = await (await first.client.get("/account/second-factor")).text()
    expect(page).toContain("会同步到您的其他设备")
    expect(page).toContain("还有 10 个恢复码")
  })

  test("offers only what no authenticator has yet, and no person by name", async () => {
    const { client, authenticator } = await withPasskey()
    const options = await optionsFor(client, "/account/passkeys/new")
    expect(options).toMatchObject({
      rp: { id: host },
      attestation: "none",
      excludeCredentials: [{ id: authenticator.id.toString("base64url") }],
    })
    expect(Buffer.from(options.user.id, "base64url").toString()).not.toContain("user-")
  })

  test.each([
    ["of another site", { origin: "https://evil.example" }],
    ["of another host", { host: "evil.example" }],
    ["to another challenge", { challenge: "A".repeat(83) }],
    ["of nobody", { present: false, verified: false }],
  ] satisfies [string, Answering][])("an answer %s is refused", async (_, answering) => {
    const { answer, html } = await withPasskey(editor, answering)
    expect(answer.status).toBe(422)
    expect(html).toContain("通行密钥没有添加成功")
    expect(await stored()).toEqual([])
  })

  test.each([
    "",
    "{}",
    "null",
    "[1]",
    '{"id":"a"}',
    "x".repeat(20_000),
    '{"id":{"$gt":""},"rawId":"a","type":"public-key"}',
  ])("%j is no answer, and the page says so", async (response) => {
    const client = await entered(editor)
    const answer = await client.post("/account/passkeys", { key: key(), name: "手机", password, response })
    expect(answer.status).toBe(422)
    expect(await stored()).toEqual([])
  })

  test("a wrong password or name keeps what the browser answered, to be sent again", async () => {
    const client = await entered(editor)
    const authenticator = new Authenticator(origin)
    const response = authenticator.create(await optionsFor(client, "/account/passkeys/new"))
    for (const [fields, words] of [
      [{ password: "wrong" }, "密码不对"],
      [{ name: "" }, "起个名称"],
      [{ name: "字".repeat(41) }, "名称最多 40 个字"],
    ] as const) {
      const refused = await client.post("/account/passkeys", {
        key: key(),
        name: "手机",
        password,
        response,
        ...fields,
      })
      expect(refused.status).toBe(422)
      const html = await refused.text()
      expect(html).toContain(words)
      expect(html).toContain(authenticator.id.toString("base64url"))
    }
    const again = await client.post("/account/passkeys", { key: key(), name: "手机", password, response })
    expect(again.status).toBe(200)
  })

  test("sent twice at once is added once; a challenge is answered once", async () => {
    const client = await entered(editor)
    const options = await optionsFor(client, "/account/passkeys/new")
    const fields = { key: key(), name: "手机", password, response: new Authenticator(origin).create(options) }
    const answers = await Promise.all([1, 2, 3].map(() => client.post("/account/passkeys", fields)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await stored()).toHaveLength(1)
    const cookie = cookiesOf(answers.find(({ status }) => status === 200) as Response)
    const response = new Authenticator(origin).create(options)
    const late = await door
      .withCookie(cookie)
      .post("/account/passkeys", { key: key(), name: "乙", password, response })
    expect(late.status).toBe(409)
    expect(await stored()).toHaveLength(1)
  })

  test("a challenge of another session, or ten minutes old, is none", async () => {
    const [one, two] = [await entered(editor), await entered(editor)]
    const foreign = new Authenticator(origin).create(await optionsFor(one, "/account/passkeys/new"))
    const send = (response: string) =>
      two.post("/account/passkeys", { key: key(), name: "手机", password, response })
    expect((await send(foreign)).status).toBe(422)
    const old = new Authenticator(origin).create(await optionsFor(two, "/account/passkeys/new"))
    const start = door.now
    door.now = new Date(start.getTime() + 10 * 60_000)
    expect((await send(old)).status).toBe(422)
    door.now = start
    expect((await send(old)).status).toBe(200)
  })

  test("ten are the most", async () => {
    let { client } = await withPasskey()
    for (let n = 1; n < 10; n++) client = (await add(client, new Authenticator(origin))).client
    expect(await stored()).toHaveLength(10)
    expect((await client.get("/account/passkeys/new")).status).toBe(409)
  })
})

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

describe("removing a passkey", () => {
  const removal = (id: unknown) => `/account/passkeys/${id}/removal`

  test("takes the password; the last one turns the second factor off where it is not needed", async () => {
    const { client } = await withPasskey()
    const [row] = await stored()
    expect((await client.post(removal(row?.["id"]), { key: key(), password: "wrong" })).status).toBe(422)
    const answer = await client.post(removal(row?.["id"]), { key: key(), password })
    expect(answer.headers.get("location")).toBe("/account/second-factor?done=removed")
    expect(await stored()).toEqual([])
    const codes = "select * from recovery_codes where user_id = (select id from users where email = ?)"
    expect(await door.cell.rows(codes, [editor])).toEqual([])
    expect((await lettersOf(door)).at(-1)?.parameters).toMatchObject({ what: "second_factor_off" })
    expect((await nobody.post("/sign-in", { email: editor, password })).headers.get("location")).toBe("/desk")
  })

  test("keeps the last one of whom it is needed of, also when two go at the same time", async () => {
    const first = await withPasskey(district)
    await add(first.client, new Authenticator(origin))
    const ids = (await stored()).map(({ id }) => id)
    const answers = await Promise.all(
      ids.map((id) => first.client.post(removal(id), { key: key(), password })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const [left] = await stored()
    const refused = await first.client.post(removal(left?.["id"]), { key: key(), password })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain("这是您唯一的第二步")
    expect(await stored()).toHaveLength(1)
  })

  test("of somebody else is not found", async () => {
    const { client } = await withPasskey()
    await withPasskey(district)
    const foreign = (await stored()).find(({ user_id }) => String(user_id).includes("place"))
    expect((await client.post(removal(foreign?.["id"]), { key: key(), password })).status).toBe(404)
    expect(await stored()).toHaveLength(2)
  })
})

test("turning the second factor off takes the passkeys along", async () => {
  const { client } = await withPasskey()
  const off = await client.post("/account/second-factor/removal", { key: key(), password })
  expect(off.headers.get("location")).toBe("/account?done=off")
  expect(await stored()).toEqual([])
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
