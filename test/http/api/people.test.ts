import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Client, type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { inviteBy, takeBy } from "../../support/inviting.ts"
import { openProgram, type Program } from "../../support/program.ts"

let door: FrontDoor
let manager: Client
let nobody: Client
let program: Program
/** A key that may only read. */
let reader: Program
let slugs: string[]
let foreign: string

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12 })
  manager = await door.as("manager")
  nobody = await door.as(null)
  program = await openProgram(door, "manager")
  reader = await openProgram(door, "manager", ["members:read"])
  slugs = await held("company-1")
  foreign = (await held("company-2"))[0] ?? ""
})
afterAll(() => door.close())

async function held(company: string): Promise<string[]> {
  const rows = await door.cell.rows(
    `select e.slug from estates e join tenures t on t.estate_id = e.id
     where t.organisation_id = ? and t.to_date is null order by e.slug`,
    [company],
  )
  return rows.map(({ slug }) => String(slug))
}

const count = async (action: string) =>
  Number(
    (await door.cell.rows("select count(*) n from audit_events where action = ?", [action]))[0]?.["n"] ?? 0,
  )

interface Answer {
  status: number
  body: Record<string, unknown> & { code?: string; faults?: { rule: string; pointer: string }[] }
}

async function told(got: Promise<Response>): Promise<Answer> {
  const answer = await got
  const body = (await answer.json()) as Answer["body"]
  return { status: answer.status, body }
}
const get = (path: string, by = program) => told(by.get(path))
const send = (method: string, path: string, body: object = {}, headers = {}, by = program) =>
  told(by.send(method, path, body, headers))
const refusal = ({ status, body }: Answer) => [status, body.code]

describe("estates of an invited editor", () => {
  let invitation: string
  let link: string
  beforeEach(async () => {
    const { body } = await send("POST", "/invitations", { role: "editor" })
    invitation = `/invitations/${body["id"]}`
    link = String(body["link"])
  })
  const limit = (estates: string[] | null) => send("PUT", `${invitation}/estates`, { estates })

  test("are named by slugs, told again, replaced, and taken back; each change leaves its event", async () => {
    expect((await get(invitation)).body).toMatchObject({ limited: false, estates: null, state: "open" })
    const before = await count("invitation.limit")
    expect(await limit(slugs.slice(0, 2))).toEqual({ status: 200, body: { limited: true } })
    expect((await get(invitation)).body).toMatchObject({ limited: true, estates: slugs.slice(0, 2) })
    expect((await limit(slugs.slice(1, 3))).status).toBe(200)
    expect((await get(invitation, reader)).body["estates"]).toEqual(slugs.slice(1, 3))
    const { items } = (await get("/invitations?limit=1")).body as { items: { limited: boolean }[] }
    expect(items[0]?.limited).toBe(true)
    expect((await limit(null)).body).toEqual({ limited: false })
    expect((await get(invitation)).body).toMatchObject({ limited: false, estates: null })
    expect(await count("invitation.limit")).toBe(before + 3)
  })

  test("are those of whoever accepts, also when it was sent again", async () => {
    await limit(slugs.slice(0, 1))
    const renewed = (await send("POST", `${invitation}/renewal`)).body
    expect((await get(`/invitations/${renewed["id"]}`)).body["estates"]).toEqual(slugs.slice(0, 1))
    const email = "limited@api.example"
    await takeBy(door, String(renewed["link"]), { email })
    const { items } = (await get("/members?limit=200")).body as { items: { id: string; email: string }[] }
    const id = items.find((one) => one.email === email)?.id
    expect((await get(`/members/${id}`)).body).toMatchObject({ limited: true, estates: slugs.slice(0, 1) })
  })

  test("none, another company's, unknown ones and too many are refused by their place in the body", async () => {
    for (const [estates, rule] of [
      [[], "no_estates"],
      [[foreign], "estates_unknown"],
      [[slugs[0] ?? "", "no-such-estate"], "estates_unknown"],
      [["' or 1=1 --"], "estates_unknown"],
    ] as const) {
      const { status, body } = await limit([...estates])
      expect([status, body.faults]).toMatchObject([422, [{ rule, pointer: "/estates" }]])
    }
    expect((await send("PUT", `${invitation}/estates`, {})).status).toBe(422)
    expect((await limit(Array.from({ length: 1001 }, (_, n) => `estate-${n}`))).status).toBe(422)
    expect((await limit([slugs[0] ?? "", slugs[0] ?? ""])).status, "one twice is one").toBe(200)
    expect((await get(invitation)).body["estates"]).toEqual(slugs.slice(0, 1))
  })

  test("not of other roles, and not after it was accepted, revoked or has expired", async () => {
    const viewer = (await send("POST", "/invitations", { role: "viewer" })).body["id"]
    const seen = send("PUT", `/invitations/${viewer}/estates`, { estates: null })
    expect(refusal(await seen)).toEqual([409, "role_sees_all"])
    await takeBy(door, link)
    expect(refusal(await limit(null))).toEqual([409, "invitation_closed"])
    const other = (await send("POST", "/invitations", { role: "editor" })).body["id"]
    await send("POST", `/invitations/${other}/revocation`)
    invitation = `/invitations/${other}`
    expect(refusal(await limit(slugs))).toEqual([409, "invitation_closed"])
    const late = (await send("POST", "/invitations", { role: "editor" })).body["id"]
    await door.cell.rows("update invitations set expires_at = '2026-01-01T00:00:00.000Z' where id = ?", [
      String(late),
    ])
    invitation = `/invitations/${late}`
    expect(refusal(await limit(slugs))).toEqual([409, "invitation_closed"])
    expect((await get(invitation)).body["state"]).toBe("expired")
  })

  test("two changes at once: one stands whole, the other is told", async () => {
    const answers = await Promise.all([slugs.slice(0, 1), slugs.slice(1, 3)].map(limit))
    expect(answers.map(({ status }) => status).sort()).toSatisfy(
      (all: number[]) => all[0] === 200 && [200, 409].includes(all[1] ?? 0),
    )
    const { estates } = (await get(invitation)).body
    expect([slugs.slice(0, 1), slugs.slice(1, 3)]).toContainEqual(estates)
  })

  test("a key that may only read changes nothing and is told no link", async () => {
    const path = `${invitation}/estates`
    const refused = await send("PUT", path, { estates: null }, {}, reader)
    expect(refusal(refused)).toEqual([403, "forbidden"])
    expect(JSON.stringify((await get(invitation, reader)).body)).not.toContain("http")
  })
})

