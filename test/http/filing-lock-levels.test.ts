import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { closeDistrict } from "../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { makeKey, type Program, programWith } from "../support/program.ts"

/** Who types a part: its company, and the community, street and district of its estate. */
const levels = ["company", "community", "street", "district"] as const
type Level = (typeof levels)[number]

let door: FrontDoor
let slug: string
let district: string
const people = new Map<Level, string>()
const programs = new Map<Level, Program>()

beforeAll(async () => {
  door = await openFrontDoor({ released: 1 })
  const [row] = await door.cell.rows(
    `select e.slug, e.place_code, e.street_code, e.district_code from submissions s join estates e on e.id = s.estate_id
     where s.quarter = ? and s.organisation_id = 'company-1' and length(e.place_code) = 12
     and exists (select 1 from organisations o where o.place_code = e.place_code)
     and exists (select 1 from organisations o where o.place_code = e.street_code) limit 1`,
    [door.openQuarter],
  )
  slug = String(row?.["slug"])
  district = String(row?.["district_code"])
  people.set("company", await door.addMember("company-1", "manager"))
  for (const [level, code] of [
    ["community", "place_code"],
    ["street", "street_code"],
    ["district", "district_code"],
  ] as const)
    people.set(level, await door.addMember(`place-${row?.[code]}`, "approver"))
  for (const [level, who] of people) programs.set(level, programWith(door, await makeKey(door, who)))
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from closings where quarter = ?", [door.openQuarter])
})

const state = (to: string) =>
  door.cell.rows(
    "update submissions set state = ? where quarter = ? and estate_id = (select id from estates where slug = ?)",
    [to, door.openQuarter, slug],
  )

/** What the page says, and what programs are told. */
async function locksOf(level: Level, quarter = door.openQuarter) {
  const page = await (await door.as(people.get(level) ?? "")).get(paths.submission(slug, quarter))
  const words = (await page.text()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")
  const answer = await programs.get(level)?.get(`/submissions/${quarter}/${slug}`)
  const told = (await answer?.json()) as { part?: { locked: string | null } }
  return { page: page.status, words: /只能查看(.{0,120})/.exec(words)?.[1] ?? "", told: told.part?.locked }
}

describe.each(levels)("of the %s", (level) => {
  const company = level === "company"

  test("an open form has no lock", async () => {
    await state("draft")
    expect(await locksOf(level)).toEqual({ page: 200, words: "", told: null })
  })

  test("what is past its turn says so, and whom to ask", async () => {
    await state("verified")
    const { words, told } = await locksOf(level)
    expect(told).toBe(company ? "move_save" : "part_closed")
    expect(words).toMatch(company ? /已经核定，不能再改.*请联系区县（.+）的核查员退回/ : /核实|核定/)
    await state("street_verified")
    expect((await locksOf(level)).told).toBe(
      company ? "move_save" : level === "district" ? null : "part_closed",
    )
  })

  test("a closed quarter says so, whatever else is the matter, and whom to ask", async () => {
    await state("draft")
    await closeDistrict(door.cell, door.openQuarter, district)
    const { words, told } = await locksOf(level)
    expect(told).toBe("closed")
    expect(words).toMatch(/已经关账，不能再改。 ?有误请联系.+的主管部门/)
  })

  test("a released quarter says so", async () => {
    const [row] = await door.cell.rows("select max(period) p from publications where length(period) = 6")
    const { words, told } = await locksOf(level, String(row?.["p"]))
    expect(told).toBe("released")
    expect(words).toContain("发布")
  })
})

test("who may only look is told so, and whom to ask; who has handed over finds nothing of the quarter", async () => {
  await state("draft")
  const viewer = await door.as(await door.addMember("company-1", "viewer"))
  const words = (await (await viewer.get(paths.submission(slug, door.openQuarter))).text()).replace(
    /<[^>]+>/g,
    " ",
  )
  expect(words).toContain("请联系本机构的管理员")
  const held =
    "update tenures set organisation_id = ? where estate_id = (select id from estates where slug = ?)"
  await door.cell.rows(held, ["company-2", slug])
  expect(await locksOf("company")).toMatchObject({ page: 404, told: undefined })
  await door.cell.rows(held, ["company-1", slug])
})
