import { globSync, readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { organisations } from "../../schema/tables/organisations.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import { paths } from "../../web/paths.ts"
import { texts } from "../../web/text/text.ts"
import { oversightList } from "../../worker/domain/audit/oversight.ts"
import { requestList } from "../../worker/domain/correction/request-list.ts"
import { choicesOf, listQuery } from "../../worker/domain/list.ts"
import { memberList, organisationList } from "../../worker/domain/organisation/organisation-list.ts"
import { estateList } from "../../worker/domain/registry/estate-list.ts"
import { boardList } from "../../worker/domain/submission/board.ts"
import { burdenList } from "../../worker/domain/submission/burden.ts"
import { filingList, queueList, trendList } from "../../worker/domain/submission/desk-lists.ts"
import { addEstates, addSubmissions, leaveEvent } from "../support/cell-rows.ts"
import { type Client, type FrontDoor, openFrontDoor, openNeighbour } from "../support/front-door.ts"
import { actsBelow, requestsOf, spreadOut, viewersOf } from "../support/list-city.ts"
import { addressed, addressOf, fileOf, walk } from "../support/list-walk.ts"
import { shown } from "../support/quarter-forms.ts"

const text = texts.zh
const hostile = "=1+1 %_\"'"
let door: FrontDoor
let city: Client
let operator: Client
let manager: Client

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 1 })
  const createdAt = door.now.toISOString()
  const slugs = Array.from({ length: 120 }, (_, at) => `list-${at}`)
  await addEstates(
    door.cell,
    slugs.map((slug) => ({ slug, company: "company-1" })),
  )
  const state = (at: number) => (["submitted", "street_verified", "verified", "returned"] as const)[at % 4]
  await addSubmissions(
    door.cell,
    slugs.slice(0, 110).map((slug, at) => ({ slug, quarter: door.openQuarter, state: state(at) ?? "draft" })),
  )
  await actsBelow(door)
  await door.cell.rows("update estates set name = ?, search_text = ? where slug = 'list-7'", [
    hostile,
    hostile,
  ])
  await door.cell.rows("update estates set retired_from = '2020-01-01' where slug in ('list-8', 'list-9')")
  await door.cell.rows(
    "update estates set households = 1, micro_grids = 1, grid_workers = 1, general_grids = 1 where slug < 'list-3'",
  )
  await door.cell.client.execute(
    insertRows(
      organisations,
      slugs.map((slug, at) => ({
        id: `company-${slug}`,
        kind: "company" as const,
        name: at === 3 ? hostile : `列表物业 ${slug}`,
        demonstration: false,
        createdAt,
      })),
    ),
  )
  await viewersOf(door, slugs.slice(0, 60))
  await spreadOut(door, slugs)
  await requestsOf(door, slugs)
  await leaveEvent(door.cell)
  city = await door.as("city")
  operator = await door.as("operator")
  manager = await door.as("manager")
})
afterAll(() => door.close())

interface Case {
  name: string
  client: () => Client
  kind: Parameters<typeof listQuery>[0]
  page: string
  file: string
  /** Codes to narrow by, besides the words that filters take; what is looked for. */
  codes?: () => Record<string, string[]>
  words?: string[]
  /** How the page says its number; null where it does not. */
  said: (n: number, query: Record<string, string>) => string | null
}

const plain = { words: ["list-1", "%", "没有的"], said: (n: number) => String(n) }

