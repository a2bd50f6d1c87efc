import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { organisations } from "../../schema/tables/organisations.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import { addEstates, addSubmissions, leaveEvent, places, sampleTexts } from "../support/cell-rows.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
let company: Client
let street: Client
let district: Client
let rows = 0

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6, released: 1 })
  const createdAt = door.now.toISOString()
  const authority = (placeCode: string) => ({
    id: `place-${placeCode}`,
    kind: "authority" as const,
    name: placeCode,
    placeCode,
    demonstration: false,
    createdAt,
  })
  const grown = { id: "company-grown", kind: "company" as const, name: "物业", placeCode: null }
  await door.cell.client.execute(
    insertRows(organisations, [
      authority(places.jinjiang.street),
      { ...grown, demonstration: false, createdAt },
    ]),
  )
  company = await door.as(await door.addMember(grown.id, "editor"))
  street = await door.as(await door.addMember(`place-${places.jinjiang.street}`, "verifier"))
  district = await door.as("district")
})
afterAll(() => door.close())

/** Adds submitted estates of one company in one street until there are `n`. */
async function growTo(n: number): Promise<void> {
  const slugs = Array.from({ length: n - rows }, (_, at) => `grown-${rows + at}`)
  rows = n
  await addEstates(
    door.cell,
    slugs.map((slug) => ({ slug, company: "company-grown" })),
  )
  await addSubmissions(
    door.cell,
    slugs.map((slug) => ({ slug, quarter: door.openQuarter, state: "submitted" as const })),
  )
  await leaveEvent(door.cell)
}

/** Round trips of a page that was asked for before, and how many of the grown estates it links to. */
async function warm(client: Client, path: string): Promise<{ roundTrips: number; links: number }> {
  await client.get(path)
  const { response, roundTrips } = await door.costOf(() => client.get(path))
  expect(response.status).toBe(200)
  const links = new Set((await response.text()).match(/(?<=href="\/[a-z]+\/\w+\/)grown-\d+(?=")/g))
  return { roundTrips, links: links.size }
}

/** Address of the page behind the one at a path. */
async function nextOf(client: Client, path: string): Promise<string> {
  const html = await (await client.get(path)).text()
  const next = /href="([^"]*[?&;]after=[^"]*)"/.exec(html)?.[1] ?? ""
  return next.replaceAll("&amp;", "&")
}

describe("a list costs the same with 1, 3 and 50 rows", () => {
  const lists: [name: string, of: () => [Client, string], linked: boolean][] = [
    ["filing", () => [company, "/filing"], true],
    ["the verification queue", () => [street, "/verification"], true],
    ["a submission beside the queue", () => [street, `/verification/${door.openQuarter}/grown-0`], true],
    ["a quarter's districts", () => [district, `/quarters/${door.openQuarter}`], false],
    ["the quarters", () => [district, "/quarters"], false],
  ]

  test("at most two round trips, session and membership included", async () => {
    const costs: Record<string, number[]> = {}
    for (const n of [1, 3, 50]) {
      await growTo(n)
      for (const [name, of, linked] of lists) {
        const { roundTrips, links } = await warm(...of())
        if (linked) expect(links, `${name} with ${n} rows`).toBe(n)
        costs[name] = [...(costs[name] ?? []), roundTrips]
      }
    }
    for (const [name] of lists) expect(costs[name], name).toEqual([2, 2, 2])
  })

  test("and what lies beyond 50 waits on the next page", async () => {
    await growTo(53)
    expect((await warm(company, "/filing")).links).toBe(50)
    expect(await warm(company, await nextOf(company, "/filing"))).toEqual({ roundTrips: 2, links: 3 })
    expect(await warm(street, await nextOf(street, "/verification"))).toEqual({ roundTrips: 2, links: 3 })
  })

  test("and past the last page stands the first, with what still waits", async () => {
    const [filing, queue] = [await nextOf(company, "/filing"), await nextOf(street, "/verification")]
    const last = "select id from estates where slug like 'grown-%' order by name desc, id desc limit 3"
    await door.cell.rows(`update estates set retired_from = '2020-01-01' where id in (${last})`)
    await leaveEvent(door.cell)
    expect((await warm(company, filing)).links).toBe(50)
    expect((await warm(street, queue)).links).toBe(50)
  })
})

describe("a write costs the same for one value and for all", () => {
  test("at most three round trips", async () => {
    const costs: number[] = []
    await addEstates(door.cell, [{ slug: "typed", company: "company-grown" }])
    const path = `/filing/${door.openQuarter}/typed`
    const all = Object.entries(sampleTexts(3))
    for (const texts of [all.slice(0, 1), all]) {
      const page = await (await company.get(path)).text()
      const names = new Set([...page.matchAll(/name="(v:[\w-]+)"/g)].map(([, name = ""]) => name))
      const values = texts.map(([key, text]) => [`v:${key}`, text] as [string, string])
      const fields: [string, string][] = [
        ["key", `list-cost-${texts.length}`],
        ["revision", String(costs.length)],
        ...values.filter(([name]) => names.has(name)),
      ]
      const { response, roundTrips } = await door.costOf(() => company.post(`${path}/draft`, fields))
      expect(response.status).toBe(303)
      costs.push(roundTrips)
    }
    expect(costs).toEqual([3, 3])
  })

  test("a refused write costs no more: somebody else saved meanwhile", async () => {
    const page = await (await company.get(`/filing/${door.openQuarter}/typed`)).text()
    const owner = /"owner":"([^"]+)"/.exec(page)?.[1] ?? ""
    const change = { "v:households": "640", "was:v:households": "1" }
    const fields = { key: "list-cost-stale", revision: "1", owner, ...change }
    const { response, roundTrips } = await door.costOf(() =>
      company.post(`/filing/${door.openQuarter}/typed/draft`, fields, { accept: "application/json" }),
    )
    expect(response.status).toBe(409)
    expect(roundTrips).toBeLessThanOrEqual(6)
  })
})

test("a page of the public costs nothing once it was asked for, and a stranger without a cookie nothing at all", async () => {
  const nobody = await door.as(null)
  for (const path of ["/", "/ranking", "/methodology/cd-wwsg-2023", "/sign-in"])
    expect((await warm(nobody, path)).roundTrips, path).toBe(0)
  for (const path of ["/desk", "/filing", "/verification", "/quarters"])
    expect((await door.costOf(() => nobody.get(path))).roundTrips, path).toBe(0)
  const forged = { cookie: "shige.session_token=forged.signature" }
  expect((await door.costOf(() => nobody.get("/desk", forged))).roundTrips).toBe(0)
})
