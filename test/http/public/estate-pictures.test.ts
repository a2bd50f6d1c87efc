import { afterAll, beforeAll, expect, test } from "vitest"
import { evidence } from "../../../schema/tables/evidence.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import { paths } from "../../../web/paths.ts"
import { pairedPictures } from "../../../worker/domain/evidence/public-picture.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"

let door: FrontDoor
let estate: { id: string; slug: string }
let released = ""
beforeAll(async () => {
  door = await openFrontDoor({ released: 2 })
  const [row] = await door.cell.rows(
    `select e.id, e.slug, p.period from publications p join scorecards c on c.release_id = p.release_id
     join estates e on e.id = c.estate_id where c.outcome = 'scored' and length(p.period) = 6
     order by p.period desc, e.slug limit 1`,
  )
  estate = { id: String(row?.["id"]), slug: String(row?.["slug"]) }
  released = String(row?.["period"])
})
afterAll(() => door.close())

let made = 0
/** A picture of the estate; shown to everybody where a name says so. */
async function add(more: Partial<typeof evidence.$inferInsert> = {}): Promise<string> {
  const id = `picture-${made++}`
  const name = id.padEnd(43, "x")
  const own = {
    ...{ id, estateId: estate.id, quarter: released, indicator: "ENV-01", organisationId: "company-1" },
    ...{ provider: "company" as const, filing: 1, file: name, name: "IMG_王女士.jpg", note: "王女士家门口" },
    ...{ type: "image/jpeg" as const, bytes: 10, width: 800, height: 600, hash: id, receivedHash: id },
    ...{ memberId: "m", addedAt: door.now.toISOString(), pair: 0, side: null },
    ...{ publicName: name, publishedAt: door.now.toISOString(), publishedBy: "m" },
    ...more,
  }
  await door.cell.client.execute(insertRows(evidence, [own]))
  return name
}

/** The estate's page as a stranger sees it a few seconds later. */
async function page(quarter = released): Promise<string> {
  door.now = new Date(door.now.getTime() + 6_000)
  const answer = await (await door.as(null)).get(paths.estate(estate.slug, { quarter }))
  expect(answer.status).toBe(200)
  return answer.text()
}

const sources = (html: string) => [...html.matchAll(/src="\/pictures\/([^"]+)"/g)].map(([, name]) => name)

test("pictures that an authority shows stand on the estate's page, pairs first, with words and without their sender's", async () => {
  expect(sources(await page())).toEqual([])
  const single = await add({ indicator: "WTR-01" })
  const after = await add({ side: "after", pair: 2 })
  const before = await add({ side: "before", pair: 2 })
  await add({ publicName: null, publishedAt: null, publishedBy: null })
  await add({ removedAt: door.now.toISOString() })
  await add({ quarter: door.openQuarter })
  const html = await page()
  expect(sources(html)).toEqual([before, after, single])
  expect(html).toMatch(/<img [^>]*alt="[^"]*，改造前的照片，[^"]*"[^>]*loading="lazy"/)
  expect(html).toContain('width="800" height="600"')
  expect(html).not.toContain("王女士")
  // Side by side as it is sent; the border is brought by an island, which only such a page loads.
  expect(html).toMatch(/<input type="range"[^>]* hidden/)
  expect(html).toMatch(/pairs[.-][^"]*js/)
  // Another period shows none of it, and a page that has been asked for costs nothing.
  const [earlier] = await door.cell.rows(
    "select period from publications where length(period) = 6 order by period limit 1",
  )
  expect(sources(await page(String(earlier?.["period"])))).toEqual([])
  const client = await door.as(null)
  const { roundTrips } = await door.costOf(() => client.get(paths.estate(estate.slug, { quarter: released })))
  expect(roundTrips).toBe(0)
})

test("what is taken back is gone from the page that was kept", async () => {
  const name = await add({ indicator: "WTR-01" })
  expect(sources(await page())).toContain(name)
  await door.cell.rows(
    "update evidence set public_name = null, published_at = null, published_by = null where public_name = ?",
    [name],
  )
  expect(sources(await page())).not.toContain(name)
})

test("a before without its after, and a second before of a pair, stand by themselves", () => {
  const picture = (name: string, side: "before" | "after" | null, pair: number, indicator = "ENV-01") => ({
    ...{ quarter: "2026Q1", indicator, side, pair, width: null, height: null, name },
  })
  const [a, b, c] = [picture("a", "before", 1), picture("b", "after", 1), picture("c", "before", 1)]
  const [d, e] = [picture("d", "before", 2), picture("e", "after", 2, "WTR-01")]
  expect(pairedPictures([c, a, d, e, b])).toEqual([
    { before: c, after: b },
    { one: a },
    { one: d },
    { one: e },
  ])
})
