import { afterAll, beforeAll, expect, test } from "vitest"
import { seedEdition } from "../../scripts/seeding/base.ts"
import { paths } from "../../web/paths.ts"
import { editionKeys } from "../../worker/domain/scoring/keys.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import type { Program } from "../support/program.ts"
import { programOf } from "../support/told-program.ts"

let door: FrontDoor
let company: Program
beforeAll(async () => {
  door = await openFrontDoor({ released: 1 })
  company = await programOf(door, "company-1", "manager")
})
afterAll(() => door.close())

interface Row {
  estate: string
  minutes: number | null
  saves: number
  answers: number
  typed: number | null
  carried: number
  carriedShare: number | null
  explained: number
  asked: number
  adjusted: number
  returned: number
}

async function rowOf(program: Program, slug: string, quarter = door.openQuarter): Promise<Row | undefined> {
  let cursor: string | null = null
  do {
    const query = new URLSearchParams({ quarter, limit: "100", ...(cursor && { cursor }) })
    const answer = await program.get(`/burden?${query}`)
    expect(answer.status).toBe(200)
    const page: { items: Row[]; nextCursor: string | null } = await answer.json()
    const found = page.items.find(({ estate }) => estate === slug)
    if (found) return found
    cursor = page.nextCursor
  } while (cursor)
  return undefined
}

async function estateWith(state: string): Promise<{ slug: string; id: string }> {
  const [row] = await door.cell.rows(
    `select e.slug, s.id from submissions s join estates e on e.id = s.estate_id
     where s.quarter = ? and s.state = ? and s.organisation_id = 'company-1' order by e.slug`,
    [door.openQuarter, state],
  )
  return { slug: String(row?.["slug"]), id: String(row?.["id"]) }
}

/** A program of the authority of a place. */
async function authorityOf(place: string): Promise<Program> {
  const [row] = await door.cell.rows(
    "select id from organisations where kind = 'authority' and place_code = ?",
    [place],
  )
  return programOf(door, String(row?.["id"]), "approver")
}

/** A save of the company's part as the record has it, so many minutes after a moment. */
async function saved(
  id: string,
  minute: number,
  after: Record<string, string | null>,
  { kind = "member", user = "u1", detail = {} }: { kind?: string; user?: string; detail?: object } = {},
) {
  await door.cell.rows(
    `insert into audit_events (id, at, actor_kind, actor_user_id, organisation_id, action, entity, entity_id, detail, after)
     values (?, ?, ?, ?, 'company-1', 'submission.save', 'submission', ?, ?, ?)`,
    [
      `${id}-${user}-${minute}-${kind}`,
      new Date(door.now.getTime() + minute * 60_000).toISOString(),
      kind,
      user,
      id,
      JSON.stringify({ provider: "company", ...detail }),
      JSON.stringify(after),
    ],
  )
}

test("minutes are those between saves of one person at most five minutes apart; a save alone counts one", async () => {
  const { slug, id } = await estateWith("draft")
  expect(await rowOf(company, slug)).toMatchObject({ minutes: null, saves: 0, typed: null })
  const before = (await rowOf(company, slug))!
  const keys = (
    await door.cell.rows(
      "select key from \"values\" where submission_id = ? and provider = 'company' and value <> ''",
      [id],
    )
  ).map((row) => String(row["key"]))
  expect(before.answers).toBe(keys.length)
  const [one = "", two = "", three = "", four = ""] = keys
  await saved(id, 0, { [one]: "1", [`${two}.reason`]: "text:4", state: "draft" })
  await saved(id, 4, { [one]: "2", [two]: "3" })
  // Longer apart; another person at the same time is another's time, in the same sum.
  await saved(id, 10, { [two]: null })
  await saved(id, 11, { unknown: "1" }, { user: "u2" })
  expect(await rowOf(company, slug)).toMatchObject({ minutes: 1 + 4 + 1 + 1, saves: 4, typed: 2 })
  // What came by a file or a program was not typed, and takes nobody's minutes.
  await saved(id, 12, { [three]: "1" }, { detail: { file: true } })
  await saved(id, 13, { [four]: "1" }, { kind: "key" })
  const told = (await rowOf(company, slug))!
  expect(told).toMatchObject({ minutes: 7, saves: 6, typed: 2, answers: keys.length })
  // A clock that was set back takes nothing away.
  await saved(id, 2, {}, { user: "u3" })
  await saved(id, -3, {}, { user: "u3" })
  expect(await rowOf(company, slug)).toMatchObject({ minutes: 9, saves: 8 })
  const html = await (await (await door.as("editor")).get(paths.burden())).text()
  expect(html).toContain("平均每个小区")
  expect(html).not.toMatch(/u1|u2/)
})