const cases: Case[] = [
  {
    name: "the registry of the city",
    client: () => city,
    kind: estateList("authority"),
    page: paths.registry(),
    file: paths.listFile("registry"),
    codes: () => ({ district: ["510104", "510105", "510999"] }),
    words: ["list", "%", "_", '"', "'", "锦", "没有的"],
    said: (n) => text.registry.list.lead(n),
  },
  {
    name: "the registry of a company",
    client: () => manager,
    kind: estateList("company"),
    page: paths.registry(),
    file: paths.listFile("registry"),
    codes: () => ({ district: ["510104"] }),
    words: ["list-1"],
    said: (n) => text.registry.list.lead(n),
  },
  {
    name: "organisations",
    client: () => operator,
    kind: organisationList,
    page: paths.organisations(),
    file: paths.listFile("organisations"),
    words: ["列表", "%", "_", "'", "没有的"],
    said: (n) => text.people.organisations.list.count(n),
  },
  {
    name: "members",
    client: () => manager,
    kind: memberList,
    page: paths.members(),
    file: paths.listFile("members"),
    said: (n) => String(n),
  },
  {
    name: "the queue",
    client: () => city,
    kind: queueList,
    page: paths.verification(),
    file: paths.listFile("verification"),
    codes: () => ({ quarter: [door.openQuarter, door.endedQuarters.at(-1) ?? ""] }),
    said: (n, { state, quarter }) =>
      state === undefined && n > 0 && quarter !== undefined ? String(n) : null,
  },
  {
    name: "the estates of the board",
    client: () => city,
    kind: boardList,
    ...{ page: paths.boardEstates(), file: paths.listFile("board") },
    codes: () => ({ quarter: ["1999Q1"], place: ["510104"], at: ["510104018004"], company: ["none"] }),
    words: ["list-1"],
    said: (n) => String(n),
  },
  {
    ...{ name: "the acts of those below", client: () => city, kind: oversightList, ...plain },
    ...{ page: paths.oversight(), file: paths.oversightFile() },
    codes: () => ({ quarter: [door.openQuarter, "1999Q1"] }),
    words: ["list-1", "没有的"],
  },
  {
    ...{ name: "the filing desk", client: () => manager, kind: filingList, ...plain },
    ...{ page: paths.filing(), file: paths.listFile("filing") },
    codes: () => ({ quarter: [door.openQuarter, "1999Q1"], place: ["510105005"], band: ["good"] }),
  },
  {
    ...{ name: "the burden", client: () => city, kind: burdenList, ...plain },
    ...{ page: paths.burden(), file: paths.listFile("burden") },
    codes: () => ({ quarter: [door.endedQuarters.at(-1) ?? "", "1999Q1"] }),
  },
  {
    ...{ name: "the requests for correction", client: () => city, kind: requestList },
    ...{ page: paths.correctionRequests(), file: paths.correctionRequestsFile() },
    codes: () => ({ district: ["510105", "510999"], quarter: ["1999Q1"] }),
    ...{ words: ["list-1", "没有的"], said: (n) => text.corrections.requests.found(n) },
  },
  {
    ...{ name: "the trend", client: () => manager, kind: trendList, ...plain },
    ...{ page: paths.trend(), file: paths.trendFile() },
  },
]

test("every list that is declared is walked here", () => {
  const declared = globSync("worker/domain/**/*.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/listKind\(\{\s*name: "(\w+)"/g)].map(([, name]) => name),
  )
  expect(declared.length).toBeGreaterThanOrEqual(5)
  expect([...new Set(cases.map(({ kind }) => kind.name))].sort()).toEqual(declared.sort())
})

/** Every way to narrow a list: each filter's values with each other, and with each of some words. */
function narrowed({ kind, codes = () => ({}), words = [] }: Case): Record<string, string>[] {
  let found: Record<string, string>[] = [{}, ...words.map((q) => ({ q }))]
  for (const name of Object.keys(kind.filters)) {
    const values = [...choicesOf(kind, name), ...(codes()[name] ?? []), ""]
    found = found.flatMap((one) => values.map((value) => (value === "" ? one : { ...one, [name]: value })))
  }
  const asked = found.map(({ q = "", ...filters }) => listQuery(kind, { q, filters }))
  return [...new Map(asked.map((one) => [JSON.stringify(one), one])).values()]
}

/** What is asked for, in whatever order it is said; nothing said of a filter is its usual value. */
const keyOf = (query: Record<string, string>) =>
  JSON.stringify(
    Object.entries(query)
      .filter(([, value]) => value !== "")
      .sort(),
  )