describe("sessions of a member", () => {
  let member: string
  let userId: string
  let cookie: string
  let n = 0
  beforeEach(async () => {
    const email = `member-${++n}@api.example`
    const { link } = await inviteBy(manager, { role: "editor" })
    cookie = await takeBy(door, link, { email })
    const [row] = await door.cell.rows(
      "select m.id, m.user_id from members m join users u on u.id = m.user_id where u.email = ?",
      [email],
    )
    member = `/members/${row?.["id"]}`
    userId = String(row?.["user_id"])
  })
  const list = async (query = "", by = program) =>
    (await get(`${member}/sessions${query}`, by)).body as {
      items: { id: string; device: { browser: string; system: string } }[]
      nextCursor: string | null
    }
  const begin = (id: string, more: { memberId?: string | null; at?: string; until?: string } = {}) =>
    door.cell.rows(
      `insert into sessions (id, token_hash, user_id, member_id, created_at, expires_at, address, user_agent)
       values (?, ?, ?, ?, ?, ?, '192.0.2.1', 'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0')`,
      [
        id,
        id,
        userId,
        (more.memberId === undefined ? member.slice("/members/".length) : more.memberId) as string,
        more.at ?? "2026-10-11T00:00:00.000Z",
        more.until ?? "2999-01-01T00:00:00.000Z",
      ],
    )
  const end = (id: string, headers = {}, by = program) =>
    send("POST", `${member}/sessions/${id}/end`, {}, headers, by)

  test("are listed newest first, page by page, with the device and without the address", async () => {
    await begin(`wechat-${n}`)
    await begin(`older-${n}`, { at: "2026-10-10T00:00:00.000Z" })
    await begin(`over-${n}`, { until: "2026-10-11T00:00:00.000Z" })
    const all = await list("", reader)
    expect(all.items.map(({ id }) => id).slice(1)).toEqual([`wechat-${n}`, `older-${n}`])
    expect(all.items[1]?.device).toEqual({ browser: "wechat", system: "android" })
    expect(JSON.stringify(all)).not.toContain("192.0.2.1")
    const pages: string[] = []
    let query = "?limit=1"
    for (;;) {
      const { items, nextCursor } = await list(query)
      pages.push(...items.map(({ id }) => id))
      if (nextCursor === null) break
      query = `?limit=1&cursor=${nextCursor}`
    }
    expect(pages).toEqual(all.items.map(({ id }) => id))
    const elsewhere = await get(
      `${member}/sessions?cursor=${encodeURIComponent((await list("?limit=1")).nextCursor ?? "")}x`,
    )
    expect(refusal(elsewhere)).toEqual([400, "cursor_invalid"])
  })

  test("one is ended at once, leaves an event, and the same request again is answered the same", async () => {
    const mine = (path: string) => nobody.get(path, { cookie })
    expect((await mine("/filing")).status).toBe(200)
    const [session] = (await list()).items
    const before = await count("member.session_end")
    const headers = { "idempotency-key": randomUUID() }
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => end(session?.id ?? "", headers)))
    for (const answer of [...atOnce, await end(session?.id ?? "", headers)])
      expect(answer).toEqual({ status: 200, body: { ended: true } })
    expect(await count("member.session_end")).toBe(before + 1)
    expect((await mine("/filing")).status).toBe(303)
    expect((await list()).items).toEqual([])
    expect(refusal(await end(session?.id ?? ""))).toEqual([404, "not_found"])
    await begin(`next-${n}`)
    expect(refusal(await end(`next-${n}`, headers))).toEqual([422, "key_reused"])
    expect((await list()).items.length).toBe(1)
  })

  test("beyond the fifty that a page shows, one can be ended too", async () => {
    for (let at = 0; at < 51; at++) await begin(`many-${n}-${at}`, { at: "2026-10-11T00:00:00.000Z" })
    await begin(`last-${n}`, { at: "2026-10-01T00:00:00.000Z" })
    expect((await end(`last-${n}`)).status).toBe(200)
    expect((await list("?limit=200")).items.length).toBe(52)
  })

  test("of another member, of another organisation, of nobody: 404, and they go on", async () => {
    const [own] = (await list()).items
    const [stranger] = await door.cell.rows("select id from members where organisation_id = 'company-2'")
    for (const path of [`/members/${stranger?.["id"]}`, "/members/nobody"]) {
      expect(refusal(await get(`${path}/sessions`))).toEqual([404, "not_found"])
      expect(refusal(await send("POST", `${path}/sessions/${own?.id}/end`))).toEqual([404, "not_found"])
    }
    await door.cell.rows(
      `insert into members (id, user_id, organisation_id, role, created_at)
       values (?, ?, 'company-2', 'viewer', '2026-10-11T00:00:00.000Z')`,
      [`elsewhere-${n}`, userId],
    )
    await begin(`elsewhere-${n}`, { memberId: `elsewhere-${n}` })
    expect((await list()).items.map(({ id }) => id)).toEqual([own?.id])
    for (const id of [`elsewhere-${n}`, "no-such-session", "' or 1=1 --", "__proto__"])
      expect(refusal(await end(encodeURIComponent(id))), id).toEqual([404, "not_found"])
    expect(refusal(await end(own?.id ?? "", {}, reader))).toEqual([403, "forbidden"])
    const [standing] = await door.cell.rows("select count(*) n from sessions where id in (?, ?)", [
      `elsewhere-${n}`,
      own?.id ?? "",
    ])
    expect(standing?.["n"]).toBe(2)
  })
})

