import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { cellOfHost, readEnv } from "../../worker/env.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { lettersOf } from "../support/letters.ts"

let door: FrontDoor
const email = "editor@demo.shige.example"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from mails")
  await door.cell.rows("delete from attempts")
})

/** Asks for a new password at an address; the browser of a page there would send this Origin. */
function askReset(site: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ email })
  const own = new URL(site).hostname === "localhost" ? site : site.replace("http:", "https:")
  return door.fetch(
    new Request(`${site}/password-reset`, { method: "POST", body, headers: { origin: own, ...headers } }),
  )
}

const links = async () =>
  (await lettersOf(door)).map((letter) => ("link" in letter.parameters ? letter.parameters.link : null))

describe("one city", () => {
  test.each(["https://evil.example", "http://shige.example.evil.example", "http://127.0.0.1:8787"])(
    "at %s, which is not configured: 421, and nobody gets a letter",
    async (site) => {
      expect((await askReset(site)).status).toBe(421)
      expect(await lettersOf(door)).toEqual([])
      const rows = await door.cell.rows("select * from attempts")
      expect(rows).toEqual([])
    },
  )

  test("a letter's link leads to the configured host, whatever port and headers a request names", async () => {
    const forged = { "x-forwarded-host": "evil.example", forwarded: "host=evil.example;proto=http" }
    for (const site of ["https://shige.example", "http://shige.example:8080", "https://SHIGE.example:6666"])
      expect((await askReset(site.toLowerCase(), forged)).status, site).toBe(303)
    for (const link of await links()) expect(link).toMatch(/^https:\/\/shige\.example\/password-reset\//)
  })

  test("on this machine the link has the scheme and the port that were asked", async () => {
    expect((await askReset("http://localhost:9999")).status).toBe(303)
    expect((await links())[0]).toMatch(/^http:\/\/localhost:9999\/password-reset\//)
  })

  test("without HOSTS it is served at no host, and the log says what is missing", () => {
    const { HOSTS: _, ...bindings } = door.bindings
    const { error } = console
    const logged: string[] = []
    console.error = (line: string) => logged.push(line)
    for (const url of ["http://localhost/", "https://shige.example/", "http://127.0.0.1/"])
      expect(cellOfHost(readEnv(bindings), url)).toBeNull()
    console.error = error
    expect(logged[0]).toContain("HOSTS names no host")
  })

  test("HOSTS is a list of names; an address with a scheme, a port or a path is refused with a sentence", () => {
    const env = readEnv({ ...door.bindings, HOSTS: "A.example, b.example\n[::1]" })
    expect(env.cells[0]?.hosts).toEqual(["a.example", "b.example", "[::1]"])
    for (const HOSTS of ["https://a.example", "a.example:80", "a.example/x", "*"])
      expect(() => readEnv({ ...door.bindings, HOSTS })).toThrow("is no host name")
  })
})
