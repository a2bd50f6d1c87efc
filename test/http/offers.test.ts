import { afterAll, beforeAll, expect, test } from "vitest"
import { createApp } from "../../worker/app.ts"
import { openPeople, type Person } from "../support/denial-people.ts"
import { allowed } from "../support/denials/parts.ts"
import { filedEstate, openValues, type RouteValues } from "../support/denials/values.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

const named = [
  ...new Set(
    createApp(() => {
      throw new Error("no request is made")
    })
      .routes.filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`),
  ),
]
const pages = named.filter((route) => route.startsWith("GET ") && Array.isArray(allowed[route]))
const mayOpen = (route: string, name: string) => {
  const who = allowed[route]
  return Array.isArray(who) ? who.includes(name) : true
}

/** Routes as patterns, those without parameters first: they win as in the router. */
const patterns = named
  .map((route) => {
    const [method = "", path = ""] = route.split(" ")
    const text = path.replace(/[.]/g, "\\.").replace(/:\w+(\{[^}]*\})?/g, "[^/]+")
    return { route, method, pattern: new RegExp(`^${text}$`), parameters: path.split(":").length }
  })
  .sort((a, b) => a.parameters - b.parameters)

/** The route that answers an address of ours; undefined for files and other sites. */
function routeOf(method: string, address: string): string | undefined {
  const path = address.split(/[?#]/, 1)[0] ?? ""
  return patterns.find((one) => one.method === method && one.pattern.test(path))?.route
}

let door: FrontDoor
let people: Person[]
let values: RouteValues
let filed = ""

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 1 })
  people = await openPeople(door)
  filed = await filedEstate(door)
  values = await openValues(door, new Set(people.map((person) => person.organisation)))
})
afterAll(() => door.close())

/** Every button and link of a page that leads to a route behind the sign-in. */
function offersOf(html: string): string[] {
  // A form without a button shows what others typed.
  const forms = [...html.matchAll(/<form ([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, , inside = ""]) => /<button(?![^>]* formaction=)/.test(inside))
    .map(([, start = ""]) => ({
      method: start.includes('method="post"') ? "POST" : "GET",
      action: /(?:^| )action="([^"]+)"/.exec(start)?.[1] ?? "",
    }))
    .map(({ method, action }) => routeOf(method, action))
  const others = [...html.matchAll(/formaction="([^"]+)"/g)].map(([, to = ""]) => routeOf("POST", to))
  const links = [...html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, to = ""]) => routeOf("GET", to))
  const found = [...forms, ...others, ...links].filter((route) => route !== undefined)
  return [...new Set(found)].filter((route) => Array.isArray(allowed[route]))
}

test("no page offers a button or a link that the role may not use", async () => {
  let looked = 0
  let offered = 0
  const wrong = new Set<string>()
  for (const { name, organisation, client } of people)
    for (const page of pages.filter((route) => mayOpen(route, name))) {
      const path = values.path(page, organisation, { quarter: door.openQuarter, slug: filed })
      const answer = await client.get(path)
      if (!answer.headers.get("content-type")?.startsWith("text/html") || answer.status !== 200) continue
      looked += 1
      for (const route of offersOf(await answer.text())) {
        offered += 1
        if (!mayOpen(route, name)) wrong.add(`${name} on ${page}: ${route}`)
      }
    }
  console.log(`${looked} pages of ${people.length} people offer ${offered} routes`)
  expect([...wrong]).toEqual([])
  expect(looked).toBeGreaterThan(people.length * 5)
  expect(offered).toBeGreaterThan(looked * 3)
})
