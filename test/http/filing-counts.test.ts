import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { leaveEvent } from "../support/cell-rows.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

const unescaped = (href: string) => href.replaceAll("&amp;", "&")
const rowsOf = (html: string) =>
  html.match(/href="\/filing\/\d{4}Q\d\/[a-z0-9-]+"[^>]*>\s*[^<]+<\/a>/g)?.length ?? 0

/** The numbers of the desk with where each leads. */
const countsOf = (html: string) =>
  [...html.matchAll(/<a href="(\/filing\?[^"]*)"><strong[^>]*>(\d+)<\/strong>/g)].map(([, href = "", n]) => ({
    href: unescaped(href),
    n: Number(n),
  }))

/** All rows behind a link: what the file of the same filter holds. */
async function fileRows(client: Client, href: string): Promise<number> {
  const query = href.slice(href.indexOf("?"))
  const text = await (await client.get(paths.listFile("filing") + query)).text()
  return text.trim().split("\r\n").length - 1
}

for (const account of ["editor", "manager"])
  test(`the desk of a ${account} says what is to be done; each number leads to exactly its estates`, async () => {
    const client = await door.as(`${account}@demo.shige.example`)
    const html = await (await client.get("/desk")).text()
    const counts = countsOf(html)
    expect(counts.length).toBeGreaterThan(3)
    for (const { href, n } of counts) {
      const page = await (await client.get(href)).text()
      expect(await fileRows(client, href), href).toBe(n)
      expect(rowsOf(page), href).toBeGreaterThanOrEqual(Math.min(n, 1))
    }
  })

test("a state in which no estate stands says so, and one that there is not is refused with those that there are", async () => {
  const client = await door.as("editor@demo.shige.example")
  await door.cell.rows("update submissions set state = 'draft' where state = 'returned'")
  await leaveEvent(door.cell)
  const none = await (await client.get(paths.filing({ state: "returned" }))).text()
  expect(none).toContain("没有这样的小区")
  const wrong = await client.get(paths.filing({ state: "lost" }))
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain("street_verified")
})

test("an authority has no list of what to file on its desk", async () => {
  const district = await door.as("district@demo.shige.example")
  expect(await (await district.get("/desk")).text()).not.toContain("要做的事")
})
