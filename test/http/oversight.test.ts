import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type Client, type FrontDoor, openFrontDoor, openNeighbour } from "../support/front-door.ts"
import { fileOf } from "../support/list-walk.ts"

let door: FrontDoor
let quarter: string
const who = {} as Record<
  "community" | "street" | "district" | "city" | "otherStreet" | "otherDistrict",
  Client
>
const street = "510104018"
const otherStreet = "510104026"

/** An event of somebody of an organisation about an estate's submission. */
async function act(id: string, organisation: string, slug: string, action = "submission.save") {
  await door.cell.rows(
    `insert into audit_events (id, at, actor_kind, actor_user_id, organisation_id, action, entity, entity_id, detail, after)
     select ?, '2026-01-01T00:00:00.000Z', 'member', m.user_id, m.organisation_id, ?, 'submission', s.id,
       '{"provider":"street"}', '{"bare_soil_m2":"4711"}'
     from submissions s join estates e on e.id = s.estate_id, (select * from members where organisation_id = ? limit 1) m
     where e.slug = ? and s.quarter = ?`,
    [id, action, organisation, slug, quarter],
  )
}

const file = () => paths.oversightFile() + `?quarter=${quarter}`
/** Organisations whose acts somebody sees on an estate. */
async function seen(client: Client, name: string): Promise<string[]> {
  const lines = await fileOf(client, file())
  return [...new Set(lines.filter((line) => line[4] === name).map((line) => line[3] ?? ""))].toSorted()
}

let estate: { slug: string; name: string }
const names: Record<string, string> = {}

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30 })
  quarter = door.endedQuarters.at(-1) ?? ""
  for (const name of ["community", "street", "district", "city"] as const) who[name] = await door.as(name)
  who.otherStreet = await door.as(await door.addMember(`place-${otherStreet}`, "verifier"))
  who.otherDistrict = await door.as(await door.addMember("place-510105", "approver"))
  const [row] = await door.cell.rows(
    `select e.slug, e.name from estates e join submissions s on s.estate_id = e.id
     where e.place_code = '510104018004' and s.quarter = ? limit 1`,
    [quarter],
  )
  estate = { slug: String(row?.["slug"]), name: String(row?.["name"]) }
  for (const { id, name } of await door.cell.rows("select id, name from organisations"))
    names[String(id)] = String(name)
  await act("by-community", "place-510104018004", estate.slug)
  await act("by-street", `place-${street}`, estate.slug, "submission.verify_street")
  await act("by-other-street", `place-${otherStreet}`, estate.slug, "submission.verify_street")
  await act("by-district", "place-510104", estate.slug, "submission.verify_district")
  await act("by-other-district", "place-510105", estate.slug, "submission.verify_district")
  await act("by-company", "company-1", estate.slug)
})
afterAll(() => door.close())

const named = (...ids: string[]) => ids.map((id) => names[id] ?? id).toSorted()

describe("the acts of those below", () => {
  test("each level sees those below it, none of its own, sideways, above, or of companies", async () => {
    expect(await seen(who.street, estate.name)).toEqual(named("place-510104018004"))
    expect(await seen(who.district, estate.name)).toEqual(
      named("place-510104018004", `place-${street}`, `place-${otherStreet}`),
    )
    expect(await seen(who.city, estate.name)).toEqual(
      named("place-510104018004", `place-${street}`, `place-${otherStreet}`, "place-510104", "place-510105"),
    )
    expect(await seen(who.otherStreet, estate.name)).toEqual([])
    expect(await seen(who.otherDistrict, estate.name)).toEqual([])
    expect((await who.community.get(paths.oversight())).status).toBe(403)
  })

  test("nothing of what was typed or decided stands on the page or in the file", async () => {
    for (const path of [paths.oversight({ quarter }), file()]) {
      const html = await (await who.city.get(path)).text()
      expect(html).toContain(estate.name)
      expect(html).not.toContain("4711")
      expect(html).not.toContain("bare_soil")
    }
  })

  test("who stood in is named with whom it stood in for", async () => {
    await door.cell.rows(
      `insert into audit_events (id, at, actor_kind, actor_user_id, organisation_id, action, entity, entity_id, detail)
       select 'deputy', '2026-01-02T00:00:00.000Z', 'member', user_id, organisation_id, 'quarter.close', 'quarter', ?,
         json_object('deputyOf', id) from members where organisation_id = 'place-510104' limit 1`,
      [quarter],
    )
    const line = (await fileOf(who.city, file())).find(([, at]) => at?.startsWith("2026-01-02"))
    expect(line?.[2]).toMatch(/（代理 .+）$/)
    expect(line?.[4]).toBe("整个季度")
    expect((await fileOf(who.street, file())).filter(([, at]) => at?.startsWith("2026-01-02"))).toEqual([])
  })

  test("another city has its own", async () => {
    const neighbour = await openNeighbour(door)
    const before = (await fileOf(await neighbour.as("city@demo.shige.example"), file())).length
    await act("later", `place-${street}`, estate.slug, "submission.return")
    expect((await fileOf(await neighbour.as("city@demo.shige.example"), file())).length).toBe(before)
    await neighbour.close()
  })

  test("an estate that moved to another street is seen there by its new place, by the district as before", async () => {
    await door.cell.rows("update estates set street_code = ?, place_code = ? where slug = ?", [
      otherStreet,
      otherStreet,
      estate.slug,
    ])
    await act("moved", `place-${otherStreet}`, estate.slug, "submission.return")
    expect(await seen(who.street, estate.name)).toEqual([])
    // The community of the former street is not below the new one.
    expect(await seen(who.otherStreet, estate.name)).toEqual([])
    expect(await seen(who.district, estate.name)).toEqual(
      named("place-510104018004", `place-${street}`, `place-${otherStreet}`),
    )
    await door.cell.rows("update estates set district_code = '510105' where slug = ?", [estate.slug])
    expect(await seen(who.district, estate.name)).toEqual([])
  })
})