test("a lasting answer that is what the filing before said is carried, and not typed", async () => {
  const { slug, id } = await estateWith("draft")
  const before = (await rowOf(company, slug))!
  const lasting = [...editionKeys(seedEdition("demonstration").edition).values()].filter(({ carry }) => carry)
  const [row] = await door.cell.rows(
    `select v.key, p.value from "values" v join submissions s on s.id = v.submission_id
     join submissions ps on ps.estate_id = s.estate_id and ps.quarter < s.quarter and ps.filing > 0
     join "values" p on p.submission_id = ps.id and p.provider = 'company' and p.key = v.key and p.filing = ps.filing
     where s.id = ? and v.provider = 'company' and v.value <> '' and cast(p.value as integer) > 0
       and v.key in (select value from json_each(?)) order by ps.quarter desc, v.key limit 1`,
    [id, JSON.stringify(lasting.map(({ key }) => key))],
  )
  const [key, last] = [String(row?.["key"]), Number(row?.["value"])]
  const change = (value: number) =>
    door.cell.rows(
      "update \"values\" set value = ? where submission_id = ? and provider = 'company' and key = ?",
      [String(value), id, key],
    )
  await saved(id, 40, { [key]: "5" })
  await change(last)
  const same = (await rowOf(company, slug))!
  await change(last + 1)
  const other = (await rowOf(company, slug))!
  expect([other.carried, other.typed]).toEqual([same.carried - 1, (same.typed ?? 0) + 1])
  expect(same.carriedShare).toBe(Math.round((1000 * same.carried) / before.answers) / 10)
})

test("an authority sees what was sent, of its own place; of a draft nothing, and another company nothing", async () => {
  const [draft, sent] = [await estateWith("draft"), await estateWith("verified")]
  const city = await authorityOf("510100")
  const district = await authorityOf("510104")
  const nothing = { saves: 0, answers: 0, carried: 0, minutes: null, typed: null }
  expect(await rowOf(city, draft.slug)).toMatchObject(nothing)
  expect((await rowOf(city, sent.slug))!.answers).toBeGreaterThan(30)
  const other = await programOf(door, "company-2", "manager")
  for (const { slug } of [draft, sent]) expect(await rowOf(other, slug)).toBeUndefined()
  // What another company filed for an estate before it was handed over is not the present one's.
  const own = async (organisation: string) =>
    door.cell.rows("update submissions set organisation_id = ? where id = ?", [organisation, sent.id])
  await own("company-2")
  expect(await rowOf(company, sent.slug)).toMatchObject(nothing)
  await own("company-1")
  expect((await rowOf(company, sent.slug))!.answers).toBeGreaterThan(30)
  const [elsewhere] = await door.cell.rows(
    "select slug from estates where district_code <> '510104' and origin <> 'press'",
  )
  expect(await rowOf(district, String(elsewhere?.["slug"]))).toBeUndefined()
  // Its page sums by company what it sees, and says how it counts.
  const html = await (
    await (await door.as("district")).get(paths.burden({ quarter: door.openQuarter }))
  ).text()
  expect(html).toContain("按公司合计")
  expect(html).toContain("不超过 5 分钟")
  expect((await (await door.as("district")).get(paths.burden({ quarter: "2026Q9" }))).status).toBe(404)
})

test("hints that were explained at the sending are counted by their rules", async () => {
  const { slug, id } = await estateWith("verified")
  const before = (await rowOf(company, slug))!
  await door.cell.rows(
    `insert into audit_events (id, at, actor_kind, organisation_id, action, entity, entity_id, detail)
     values ('sent-1', ?, 'member', 'company-1', 'submission.submit', 'submission', ?, ?)`,
    [door.now.toISOString(), id, JSON.stringify({ explained: ["changed_much", "changed_much", "CHK-01"] })],
  )
  expect((await rowOf(company, slug))!.explained).toBe(before.explained + 3)
  const html = await (await (await door.as("editor")).get(paths.burden())).text()
  expect(html).toContain("与上季度相比变化超过一半")
  expect(html).toContain("口径核对 CHK-01")
})
