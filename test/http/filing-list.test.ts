import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { texts } from "../../web/text/text.ts"
import { formatDay } from "../../web/ui/format.ts"
import { timeliness } from "../../worker/domain/submission/lateness.ts"
import { standingCount, standingGroups } from "../../worker/domain/submission/standing.ts"
import { companyMember } from "../support/cell.ts"
import { addEstates, addSubmissions, leaveEvent, places } from "../support/cell-rows.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { addressed, fileOf } from "../support/list-walk.ts"
import { shown } from "../support/quarter-forms.ts"
import { programOf } from "../support/told-program.ts"

const text = texts.zh.filing
let door: FrontDoor
let manager: Client
let quarter: string

/** Estates of one company in two districts, of which 青羊区 has closed. */
const open = ["a", "b", "c", "d"] as const
const shut = ["e", "f", "g", "h"] as const
const states = {
  b: "draft",
  c: "returned",
  d: "submitted",
  f: "draft",
  g: "returned",
  h: "verified",
} as const

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6, released: 1 })
  quarter = door.openQuarter
  await addEstates(door.cell, [
    ...open.map((slug) => ({ slug: `own-${slug}`, company: "company-own" })),
    ...shut.map((slug) => ({ slug: `own-${slug}`, company: "company-own", place: "qingyang" as const })),
  ])
  await addSubmissions(
    door.cell,
    Object.entries(states).map(([slug, state]) => ({ slug: `own-${slug}`, quarter, state })),
  )
  await door.cell.rows(
    "insert into closings (quarter, place_code, closed_at, member_id) values (?, ?, ?, 'm')",
    [quarter, places.qingyang.district, door.now.toISOString()],
  )
  await leaveEvent(door.cell)
  manager = await door.as(await door.addMember("company-own", "manager"))
})
afterAll(() => door.close())

const file = (query: Record<string, string> = {}) =>
  fileOf(manager, addressed(paths.listFile("filing"), { quarter, ...query }))
const namesOf = (lines: string[][]) => lines.map(([name = ""]) => name.replace("小区 own-", ""))

describe("what can no longer be sent is a state of its own, the same on every page", () => {
  test("the list counts it apart, and its link has exactly these", async () => {
    expect(namesOf(await file({ state: "closed" })).toSorted()).toEqual(["e", "f", "g"])
    expect(namesOf(await file({ state: "none" }))).toEqual(["a"])
    expect(namesOf(await file({ state: "draft" }))).toEqual(["b"])
    expect(namesOf(await file({ state: "returned" }))).toEqual(["c"])
    expect(namesOf(await file({ state: "todo" })).toSorted()).toEqual(["a", "b", "c"])
    expect(namesOf(await file({ state: "sent" })).toSorted()).toEqual(["d", "h"])
    const { words } = await shown(await manager.get(paths.filing({ quarter })))
    expect(words).toContain(`${text.states.closed} 3`)
  })

  test("the desk, the list of programs and the quarter of the district say the same number", async () => {
    const desk = await shown(await manager.get(paths.desk()))
    expect(desk.words).toContain(`3 ${text.states.closed}`)
    expect(desk.words).toContain(text.list.finding(2, 1))
    const program = await programOf(door, "company-own", "manager")
    const listed = async (state: string) =>
      ((await (await program.get(`/submissions?quarter=${quarter}&state=${state}`)).json()) as { items: [] })
        .items.length
    expect([
      await listed("closed"),
      await listed("none"),
      await listed("draft"),
      await listed("returned"),
    ]).toEqual([3, 1, 1, 1])
    const city = await programOf(door, "place-510100", "approver")
    const { districts } = (await (await city.get(`/quarters/${quarter}`)).json()) as {
      districts: { placeCode: string; estates: number; states: Record<string, number> }[]
    }
    const qingyang = districts.find(({ placeCode }) => placeCode === places.qingyang.district)
    const ofCity = async (state: string) => {
      let n = 0
      for (let after = ""; ; ) {
        const answer = await city.get(`/submissions?quarter=${quarter}&state=${state}&limit=50${after}`)
        const { items, nextCursor } = (await answer.json()) as { items: unknown[]; nextCursor: string | null }
        n += items.length
        if (nextCursor === null) return n
        after = `&cursor=${encodeURIComponent(nextCursor)}`
      }
    }
    expect(qingyang?.states["closed"]).toBe(await ofCity("closed"))
    expect(districts.reduce((sum, { states }) => sum + (states["draft"] ?? 0), 0)).toBe(await ofCity("draft"))
  })

  test("what is being corrected stands where it stood", async () => {
    await door.cell.rows(
      `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
       select 'k', ?, 'id-own-g', r.id, 'r', 'm', ? from releases r limit 1`,
      [quarter, door.now.toISOString()],
    )
    await leaveEvent(door.cell)
    expect(namesOf(await file({ state: "closed" })).toSorted()).toEqual(["e", "f"])
    expect(namesOf(await file({ state: "returned" })).toSorted()).toEqual(["c", "g"])
    await door.cell.rows("delete from corrections where id = 'k'")
    await leaveEvent(door.cell)
  })
})

