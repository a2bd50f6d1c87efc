import { afterAll, beforeAll, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
})
afterAll(() => door.close())

const path = "/.well-known/security.txt"
const ask = () => door.fetch(new Request(`https://shige.example${path}`))

test("security.txt says where faults are told, and is never out of date", async () => {
  for (const now of ["2026-10-12T02:00:00Z", "2031-02-28T23:59:59Z"]) {
    door.now = new Date(now)
    const answer = await ask()
    expect(answer.status).toBe(200)
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; charset=utf-8$/i)
    const lines = (await answer.text()).trimEnd().split("\n")
    expect(lines[0]).toBe("Contact: mailto:security@shige.example")
    expect(lines).toContain(`Canonical: https://shige.example${path}`)
    const expires = /^Expires: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/m.exec(lines.join("\n"))?.[1] ?? ""
    const days = (Date.parse(expires) - door.now.getTime()) / 86_400_000
    expect(days).toBeGreaterThan(150)
    expect(days).toBeLessThan(365)
  }
})

test("without a contact there is none", async () => {
  const { bindings } = door
  const { SECURITY_CONTACT: _, ...without } = bindings
  door.bindings = without
  expect((await ask()).status).toBe(404)
  door.bindings = bindings
})
