import { asc, type SQL } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { estates } from "../../schema/tables/estates.ts"
import { type Database, openDatabase } from "../../worker/data/database.ts"
import { type Scope, scopeOf } from "../../worker/data/scope.ts"
import type { Actor } from "../../worker/domain/actor.ts"
import { authorityMember, openTestCell, type TestCell } from "../support/cell.ts"
import { addScopeCity, giveEstates, people, quarter } from "../support/scope-city.ts"

let cell: TestCell
let db: Database

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z"), watched: false })
  await addScopeCity(cell)
  await giveEstates(cell)
  // Another street of 锦江区, and another community of the street that `ash` stands in.
  const [street] = await cell.rows(
    "select code from places where code like '510104%' and length(code) = 9 and code <> '510104035' limit 1",
  )
  const [community] = await cell.rows(
    "select code from places where code like '510104035%' and length(code) = 12 and code <> '510104035018' limit 1",
  )
  await cell.rows("update estates set street_code = ?, place_code = street_code where slug = 'yew'", [
    String(street?.["code"]),
  ])
  await cell.rows("update estates set place_code = ? where slug = 'begun'", [String(community?.["code"])])
  // What no page allows: who is no company has no estates by a tenure either.
  for (const [id, kind] of [
    ["organiser-1", "organiser"],
    ["platform", "platform"],
  ]) {
    const args = [id ?? "", kind ?? ""]
    await cell.rows("insert into organisations (id, kind, name, created_at) values (?, ?, 'n', '2024')", args)
    await cell.rows(
      "insert into tenures (id, estate_id, organisation_id, from_date) values (?1, 'id-ash', ?1, '2021-01-01')",
      args.slice(0, 1),
    )
  }
  db = openDatabase({ url: cell.url, deadlineMs: 60_000 })
})
afterAll(() => cell.close())

async function seen(actor: Actor, condition: (scope: Scope) => SQL): Promise<string[]> {
  const scope = scopeOf(db, actor, { id: null, fingerprint: null })
  const rows = await db
    .select({ slug: estates.slug })
    .from(estates)
    .where(condition(scope))
    .orderBy(asc(estates.slug))
  return rows.map(({ slug }) => slug)
}
const registered = (actor: Actor) => seen(actor, (scope) => scope.registered)
const inQuarter = (actor: Actor, which = quarter) => seen(actor, (scope) => scope.estatesIn(which))

const everything = ["ash", "beech", "begun", "coming", "ended", "left", "press", "retired", "retiring", "yew"]
const but = (...slugs: string[]) => everything.filter((slug) => !slugs.includes(slug))

describe("the registry", () => {
  test("of a company is what it holds, held and will hold, retired or not; never what only others had", async () => {
    expect(await registered(people.manager)).toEqual(but("press", "yew"))
    expect(await registered(people.neighbour)).toEqual(["ended", "left", "yew"])
  })

  test("of a limited member is what of that it was given", async () => {
    expect(await registered(people.limited)).toEqual(["ash", "left"])
    expect(await registered(people.otherLimited)).toEqual(["beech", "coming"])
    expect(await registered(people.emptied)).toEqual([])
  })

  test("of an authority is what stands in its place, by district, street and community", async () => {
    expect(await registered(authorityMember("approver"))).toEqual(everything)
    expect(await registered(authorityMember("approver", "510104"))).toEqual(but("beech"))
    expect(await registered(authorityMember("verifier", "510105"))).toEqual(["beech"])
    expect(await registered(authorityMember("verifier", "510104035"))).toEqual(but("beech", "yew"))
    expect(await registered(authorityMember("editor", "510104035018"))).toEqual(but("beech", "begun", "yew"))
  })

  test("is everything to the platform, nothing to organisers, visitors and an authority without a place", async () => {
    for (const actor of [people.operator, people.system]) expect(await registered(actor)).toEqual(everything)
    const city = authorityMember("approver")
    const placeless = { ...city, organisation: { ...city.organisation, placeCode: null } }
    for (const actor of [people.organiser, people.visitor, placeless, { ...city, level: null }])
      expect(await registered(actor)).toEqual([])
  })
})

describe("a quarter's estates", () => {
  test("of a company are those that it holds on the last day, both ends included", async () => {
    expect(await inQuarter(people.manager)).toEqual(["ash", "beech", "begun", "ended", "retiring"])
    expect(await inQuarter(people.manager, "2026Q4")).toEqual(["ash", "beech", "begun", "coming"])
    expect(await inQuarter(people.neighbour)).toEqual(["left", "yew"])
    expect(await inQuarter(people.neighbour, "2026Q4")).toEqual(["ended", "left", "yew"])
  })

  test("of a limited member are those of them that it was given", async () => {
    expect(await inQuarter(people.limited)).toEqual(["ash"])
    expect(await inQuarter(people.limited, "2026Q2")).toEqual(["ash", "left"])
    expect(await inQuarter(people.otherLimited)).toEqual(["beech"])
    expect(await inQuarter(people.emptied)).toEqual([])
  })

  test("are not those that retired by its last day, that day included, whoever asks", async () => {
    expect(await inQuarter(people.manager, "2026Q2")).toEqual([
      "ash",
      "beech",
      "ended",
      "left",
      "retired",
      "retiring",
    ])
    const city = authorityMember("approver")
    expect(await inQuarter(city)).toEqual(but("retired"))
    expect(await inQuarter(city, "2026Q2")).toEqual(everything)
    expect(await inQuarter(city, "2026Q4")).toEqual(but("retired", "retiring"))
    expect(await inQuarter(authorityMember("approver", "510104"))).toEqual(but("beech", "retired"))
    expect(await inQuarter(people.system)).toEqual(but("retired"))
  })

  test("are an authority's by its place, and nothing to who neither manages nor verifies", async () => {
    expect(await inQuarter(authorityMember("verifier", "510104035"))).toEqual(but("beech", "retired", "yew"))
    const community = authorityMember("editor", "510104035018")
    expect(await inQuarter(community)).toEqual(but("beech", "begun", "retired", "yew"))
    const placeless = { ...community, organisation: { ...community.organisation, placeCode: null } }
    const nobody = [
      people.operator,
      people.organiser,
      people.visitor,
      placeless,
      { ...community, level: null },
    ]
    for (const actor of nobody) expect(await inQuarter(actor)).toEqual([])
  })
})
