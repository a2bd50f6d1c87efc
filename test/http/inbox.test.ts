import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
let viewer: Client
const userId = "added-company-1-viewer"
const other = "added-company-2-viewer"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
  viewer = await door.as(await door.addMember("company-1", "viewer"))
  await door.addMember("company-2", "viewer")
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from messages")
  await door.cell.rows("update users set letters = '{}', language = null")
  await door.cell.rows("update organisations set letters = '{}'")
})

interface Told {
  user?: string
  organisation?: string | null
  at?: string
  kind?: string
  fields?: Record<string, string>
}
const link = "http://localhost:8787/judging"
async function tell({
  user = userId,
  organisation = "company-1",
  at,
  kind,
  fields,
}: Told = {}): Promise<string> {
  const id = randomUUID()
  const shown = fields ?? { programme: `评选 ${id.slice(0, 8)}`, organiser: "社区报", link }
  await door.cell.rows(
    `insert into messages (id, once, user_id, organisation_id, kind, fields, at) values (?, ?, ?, nullif(?, ''), ?, ?, ?)`,
    [
      id,
      id,
      user,
      organisation ?? "",
      kind ?? "judge_invited",
      JSON.stringify(shown),
      at ?? door.now.toISOString(),
    ],
  )
  return id
}
const page = async (path = paths.inbox()) => (await viewer.get(path)).text()
const key = () => randomUUID()
const unreadIds = async () =>
  (await door.cell.rows("select id from messages where read_at is null order by id")).map(({ id }) =>
    String(id),
  )
const headerOf = (html: string) => /class="who">([\s\S]*?)<\/div>/.exec(html)?.[1] ?? ""

describe("the header of every signed-in page", () => {
  test("says how many are unread, at no round trip of its own", async () => {
    const { response, roundTrips } = await door.costOf(() => viewer.get(paths.inbox()))
    expect(headerOf(await response.text())).not.toContain("who__count")
    expect(roundTrips).toBe(2)
    await tell()
    await tell({ organisation: null })
    expect(headerOf(await page())).toContain('aria-label="消息，2 条未读"')
    expect(headerOf(await page(paths.account()))).toContain('<span class="who__count">2</span>')
  })

  test("counts neither another person's nor what is of another organisation", async () => {
    await tell({ user: other })
    await tell({ organisation: "company-2" })
    expect(headerOf(await page())).not.toContain("who__count")
  })
})

describe("the inbox", () => {
  test("shows the own messages only, those of the organisation that one acts for", async () => {
    await tell({ fields: { programme: "我的评选", organiser: "社区报", link } })
    await tell({ user: other, fields: { programme: "别人的评选", organiser: "社区报", link } })
    await tell({ organisation: "company-2", fields: { programme: "别家的评选", organiser: "社区报", link } })
    const html = await page()
    expect(html).toContain("我的评选")
    expect(html).not.toMatch(/别人的评选|别家的评选/)
  })

  test("in pages that follow each other without a gap, also while messages come", async () => {
    const minute = (n: number) => new Date(door.now.getTime() - n * 60_000).toISOString()
    const ids = new Set<string>()
    // Some at the same moment.
    for (let n = 0; n < 45; n++) ids.add(await tell({ at: minute(Math.floor(n / 3)) }))
    const seen: string[] = []
    let next: string | null = paths.inbox()
    for (let pages = 0; next !== null && pages < 9; pages++) {
      const html: string = await page(next)
      seen.push(...[...html.matchAll(/action="\/desk\/inbox\/([\w-]+)\/read"/g)].map(([, id = ""]) => id))
      next = /href="(\/desk\/inbox\?after=[^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? null
      if (pages === 0) await tell()
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen)).toEqual(ids)
  })

  test.each(["x", "2026-01-01T00:00:00.000Z_", "'; drop table messages", "2026_1"])(
    "of a place that is none (%s) is the first page",
    async (after) => {
      await tell()
      expect((await viewer.get(paths.inbox({ after }))).status).toBe(200)
      expect(await page(paths.inbox({ after }))).toContain("message--unread")
    },
  )

  test("shows what is secret in no way", async () => {
    await (await door.as(null)).post("/password-reset", { email: `${userId}@demo.shige.example` })
    const html = await page()
    expect(html).toContain("链接只在邮件里")
    expect(html).toContain("打开邮件里的链接设置新密码")
    expect(html).not.toContain("下面的链接")
    expect(html).not.toContain("/password-reset/")
  })

  test("says what a message's words say, and takes names for names", async () => {
    await tell({ fields: { programme: "<script>alert(1)</script>", organiser: "社区报", link } })
    expect(await page()).not.toContain("<script>alert")
  })
})