describe("the number that a list says is the number of rows behind its link, and of those in its file", () => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const ways = narrowed(one)
    let most = 0
    const answers = new Map<string, string>()
    for (const query of ways) {
      const { words, rows, pages } = await walk(one.client(), addressed(one.page, query))
      const lines = await fileOf(one.client(), addressed(one.file, query))
      expect(lines.length, JSON.stringify(query)).toBe(rows.length)
      expect(new Set(rows).size, JSON.stringify(query)).toBe(rows.length)
      const said = one.said(rows.length, query)
      if (said !== null && rows.length > 0) expect(words, JSON.stringify(query)).toContain(said)
      most = Math.max(most, pages)
      answers.set(keyOf(query), JSON.stringify(rows))
    }
    const ignored = Object.keys(one.kind.filters).filter((filter) =>
      ways.every((query) => answers.get(keyOf(query)) === answers.get(keyOf({ ...query, [filter]: "" }))),
    )
    expect(ignored, "filters that change nothing").toEqual([])
    const orders = []
    for (const sort of one.kind.sorts)
      orders.push((await walk(one.client(), addressed(one.page, { sort }))).rows)
    expect(new Set(orders.map((rows) => JSON.stringify(rows))).size, "orders that differ").toBe(orders.length)
    for (const rows of orders) expect(rows.toSorted()).toEqual(orders[0]?.toSorted())
    console.log(`${one.name}: ${ways.length} ways to narrow it, up to ${most} pages`)
    expect(most).toBeGreaterThan(1)
  })

  test("words are looked for as they stand, and no cell of a file is a formula", async () => {
    const file = paths.listFile("registry")
    const names = (await fileOf(city, file)).map(([name]) => name)
    expect(names.filter((name) => name?.includes("=1+1"))).toEqual([`'${hostile}`])
    for (const q of ["%", "_", "%_", '"', "'", "--"]) {
      expect(await fileOf(city, addressed(file, { q })), q).toEqual([])
      const found = await fileOf(operator, addressed(paths.listFile("organisations"), { q }))
      expect(
        found.map(([name]) => name),
        q,
      ).toEqual(q === "--" ? [] : [`'${hostile}`])
    }
  })

  test("the list of programs has the same rows in the same order", async () => {
    const rows = await fileOf(city, addressed(paths.listFile("registry"), { sort: "slug" }))
    expect(rows.length).toBeGreaterThan(100)
    const names = (await walk(city, addressed(paths.registry(), { sort: "slug" }))).rows.map(
      (cell) => /href="\/registry\/estates\/([^"]+)"/.exec(cell)?.[1],
    )
    expect(names).toEqual([...names].sort())
  })
})

describe("refused, with what there is", () => {
  const refused = async (client: Client, path: string) => {
    const answer = await shown(await client.get(path))
    return [answer.status, answer.words] as const
  }

  test("an unknown filter value and an unknown order, on the page and for the file", async () => {
    for (const path of [paths.registry(), paths.listFile("registry")]) {
      const [status, words] = await refused(city, addressed(path, { show: "former" }))
      expect([status, words.includes("standing, incomplete, unmanaged, retired")]).toEqual([422, true])
      expect((await refused(city, addressed(path, { sort: "password" })))[0]).toBe(422)
    }
    expect((await refused(operator, addressed(paths.organisations(), { kind: "__proto__" })))[0]).toBe(422)
    expect((await refused(city, addressed(paths.verification(), { state: "secret" })))[0]).toBe(422)
  })

  test("a place of another list, filter, order, organisation or city, and one that was changed", async () => {
    const first = await (await city.get(paths.registry())).text()
    const address = addressOf(first, "after") ?? ""
    const place = new URL(address, "http://x").searchParams.get("after") ?? ""
    expect(place).not.toBe("")
    const neighbour = await openNeighbour(door)
    const elsewhere = await neighbour.as("city@demo.shige.example")
    const wrong: [string, Client, string][] = [
      ["another filter", city, addressed(paths.registry(), { district: "510104", after: place })],
      ["another order", city, addressed(paths.registry(), { sort: "name", after: place })],
      ["other words", city, addressed(paths.registry(), { q: "list", after: place })],
      ["another list", city, addressed(paths.verification(), { after: place })],
      ["another organisation", operator, addressed(paths.registry(), { after: place })],
      ["another city", elsewhere, addressed(paths.registry(), { after: place })],
      [
        "changed",
        city,
        addressed(paths.registry(), { after: `${place.slice(0, -1)}${place.endsWith("A") ? "B" : "A"}` }),
      ],
      ["no place", city, addressed(paths.registry(), { before: "[1]" })],
      ["a long one", city, addressed(paths.registry(), { after: "a".repeat(4000) })],
    ]
    for (const [name, client, path] of wrong) {
      const [status, words] = await refused(client, path)
      expect([name, status, words.includes(text.access.refusals.list_place_unknown({}))]).toEqual([
        name,
        422,
        true,
      ])
    }
    expect((await city.get(address)).status).toBe(200)
    await neighbour.close()
  })
})
