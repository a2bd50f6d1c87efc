import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { mostSearches, searchCounts } from "../../worker/http/middleware/search-limit.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
})
afterAll(() => door.close())

async function search(times: number, address: string | null, q = "锦江") {
  const nobody = await door.as(null)
  const headers: Record<string, string> = address === null ? {} : { "cf-connecting-ip": address }
  let last = new Response()
  for (let at = 0; at < times; at++) last = await nobody.get(`/?q=${encodeURIComponent(q)}`, headers)
  return last
}

test("one address searches sixty times a minute; another goes on, and so does a page without a search", async () => {
  const from = "203.0.113.30"
  expect((await search(mostSearches.address, from)).status).toBe(200)
  const refused = await search(1, from)
  expect(refused.status).toBe(429)
  expect(refused.headers.get("retry-after")).toBe("60")
  expect(await refused.text()).toContain("请过一分钟再试")
  expect((await search(1, "203.0.113.31")).status).toBe(200)
  expect((await (await door.as(null)).get("/", { "cf-connecting-ip": from })).status).toBe(200)
  door.now = new Date(door.now.getTime() + 60_000)
  expect((await search(1, from)).status).toBe(200)
})

test("where no address is known, everybody together", async () => {
  door.now = new Date(door.now.getTime() + 120_000)
  expect((await search(mostSearches.everybody, null)).status).toBe(200)
  expect((await search(1, null)).status).toBe(429)
  expect((await search(1, "203.0.113.40")).status).toBe(200)
  // A clock that jumps back begins a new minute instead of waiting for hours.
  door.now = new Date(door.now.getTime() - 3_600_000)
  expect((await search(1, null)).status).toBe(200)
})

test("what somebody types to compare is a search too, counted with the others", async () => {
  door.now = new Date(door.now.getTime() + 10_800_000)
  const from = "203.0.113.60"
  const nobody = await door.as(null)
  const compare = (query: string) => nobody.get(`/compare${query}`, { "cf-connecting-ip": from })
  expect((await search(mostSearches.address - 1, from)).status).toBe(200)
  expect((await compare("?add=nowhere")).status).not.toBe(429)
  expect((await compare("?add=nowhere")).status).toBe(429)
  expect((await search(1, from)).status).toBe(429)
  expect((await compare("")).status).not.toBe(429)
})

test("a search of 60 KB is cut, not kept, and costs nothing of the database", async () => {
  door.now = new Date(door.now.getTime() + 14_400_000)
  const { response, roundTrips } = await door.costOf(() => search(1, "203.0.113.50", "锦江 ".repeat(8_000)))
  expect([200, 414]).toContain(response.status)
  expect((await response.text()).length).toBeLessThan(200_000)
  expect(roundTrips).toBeLessThanOrEqual(1)
})

describe("where more search than are told apart", () => {
  const now = 1_000_000
  /** Whether the last of so many searches was too many. */
  const last = (isTooMany: ReturnType<typeof searchCounts>, address: string, times: number) =>
    Array.from({ length: times }, () => isTooMany("510100", address, now)).at(-1)

  test("who was there keeps its own allowance; who comes later shares one with the others that do", () => {
    const isTooMany = searchCounts(3)
    for (const address of ["203.0.113.1", "203.0.113.2", "203.0.113.3"]) isTooMany("510100", address, now)
    for (let at = 0; at < mostSearches.everybody; at++)
      expect(isTooMany("510100", `198.51.100.${at % 200}`, now)).toBe(false)
    expect(isTooMany("510100", "198.51.100.250", now)).toBe(true)
    expect(last(isTooMany, "203.0.113.1", mostSearches.address - 1)).toBe(false)
    expect(last(isTooMany, "203.0.113.1", 1)).toBe(true)
    expect(isTooMany("510100", "198.51.100.250", now + 60_000)).toBe(false)
  })

  test("one line of IPv6 is one; the lines of one site cannot use up the room of all others", () => {
    const isTooMany = searchCounts(1_000)
    expect(last(isTooMany, "2001:db8:1:1::7", mostSearches.address)).toBe(false)
    expect(last(isTooMany, "2001:db8:1:1::8", 1)).toBe(true)
    const line = (at: number) => `2001:db8:9:${at.toString(16)}::1`
    const refused = Array.from({ length: 5_000 }, (_, at) => isTooMany("510100", line(at), now))
    expect(refused.filter((one) => !one)).toHaveLength(mostSearches.site)
    expect(last(isTooMany, "2001:db8:10:1::1", mostSearches.address)).toBe(false)
    expect(last(isTooMany, "203.0.113.9", mostSearches.address)).toBe(false)
    expect(last(isTooMany, "203.0.113.9", 1)).toBe(true)
  })
})
