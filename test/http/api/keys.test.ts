import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { formatTime } from "../../../web/ui/format.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { makeKey, openProgram, programWith } from "../../support/program.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8 })
})
afterAll(() => door.close())

const idOf = async (key: string) => {
  const [row] = await door.cell.rows("select id from api_keys where prefix = ?", [key.slice(6, 14)])
  return String(row?.["id"])
}
const problem = async (answer: Response) => {
  expect(answer.headers.get("content-type")).toBe("application/problem+json")
  return (await answer.json()) as { code: string; type: string; status: number; instance: string }
}

/** What the database knows of a key's use. */
async function useOf(key: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await door.cell.rows("select window_count, last_used_at from api_keys where id = ?", [
    await idOf(key),
  ])
  return row
}

describe("a key", () => {
  test("is shown once, stored as a hash, and acts as who made it", async () => {
    const key = await makeKey(door, "manager", ["submissions:read"])
    expect(key).toMatch(/^shige_[\w-]{8}_[\w-]{43}$/)
    const everything = JSON.stringify(
      await Promise.all(
        ["api_keys", "writes", "audit_events"].map((name) => door.cell.rows(`select * from ${name}`)),
      ),
    )
    expect(everything).not.toContain(key)
    expect(everything).not.toContain(key.slice(15))
    const page = await (await (await door.as("manager")).get(`/keys/${await idOf(key)}`)).text()
    expect(page).toContain(key.slice(0, 14))
    expect(page).not.toContain(key.slice(15))
    // The first request of a minute is told to the database behind its answer; the others cost one round trip.
    await programWith(door, key).get("/key")
    await expect.poll(() => useOf(key)).toMatchObject({ window_count: 1 })
    const { response, roundTrips } = await door.costOf(() => programWith(door, key).get("/key"))
    expect(response.status).toBe(200)
    expect(roundTrips).toBe(1)
    const shown = await response.json()
    expect(shown).toMatchObject({
      organisation: { id: "company-1", kind: "company" },
      role: "manager",
      scopes: ["submissions:read"],
      prefix: key.slice(6, 14),
    })
  })

  test("its page tells the last use to the minute, and a refused one is none", async () => {
    const client = await door.as("manager")
    const key = await makeKey(door, "manager", ["submissions:read"])
    const page = async () => (await client.get(`/keys/${await idOf(key)}`)).text()
    expect(await page()).toContain("未使用过")
    await programWith(door, key).get("/key")
    const used = formatTime(door.now.toISOString())
    expect(await page()).toMatch(new RegExp(`最近使用</dt>\\s*<dd>${used}`))
    await client.post(`/keys/${await idOf(key)}/revocation`, { key: randomUUID(), confirmed: "yes" })
    const now = door.now
    door.now = new Date(now.getTime() + 3_600_000)
    expect((await programWith(door, key).get("/key")).status).toBe(401)
    expect(await page()).toMatch(new RegExp(`最近使用</dt>\\s*<dd>${used}`))
    door.now = now
  })

  test("sent again, the form makes no second one and shows nothing", async () => {
    const client = await door.as("manager")
    const lastDay = new Date(door.now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
    const fields = { key: randomUUID(), name: "两次", last_day: lastDay, "scope:estates:read": "yes" }
    const [one, two] = [await client.post("/keys", fields), await client.post("/keys", fields)]
    expect(await one.text()).toMatch(/value="shige_/)
    expect(await two.text()).not.toMatch(/value="shige_/)
    const rows = await door.cell.rows("select id from api_keys where name = '两次'")
    expect(rows).toHaveLength(1)
  })

  test("a form with faults is refused in words and keeps what was typed", async () => {
    const client = await door.as("manager")
    const base = { key: randomUUID(), name: "系统", last_day: "2026-12-31", "scope:estates:read": "yes" }
    const wrong: [Record<string, string>, RegExp][] = [
      [{ ...base, name: " " }, /哪个系统/],
      [{ ...base, name: "长".repeat(61) }, /最多 60/],
      [{ ...base, last_day: "2026-02-31" }, /最后有效日/],
      [{ ...base, last_day: "2026-10-01" }, /365 天之内/],
      [{ ...base, last_day: "2027-11-01" }, /365 天之内/],
      [{ ...base, "scope:quarters:write": "yes" }, /重新勾选/],
      [{ key: base.key, name: "系统", last_day: base.last_day }, /至少勾选/],
    ]
    for (const [fields, sentence] of wrong) {
      const answer = await client.post("/keys", fields)
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(html).toMatch(sentence)
      if (fields["name"] === "系统") expect(html).toContain('value="系统"')
    }
    const names = await client.post("/keys", { ...base, key: randomUUID(), name: "<b>ERP\u0000</b>" })
    expect(await names.text()).not.toContain("<b>")
    expect(await (await client.get("/keys")).text()).toContain("&lt;b&gt;ERP&lt;/b&gt;")
  })

  test("rotated: both work during the overlap, then only the new one; a rotated key is not rotated again", async () => {
    const client = await door.as("manager")
    const old = await makeKey(door, "manager", ["submissions:read"])
    const path = `/keys/${await idOf(old)}/rotation`
    const answer = await client.post(path, { key: randomUUID(), overlap: "7" })
    const fresh = /value="(shige_[^"]+)"/.exec(await answer.text())?.[1] ?? ""
    const status = async (key: string) => (await programWith(door, key).get("/key")).status
    expect([await status(old), await status(fresh)]).toEqual([200, 200])
    expect((await client.post(path, { key: randomUUID(), overlap: "7" })).status).toBe(409)
    const now = door.now
    door.now = new Date(now.getTime() + 7 * 86_400_000 + 1000)
    expect([await status(old), await status(fresh)]).toEqual([401, 200])
    expect((await problem(await programWith(door, old).get("/key"))).code).toBe("key_expired")
    door.now = now
  })

  test("revoked, it ends at once", async () => {
    const client = await door.as("manager")
    const key = await makeKey(door, "manager")
    const path = `/keys/${await idOf(key)}/revocation`
    expect((await client.post(path, { key: randomUUID() })).status).toBe(422)
    expect((await client.post(path, { key: randomUUID(), confirmed: "yes" })).status).toBe(303)
    expect((await problem(await programWith(door, key).get("/key"))).code).toBe("key_revoked")
    expect((await client.post(path, { key: randomUUID(), confirmed: "yes" })).status).toBe(409)
  })

  test("stops with the member, with its role and with the organisation", async () => {
    const email = await door.addMember("company-2", "manager")
    const program = await openProgram(door, email)
    const member = "added-company-2-manager"
    const changes = [
      [
        "update members set ended_at = '2026-10-12' where id = ?",
        "update members set ended_at = null where id = ?",
      ],
      ["update members set role = 'editor' where id = ?", "update members set role = 'manager' where id = ?"],
    ]
    for (const [change = "", back = ""] of changes) {
      await door.cell.rows(change, [member])
      expect((await problem(await program.get("/key"))).code).toBe("key_suspended")
      await door.cell.rows(back, [member])
      expect((await program.get("/key")).status).toBe(200)
    }
    await door.cell.rows("update organisations set deleted_at = '2026-10-12' where id = 'company-2'")
    expect((await problem(await program.get("/key"))).code).toBe("key_suspended")
  })
})

describe("a request", () => {
  test.each([
    ["no header", {}, "key_missing"],
    ["another scheme", { authorization: "Basic c2hpZ2U6c2hpZ2U=" }, "key_missing"],
    ["something else", { authorization: "Bearer shige" }, "key_unknown"],
    ["a key of nobody", { authorization: `Bearer shige_abcdefgh_${"a".repeat(43)}` }, "key_unknown"],
  ])("with %s is refused with 401", async (_, headers, code) => {
    const answer = await programWith(door, null).get("/key", headers)
    expect(answer.status).toBe(401)
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/)
    const { type, instance, ...rest } = await problem(answer)
    expect(rest.code).toBe(code)
    expect(type).toBe(`http://localhost:8787/problems/${code}`)
    expect(instance).toBe(`urn:uuid:${answer.headers.get("x-request-id")}`)
  })

  test("with a browser's session instead of a key is refused", async () => {
    const client = await door.as("manager")
    expect((await problem(await client.get("/api/v1/key"))).code).toBe("key_missing")
  })

  test("says what is left of the minute; the 121st is refused until the next", async () => {
    const program = await openProgram(door, "manager")
    const now = door.now
    door.now = new Date("2026-10-13T02:00:20Z")
    const first = await program.get("/key")
    expect(["limit", "remaining", "reset"].map((name) => first.headers.get(`ratelimit-${name}`))).toEqual([
      "120",
      "119",
      "40",
    ])
    const rest = await Promise.all(Array.from({ length: 120 }, () => program.get("/key")))
    expect(rest.filter(({ status }) => status === 200)).toHaveLength(119)
    const refused = rest.find(({ status }) => status === 429)
    expect(refused?.headers.get("retry-after")).toBe("40")
    expect((await problem(refused as Response)).code).toBe("rate_limited")
    door.now = new Date("2026-10-13T02:01:00Z")
    expect((await program.get("/key")).status).toBe(200)
    door.now = now
  })

  test("to an address that is none is a problem document, with or without a key", async () => {
    const program = await openProgram(door, "manager")
    for (const path of ["/nowhere", "", "/key/x", "/%E0%A4%A"])
      for (const one of [program, programWith(door, null)]) {
        const answer = await one.get(path)
        expect([path, answer.status, (await problem(answer)).code]).toEqual([path, 404, "not_found"])
      }
  })
})