describe("marking as read", () => {
  test("one, with its event, once however often it is sent", async () => {
    const id = await tell()
    const left = await tell()
    const form = { key: key() }
    for (let n = 0; n < 2; n++)
      expect((await viewer.post(paths.readMessage(id), form)).headers.get("location")).toBe(paths.inbox())
    expect(await unreadIds()).toEqual([left])
    expect(
      await door.cell.rows(
        "select count(*) n from audit_events where action = 'message.read' and entity_id = ?",
        [id],
      ),
    ).toEqual([{ n: 1 }])
    expect((await viewer.post(paths.readMessage(id), { key: key() })).status).toBe(303)
  })

  test("and led on to its page, at this site whatever host the letter named", async () => {
    const id = await tell({
      fields: { programme: "p", organiser: "o", link: "https://elsewhere.example/judging?a=1" },
    })
    const answer = await viewer.post(paths.readMessage(id), { key: key(), open: "1" })
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/judging?a=1"])
    expect(await unreadIds()).toEqual([])
  })

  test("not another person's, not one of another organisation: there is no such message", async () => {
    for (const id of [await tell({ user: other }), await tell({ organisation: "company-2" }), "none"]) {
      expect((await viewer.post(paths.readMessage(id), { key: key() })).status).toBe(404)
      expect((await viewer.post(paths.readAllMessages(), { key: key(), newest: id })).status).toBe(404)
    }
    expect(await unreadIds()).toHaveLength(2)
  })

  test("all, up to the newest that the page showed: what came since stays unread", async () => {
    await tell({ at: "2026-01-01T00:00:00.000Z" })
    const foreign = await tell({ user: other, at: "2026-01-01T00:00:00.000Z" })
    const newest = await tell({ at: "2026-02-01T00:00:00.000Z" })
    const later = await tell({ at: "2026-02-01T00:00:01.000Z" })
    await viewer.post(paths.readAllMessages(), { key: key(), newest })
    expect(await unreadIds()).toEqual([foreign, later].sort())
  })
})

describe("settings", () => {
  const own = paths.ownLetters()
  const stored = async () =>
    (await door.cell.rows("select letters, language from users where id = ?", [userId]))[0]
  const seenOn = async () =>
    /name="seen" value="([^"]*)"/.exec(await page(own))?.[1]?.replaceAll("&quot;", '"') ?? ""

  test("of a person: kinds and language, with what the organisation says as the choice for none", async () => {
    await door.cell.rows(
      `update organisations set letters = '{"judge_invited":"daily"}' where id = 'company-1'`,
    )
    expect(await page(own)).toContain("按机构的设置（并入每日摘要）")
    const form = {
      key: key(),
      seen: await seenOn(),
      language: "en",
      "letter:judge_invited": "off",
      "letter:rules_changed": "",
    }
    expect((await viewer.post(own, form)).headers.get("location")).toBe(paths.ownLetters({ done: "1" }))
    expect(await stored()).toEqual({ letters: '{"judge_invited":"off"}', language: "en" })
  })

  test("never of what is about the account's safety, nor of what there is not", async () => {
    const html = await page(own)
    expect(html).not.toMatch(/name="letter:(security|reset|key_made|deletion_requested)"/)
    const typed = {
      "letter:security": "off",
      "letter:reset": "off",
      "letter:nothing": "off",
      "letter:judge_invited": "never",
    }
    expect(
      (await viewer.post(own, { key: key(), seen: await seenOn(), language: "fr", ...typed })).status,
    ).toBe(303)
    expect(await stored()).toEqual({ letters: "{}", language: null })
  })

  test("that were changed meanwhile are not overwritten, and what was chosen stays on the page", async () => {
    const seen = await seenOn()
    const chosen = (way: string) => ({ key: key(), seen, language: "", "letter:judge_invited": way })
    await viewer.post(own, chosen("daily"))
    const late = await viewer.post(own, chosen("off"))
    expect(late.status).toBe(409)
    expect(await late.text()).toMatch(/value="off" checked/)
    expect(await stored()).toMatchObject({ letters: '{"judge_invited":"daily"}' })
  })

  test("of an organisation: by its head only, not over another head's", async () => {
    const path = paths.organisationLetters()
    const manager = await door.as("manager")
    const html = await (await manager.get(path)).text()
    const seen = /name="seen" value="([^"]*)"/.exec(html)?.[1]?.replaceAll("&quot;", '"') ?? ""
    const form = (way: string) => ({ key: key(), seen, "letter:judge_invited": way })
    expect((await viewer.get(path)).status).toBe(403)
    expect((await viewer.post(path, form("off"))).status).toBe(403)
    expect((await manager.post(path, form("daily"))).status).toBe(303)
    expect((await manager.post(path, form("off"))).status).toBe(409)
    expect(await door.cell.rows("select letters from organisations where id = 'company-1'")).toEqual([
      { letters: '{"judge_invited":"daily"}' },
    ])
  })

  test("of an organisation disturb no other form of it that is open", async () => {
    const manager = await door.as("manager")
    const revision = async () =>
      (await door.cell.rows("select revision from organisations where id = 'company-1'"))[0]?.["revision"]
    const factors = paths.factorPolicy(null)
    const open = /name="revision" value="(\d+)"/.exec(await (await manager.get(factors)).text())?.[1] ?? ""
    const before = await revision()
    const letters = { key: key(), seen: "{}", "letter:judge_invited": "daily" }
    expect((await manager.post(paths.organisationLetters(), letters)).status).toBe(303)
    expect(await revision()).toBe(before)
    const policy = { key: key(), revision: open, "role:viewer": "yes" }
    expect((await manager.post(factors, policy)).status).toBe(303)
  })
})
