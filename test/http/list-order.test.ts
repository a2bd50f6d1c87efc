import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { estateSorts } from "../../worker/domain/registry/estate-sorts.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openProgram, type Program } from "../support/program.ts"
import { shown } from "../support/quarter-forms.ts"

let door: FrontDoor
let program: Program
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8 })
  program = await openProgram(door, "city")
})
afterAll(() => door.close())

interface Row {
  slug: string
  name: string
  districtCode: string
}

interface Answered {
  items: Row[]
  nextCursor: string | null
}

const list = async (query: string): Promise<Answered> => {
  const answer = await program.get(`/estates?${query}`)
  expect(answer.status).toBe(200)
  return answer.json()
}

async function refusal(answer: Promise<Response>) {
  const got = await answer
  const { code, faults } = await got.json()
  return { status: got.status, code, fields: faults?.map(({ field }: { field: string }) => field) }
}

const keyOf: Record<(typeof estateSorts)[number], (row: Row) => string> = {
  place: ({ districtCode, name }) => `${districtCode} ${name}`,
  name: ({ name }) => name,
  slug: ({ slug }) => slug,
}

test.each(estateSorts)(
  "ordered by %s, page after page, every estate stands once where the order says",
  async (sort) => {
    const all = (await list(`sort=${sort}&limit=200`)).items
    const keys = all.map(keyOf[sort])
    expect(all.length).toBeGreaterThan(7)
    expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
    const paged: string[] = []
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Answered = await list(`sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`)
      paged.push(...page.items.map(({ slug }) => slug))
      cursor = page.nextCursor
    }
    expect(paged).toEqual(all.map(({ slug }) => slug))
    const client = await door.as("city")
    const page = await (await client.get(paths.registry({ sort }))).text()
    const places = all.map(({ slug }) => page.indexOf(`href="${paths.estateSheet(slug)}"`))
    expect(places.every((place, at) => place > (places[at - 1] ?? 0))).toBe(true)
  },
)

test("an unknown order is refused by a rule of its own, on the page with the orders that there are", async () => {
  const client = await door.as("city")
  for (const sort of ["password", "name desc", "constructor"]) {
    const page = await client.get(paths.registry({ sort }))
    expect(page.status).toBe(422)
    expect((await shown(page)).words).toContain(
      `不能按“${sort}”排序。这个列表可以按这些排序：place, name, slug`,
    )
    const refused = await refusal(program.get(`/estates?sort=${encodeURIComponent(sort)}`))
    expect(refused).toEqual({ status: 400, code: "query_invalid", fields: ["sort"] })
  }
  expect((await client.get(paths.registry({ sort: "" }))).status).toBe(200)
})

test("a cursor is good for its own list, order, filter and organisation only", async () => {
  const { nextCursor: cursor } = await list("sort=name&limit=2")
  const other = await openProgram(door, "manager")
  const asked: [Program, string][] = [
    [program, `/estates?limit=2&cursor=${cursor}`],
    [program, `/estates?sort=place&limit=2&cursor=${cursor}`],
    [program, `/estates?sort=name&q=a&limit=2&cursor=${cursor}`],
    [program, `/submissions?limit=2&cursor=${cursor}`],
    [program, `/places?limit=2&cursor=${cursor}`],
    [other, `/estates?sort=name&limit=2&cursor=${cursor}`],
  ]
  for (const [who, path] of asked)
    expect(await refusal(who.get(path)), path).toMatchObject({ status: 400, code: "cursor_invalid" })
  expect((await list(`sort=name&limit=2&cursor=${cursor}`)).items).toHaveLength(2)
})