test("what the desk says leads to exactly that many estates, the most urgent first", async () => {
  const { html } = await shown(await manager.get(paths.desk()))
  const links = [...html.matchAll(/<a href="(\/filing\?[^"]*)"><strong[^>]*>(\d+)<\/strong>/g)]
  expect(links.length).toBe(4)
  for (const [, href = "", n] of links) {
    const query = Object.fromEntries(new URL(href.replaceAll("&amp;", "&"), "http://x").searchParams)
    expect((await file(query)).length, href).toBe(Number(n))
  }
  const rows = [...html.matchAll(/<li class="to-do__row">[\s\S]*?<strong>小区 own-(\w)<\/strong>/g)]
  expect(rows.map(([, name]) => name)).toEqual(["c", "b", "a"])
})

test("a list is found by name, pinyin and initials, and by place", async () => {
  await door.cell.rows(
    "update estates set name = '听雨里', search_text = '听雨里 tingyuli tyl' where slug = 'own-a'",
  )
  await leaveEvent(door.cell)
  for (const q of ["听雨", "tingyu", "TYL"]) expect(namesOf(await file({ q })), q).toEqual(["听雨里"])
  expect(await file({ q: "没有的" })).toEqual([])
  for (const place of [places.qingyang.district, places.qingyang.street])
    expect(namesOf(await file({ place })).toSorted(), place).toEqual(["e", "f", "g", "h"])
  const page = await shown(await manager.get(addressed(paths.filing(), { quarter, q: "tyl" })))
  // The states beside a search count what it leaves.
  expect(page.words).toContain(`${text.list.all} 1`)
  expect(page.words).toContain(text.list.foundAmong(text.list.all, 1))
})

test("the deadline by which the list is ordered is the one that the form says", async () => {
  const recorded = { b: 3, c: 9, a: 1 }
  for (const [slug, days] of Object.entries(recorded))
    await door.cell.rows("update tenures set recorded_at = ? where estate_id = ?", [
      new Date(door.now.getTime() + days * 86_400_000).toISOString(),
      `id-own-${slug}`,
    ])
  await door.cell.rows("update submissions set grace_day = '2099-01-01' where id = ?", [`${quarter}-own-c`])
  await leaveEvent(door.cell)
  const lines = await file({ sort: "deadline" })
  const due = lines.map((line) => line[3] ?? "")
  const read = door.cell.contextFor(companyMember("manager", "company-own")).read
  const days: string[] = []
  for (const [name = ""] of lines) {
    const slug = name === "听雨里" ? "own-a" : name.replace("小区 ", "")
    const dossier = await read.submissions.dossier(slug, quarter)
    if (!dossier) throw new Error(slug)
    days.push(timeliness(door.now, dossier.due, dossier.submission, dossier.correction !== null).dueDay)
  }
  expect(days).toEqual(days.toSorted())
  expect(new Set(days).size).toBeGreaterThan(3)
  expect(due).toEqual(days.map((day) => formatDay(texts.zh, day)))
})

test("groups are made of standings, each in one only of what waits and what was sent", () => {
  const counts = {
    none: 1,
    draft: 2,
    returned: 4,
    submitted: 8,
    street_verified: 16,
    verified: 32,
    closed: 64,
  }
  expect(standingCount(counts, standingGroups.todo)).toBe(7)
  expect(standingCount(counts, standingGroups.sent)).toBe(56)
})

test("a released score stands beside each estate, with its change; one of another company stays unseen", async () => {
  const [row] = await door.cell.rows(
    `select e.name, c.final, o.id as company from publications p join scorecards c on c.release_id = p.release_id
     join estates e on e.id = c.estate_id join tenures t on t.estate_id = e.id and t.to_date is null
     join organisations o on o.id = t.organisation_id where c.final is not null and length(p.period) = 6 limit 1`,
  )
  const theirs = await door.as(await door.addMember(String(row?.["company"]), "viewer"))
  const lines = await fileOf(theirs, addressed(paths.listFile("filing"), { quarter, sort: "score" }))
  const found = lines.find(([name]) => name === row?.["name"])
  expect(Number(found?.[5])).toBeCloseTo(Number(row?.["final"]), 2)
  const scores = lines.flatMap((line) => (line[5] === "" ? [] : [Number(line[5])]))
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  expect(namesOf(await file()).includes(String(row?.["name"]))).toBe(false)
})
