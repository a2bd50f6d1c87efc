import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { boardParts } from "../../worker/domain/submission/board.ts"
import { addEstates, leaveEvent } from "../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { fileOf } from "../support/list-walk.ts"

let door: FrontDoor

beforeAll(async () => {
  door = await openFrontDoor({ estates: 60, released: 1 })
  // One at a street itself, one without a company, one late, one that has waited for long.
  await addEstates(door.cell, [
    { slug: "at-street", company: "company-1" },
    { slug: "without", company: "company-1" },
  ])
  await door.cell.rows("update estates set place_code = street_code where slug = 'at-street'")
  await door.cell.rows("delete from tenures where estate_id = 'id-without'")
  await door.cell.rows(
    `update submissions set sent_at = '2030-01-01T00:00:00.000Z' where id =
     (select id from submissions where quarter = ? and state = 'verified' order by id limit 1)`,
    [door.openQuarter],
  )
  // 免报: one that is counted nowhere but in its own class.
  await addEstates(door.cell, [{ slug: "free", company: "company-1" }])
  await door.cell.rows(
    `insert into exemptions (estate_id, quarter, reason, organisation_id, member_id, at)
     values ('id-free', ?, '整体改造', 'company-1', 'x', 'x')`,
    [door.openQuarter],
  )
  await leaveEvent(door.cell)
})
afterAll(() => door.close())

const unescaped = (address: string) => address.replaceAll("&amp;", "&")

/** The numbers of a board with the addresses that they lead to. */
function numbersOf(html: string): { n: number; href: string }[] {
  const links = [...html.matchAll(/<a href="(\/board\/estates\?[^"]*)">(\d+)<\/a>/g)]
  return links.map(([, href = "", n]) => ({ n: Number(n), href: unescaped(href) }))
}

const rowsBehind = async (account: string, href: string) => {
  const client = await door.as(account)
  const query = href.split("?")[1] ?? ""
  return (await fileOf(client, `${paths.listFile("board")}?${query}`)).map(([name]) => name)
}

describe("every number is that of the rows behind it", () => {
  test.each(["city", "district", "street", "community"])(
    "for %s, by every part, and of each place",
    async (account) => {
      const client = await door.as(account)
      const seen = new Set<string>()
      let numbers = 0
      const boards = [paths.board(), ...boardParts.map((by) => paths.board({ by }))]
      for (let at = 0; at < boards.length; at++) {
        const address = boards[at] ?? ""
        const answer = await client.get(address)
        expect(answer.status, address).toBe(200)
        const html = await answer.text()
        const further = [...html.matchAll(/href="(\/board\?[^"]*place=[^"]*)"/g)].map(([, href = ""]) =>
          unescaped(href),
        )
        // The first part of each level is enough: the others are the same with another code.
        const next = further.find((href) => !boards.includes(href) && /by=(street|community)/.test(href))
        if (next && boards.length < 9) boards.push(next)
        for (const { n, href } of numbersOf(html)) {
          if (seen.has(href)) continue
          seen.add(href)
          expect((await rowsBehind(account, href)).length, href).toBe(n)
          numbers++
        }
      }
      expect(numbers).toBeGreaterThan(account === "city" ? 100 : 8)
    },
  )

  test("the parts add up to the whole, and no share is above all of them", async () => {
    const client = await door.as("city")
    for (const by of boardParts) {
      const [whole, ...rows] = await fileOf(client, paths.boardFile({ by }))
      const sum = (at: number) => rows.reduce((total, row) => total + Number(row[at]), 0)
      expect(rows.length, by).toBeGreaterThan(1)
      for (let at = 1; at < 7; at++) expect(sum(at), `${by} ${at}`).toBe(Number(whole?.[at]))
      const states = (whole ?? []).slice(2).filter((cell) => /^\d+$/.test(cell))
      expect(states.length, by).toBeGreaterThan(3)
    }
  })
})

test("an estate without a company and one at a street itself are counted where they stand", async () => {
  const query = paths.boardEstates({ company: "none" })
  expect(await rowsBehind("city", query)).toContain("小区 without")
  const client = await door.as("city")
  const companies = await fileOf(client, paths.boardFile({ by: "company" }))
  expect(companies.find(([name]) => name === "没有物业公司")?.[1]).toBe("1")
  const [marked] = await door.cell.rows("select name from estates where slug = 'without'")
  expect(await rowsBehind("city", paths.boardEstates({ state: "orphan" }))).toEqual([marked?.["name"]])
})

test("an exempted estate is a class of its own, in no other number", async () => {
  expect(await rowsBehind("city", paths.boardEstates({ state: "exempt" }))).toEqual(["小区 free"])
  expect(await rowsBehind("city", paths.boardEstates())).not.toContain("小区 free")
  expect(await (await (await door.as("city")).get(paths.board())).text()).toContain("免报")
})

test("a street sees its own estates only, whatever the address says", async () => {
  const own = await rowsBehind("street", paths.boardEstates())
  expect(own.length).toBeGreaterThan(0)
  const all = await rowsBehind("city", paths.boardEstates())
  expect(own.length).toBeLessThan(all.length)
  expect(await rowsBehind("street", paths.boardEstates({ place: "510105" }))).toEqual([])
  const html = await (
    await (await door.as("street")).get(paths.board({ by: "district", place: "510105" }))
  ).text()
  expect(html).not.toContain("510105005")
})

test("a board costs one round trip beside the session", async () => {
  const client = await door.as("city")
  await client.get(paths.board())
  const { roundTrips } = await door.costOf(() => client.get(paths.board({ by: "street" })))
  expect(roundTrips).toBeLessThanOrEqual(2)
})
