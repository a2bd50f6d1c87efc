import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { type Answering, Authenticator } from "../../scripts/bench/authenticator.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor, origin } from "../support/front-door.ts"
import { lettersOf } from "../support/letters.ts"
import { district, editor, key, passkeysAt } from "../support/passkey-door.ts"

let door: FrontDoor
let nobody: Client
const { add, entered, optionsFor, reset, stored, withPasskey } = passkeysAt(() => door)
const host = new URL(origin).hostname

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
})
afterAll(() => door.close())
beforeEach(reset)

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