describe("who heads the organisation is decided by people", () => {
  const events = async () => (await door.cell.rows("select count(*) n from audit_events"))[0]?.["n"]
  const memberOf = async (email: string) => {
    const [row] = await door.cell.rows(
      "select m.id from members m join users u on u.id = m.user_id where u.email = ?",
      [email],
    )
    return `/members/${row?.["id"]}`
  }
  /** Sends with the version that a program has just read. */
  async function change(method: string, member: string, path: string, body?: object) {
    const version = (await program.get(member)).headers.get("etag") ?? ""
    return send(method, path, body, { "if-match": version })
  }

  test("a key invites no head and sends no head's invitation again", async () => {
    const before = await events()
    expect(refusal(await send("POST", "/invitations", { role: "manager" }))).toEqual([403, "heads_by_people"])
    expect(await events()).toBe(before)
    const { sent } = await inviteBy(manager, { role: "manager" })
    const renewal = `/invitations/${sent.split("/").at(-1)}/renewal`
    expect(refusal(await send("POST", renewal))).toEqual([403, "heads_by_people"])
    // Neither is the link told that a person made.
    expect(JSON.stringify((await get(`/invitations/${sent.split("/").at(-1)}`)).body)).not.toContain("http")
  })

  test("a key makes nobody a head, and takes no head down or away", async () => {
    const editor = await memberOf(await door.addMember("company-1", "editor"))
    const other = await memberOf(await door.addMember("company-1", "manager"))
    const before = await events()
    for (const [member, role] of [
      [editor, "manager"],
      [other, "viewer"],
    ] as const)
      expect(refusal(await change("PUT", member, `${member}/role`, { role }))).toEqual([
        403,
        "heads_by_people",
      ])
    expect(refusal(await change("DELETE", other, other))).toEqual([403, "heads_by_people"])
    expect(await events()).toBe(before)
    expect((await change("PUT", editor, `${editor}/role`, { role: "viewer" })).status).toBe(200)
    expect((await change("DELETE", editor, editor)).status).toBe(200)
  })
})
