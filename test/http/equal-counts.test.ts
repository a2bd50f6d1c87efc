import { afterAll, beforeAll, expect, test } from "vitest"
import { demonstrationStreet } from "../../schema/seed/demonstration/sites.ts"
import { paths } from "../../web/paths.ts"
import { leaveEvent } from "../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import type { Program } from "../support/program.ts"
import { openWalk, reasonsFor, type Walk } from "../support/quarter-forms.ts"
import { programOf } from "../support/told-program.ts"

const district = demonstrationStreet.slice(0, 6)
let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  await walk.save("editor", walk.before["company"] ?? {})
  await walk.submit(reasonsFor(walk))
  // An estate of which no company is known, and one more that nobody files for.
  await door.cell.rows(
    `insert into estates (id, slug, name, place_code, district_code, street_code, origin, created_at)
     select 'nobodys', 'nobodys-estate', '无人登记的小区', place_code, district_code, street_code, 'registered', created_at
     from estates where slug = ?`,
    [walk.slug],
  )
  await leaveEvent(door.cell)
})
afterAll(() => door.close())

interface Listed {
  items: { estate: string }[]
  nextCursor: string | null
}

/** Everything that a program reads of a list, page by page. */
async function listed(program: Program, query: string): Promise<string[]> {
  const found: string[] = []
  let after = ""
  do {
    const { items, nextCursor } = (await (
      await program.get(`/submissions?quarter=${walk.open}&limit=50${query}${after}`)
    ).json()) as Listed
    found.push(...items.map(({ estate }) => estate))
    after = nextCursor === null ? "" : `&cursor=${encodeURIComponent(nextCursor)}`
  } while (after !== "")
  return found
}

async function csvRows(account: string, state: string): Promise<number> {
  const path = `${paths.listFile("verification")}?quarter=${walk.open}&state=${state}`
  const text = await (await (await door.as(account)).get(path)).text()
  return text.trim().split("\n").length - 1
}

test.each([
  ["city", "place-510100"],
  ["approver", `place-${district}`],
  ["street", `place-${demonstrationStreet}`],
])(
  "what a quarter counts for %s is what its list has, an estate without a company among it",
  async (_, id) => {
    const program = await programOf(door, id, "approver")
    const quarter = (await (await program.get(`/quarters/${walk.open}`)).json()) as {
      districts: { estates: number; states: Record<string, number> }[]
    }
    const rows = await listed(program, "")
    expect(rows).toContain("nobodys-estate")
    expect(quarter.districts.reduce((sum, { estates }) => sum + estates, 0)).toBe(rows.length)
    for (const state of ["draft", "submitted", "verified"])
      expect((await listed(program, `&state=${state}`)).length, state).toBe(
        quarter.districts.reduce((sum, { states }) => sum + (states[state] ?? 0), 0),
      )
  },
)

test.each(["street", "approver"])(
  "what waits for %s is as much beside a submission as in the list",
  async (account) => {
    const rail = /等您处理：(\d+) 份/.exec((await walk.desk(account)).words)
    const rows = await csvRows(account, "waiting")
    expect(Number(rail?.[1] ?? 0)).toBe(rows)
    const id = account === "street" ? `place-${demonstrationStreet}` : `place-${district}`
    expect((await listed(await programOf(door, id, "approver"), "&state=waiting")).length).toBe(rows)
  },
)
