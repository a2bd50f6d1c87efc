import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { limits } from "../../worker/domain/identity/attempts.ts"
import { calendarFile } from "../../worker/gateways/calendar-file.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { freshKey } from "../support/quarter-forms.ts"

let door: FrontDoor
let manager: Client
let nobody: Client
const start = new Date("2026-10-12T02:00:00Z")

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12, now: start })
  manager = await door.as("manager")
  nobody = await door.as(null)
})
afterAll(() => door.close())
beforeEach(async () => {
  door.now = start
  await door.cell.rows("delete from attempts")
})

async function feedOf(who: Client): Promise<string> {
  const html = await (await who.post(paths.calendar(), { key: freshKey() })).text()
  return /\/calendar\/[\w-]{43}\.ics/.exec(html)?.[0] ?? ""
}
/** The lines of a calendar, unfolded, without the moment at which it was asked for. */
const linesOf = async (path: string) =>
  (await (await nobody.get(path)).text())
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n")
    .filter((line) => line !== "" && !line.startsWith("DTSTAMP"))
const valuesOf = (lines: string[], name: string) =>
  lines.flatMap((line) => (new RegExp(`^${name}[;:]`).test(line) ? [line.slice(line.indexOf(":") + 1)] : []))

describe("a person's calendar", () => {
  test("has one event for each deadline that concerns it, on the day, in its words; the same event when the day moves", async () => {
    const feed = await feedOf(manager)
    const answer = await nobody.get(feed)
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"])
    expect(answer.headers.get("cache-control")).toBe("private, no-store")
    const lines = await linesOf(feed)
    const [quarter] = await door.cell.rows(
      "select quarter, deadline_day from quarters where deadline_day > '2026-10-12'",
    )
    const day = String(quarter?.["deadline_day"])
    expect(valuesOf(lines, "DTSTART")).toEqual([day.replaceAll("-", "")])
    expect(lines).toContain(`DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`)
    expect(valuesOf(lines, "SUMMARY")[0]).toMatch(/^2026 年第 3 季度填报截止：\d+ 个小区未提交$/)
    expect(valuesOf(lines, "URL")[0]).toContain(paths.filing({ quarter: "2026Q3" }))
    const [uid] = valuesOf(lines, "UID")
    await door.cell.rows("update quarters set deadline_day = '2026-10-29' where quarter = '2026Q3'")
    const moved = await linesOf(feed)
    expect(valuesOf(moved, "DTSTART")).toEqual(["20261029"])
    expect(valuesOf(moved, "UID")).toEqual([uid])
    // Nine days later it is still there; once nothing waits, or the day is over, it is not.
    door.now = new Date(start.getTime() + 9 * 86_400_000)
    expect(valuesOf(await linesOf(feed), "UID")).toEqual([uid])
    door.now = new Date("2026-10-30T02:00:00Z")
    expect(valuesOf(await linesOf(feed), "UID")).toEqual([])
    await door.cell.rows("update quarters set deadline_day = ? where quarter = '2026Q3'", [day])
  })

  test("of a place tells of the parts that it provides; nothing of it is personal", async () => {
    const community = await door.as("community")
    const feed = await feedOf(community)
    const lines = await linesOf(feed)
    expect(valuesOf(lines, "SUMMARY")[0]).toMatch(/由您机构提供的数据$/)
    const people = await door.cell.rows("select name, email, id from users")
    for (const { name, email, id } of people)
      for (const said of [name, email, id]) expect(lines.join("\n").includes(String(said))).toBe(false)
    expect(lines.filter((line) => line.startsWith("BEGIN:VEVENT")).length).toBe(valuesOf(lines, "UID").length)
  })

  test("is empty for who has left, and speaks the language that the person has chosen", async () => {
    const viewer = await door.as(await door.addMember("company-1", "editor"))
    const feed = await feedOf(viewer)
    const owner = "select user_id from calendar_feeds order by created_at desc, rowid desc limit 1"
    await door.cell.rows(`update users set language = 'en' where id = (${owner})`)
    expect(valuesOf(await linesOf(feed), "SUMMARY")[0]).toMatch(/^Q3 2026|2026/)
    expect((await linesOf(feed)).join()).toContain("not sent")
    await door.cell.rows(`update members set ended_at = 'x' where user_id = (${owner})`)
    expect(valuesOf(await linesOf(feed), "UID")).toEqual([])
  })
})

describe("its address", () => {
  test("is shown once, stored hashed, renewed and turned off", async () => {
    const fields = { key: freshKey() }
    const first = await (await manager.post(paths.calendar(), fields)).text()
    const feed = /\/calendar\/([\w-]{43})\.ics/.exec(first) ?? []
    const again = await (await manager.post(paths.calendar(), fields)).text()
    expect(again).not.toMatch(/\/calendar\/[\w-]{43}\.ics/)
    expect(await (await manager.get(paths.calendar())).text()).not.toContain(feed[1])
    for (const { name } of await door.cell.rows("select name from sqlite_master where type = 'table'"))
      expect(JSON.stringify(await door.cell.rows(`select * from "${name}"`)).includes(feed[1] ?? "-")).toBe(
        false,
      )
    expect((await nobody.get(feed[0] ?? "")).status).toBe(200)
    const second = await feedOf(manager)
    expect((await nobody.get(feed[0] ?? "")).status).toBe(404)
    expect((await nobody.get(second)).status).toBe(200)
    expect((await manager.post(paths.calendarEnd(), { key: freshKey() })).status).toBe(303)
    const ended = await nobody.get(second)
    const never = await nobody.get(paths.calendarFeed("A".repeat(43)))
    expect([ended.status, never.status]).toEqual([404, 404])
  })

  test.each([
    "/calendar/x.ics",
    "/calendar/.ics",
    `/calendar/${"A".repeat(43)}`,
    `/calendar/${"A".repeat(44)}.ics`,
  ])("%s leads nowhere", async (path) => {
    expect((await nobody.get(path)).status).toBe(404)
  })

  test("is not tried out: so many times a quarter of an hour from one address", async () => {
    const from = { "cf-connecting-ip": "203.0.113.9" }
    await nobody.send(paths.calendarFeed("B".repeat(43)), { headers: from })
    await door.cell.rows("update attempts set count = ? where subject like 'feed:%'", [limits.feed.tries])
    const refused = await nobody.send(paths.calendarFeed("B".repeat(43)), { headers: from })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
  })
})

test("a name with commas, line breaks and many characters is one event of one line, folded at 75 bytes", () => {
  const title = `${"很长的名称，".repeat(20)}; a, b\nBEGIN:VEVENT`
  const text = calendarFile(
    "c",
    [{ id: "x", day: "2026-10-20", title, text: "t", url: "https://x.example/a?b=1" }],
    {
      host: "x.example",
      now: start,
    },
  )
  expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text).toContain("DTSTAMP:20261012T020000Z")
})
