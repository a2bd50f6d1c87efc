import { afterAll, beforeAll, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
})
afterAll(() => door.close())

test.each([
  ["/ranking/", "/ranking"],
  ["/ranking///?district=510104", "/ranking?district=510104"],
  ["/estates", "/ranking"],
  ["/estates/", "/ranking"],
])("%s leads to %s", async (from, to) => {
  const answer = await (await door.as(null)).get(from)
  expect([answer.status, answer.headers.get("location")]).toEqual([301, to])
})

test.each(["/nowhere", "/api/v1/nowhere/"])("%s is not there", async (path) => {
  const answer = await (await door.as(null)).get(path)
  expect(answer.headers.get("location")).toBeNull()
  expect(answer.status).toBe(404)
})
