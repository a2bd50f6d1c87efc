import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { createApp } from "../../worker/app.ts"
import { type Foreigner, openForeigners } from "../support/denial-foreigners.ts"
import {
  openOrganiser,
  openPeople,
  openStrangers,
  type Person,
  type Stranger,
} from "../support/denial-people.ts"
import { allowed, parts } from "../support/denials/parts.ts"
import { garbage, wellFormed, written } from "../support/denials/requests.ts"
import { standingIn } from "../support/denials/standing-in.ts"
import { denialEstates, openValues, type RouteValues } from "../support/denials/values.ts"
import {
  type Client,
  type FrontDoor,
  type Neighbour,
  openFrontDoor,
  openNeighbour,
} from "../support/front-door.ts"
import { askAgain, goldenReads, noteReads } from "../support/golden/asked-reads.ts"

/** Middleware, which answers every method. */
const forAllMethods = ["/*", ...parts.flatMap((part) => part.middleware ?? [])]

const routes = createApp(() => {
  throw new Error("no request is made")
}).routes
const named = [
  ...new Set(routes.filter(({ method }) => method !== "ALL").map((r) => `${r.method} ${r.path}`)),
]
const desks = named.filter((route) => Array.isArray(allowed[route]))
const rolesOf = (route: string): readonly string[] => {
  const who = allowed[route]
  return Array.isArray(who) ? who : []
}
const writing = desks.filter((route) => route.startsWith("POST"))

let door: FrontDoor
let noted: ReturnType<typeof noteReads>
let people: Person[]
let strangers: Stranger[]
let nobody: Client
/** The same people in another cell that began as a copy of this one, with sessions of there. */
let neighbour: Neighbour
let foreigners: Foreigner[]
/** The estate of `people` that has been filed, and one where nothing has begun. */
let estates: { filed: string; fresh: string }
let values: RouteValues
const first = "company-1"
/** How many requests were denied, and how many of them with sessions of another cell. */
let [denied, elsewhere] = [0, 0]

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 1 })
  noted = noteReads(door)
  people = await openPeople(door)
  strangers = await openStrangers(door)
  nobody = await door.as(null)
  estates = await denialEstates(door)
  values = await openValues(door, new Set(people.map((person) => person.organisation)))
  neighbour = await openNeighbour(door)
  foreigners = await openForeigners(door, neighbour, people)
})
afterAll(async () => {
  const counted = `${denied} denials, ${elsewhere} of them of sessions of another cell`
  console.log(`${named.length} routes (${desks.length} behind the sign-in), ${counted}`)
  await neighbour.close()
  await door.close()
})

const released = () => door.endedQuarters.at(-1) ?? ""

/** A route with real values: the open quarter unless another one is named, and what belongs to an organisation. */
function pathOf(
  route: string,
  slug = estates.filed,
  quarter = door.openQuarter,
  organisation = first,
): string {
  return values.path(route, organisation, { quarter, slug })
}

/** Sends a route's request in every shape and expects one status; nothing may have been written. */
async function expectDenied(
  client: Client,
  route: string,
  status: number,
  options: {
    slug?: string
    quarter?: string
    organisation?: string
    headers?: Record<string, string>
    who: string
  },
): Promise<void> {
  const before = await written(door)
  const path = pathOf(route, options.slug, options.quarter, options.organisation)
  const shapes: (() => Promise<Response>)[] = route.startsWith("GET")
    ? [() => client.get(path, options.headers)]
    : [() => client.post(path, wellFormed(), options.headers)]
  if (!route.startsWith("GET") && !options.headers)
    for (const shape of client === nobody ? garbage : garbage.slice(denied % 4, (denied % 4) + 1))
      shapes.push(() => client.send(path, { method: "POST", ...shape }))
  for (const shape of shapes) {
    const answer = await shape()
    expect(answer.status, `${options.who}: ${route} ${path}`).toBe(status)
    denied += 1
  }
  expect(await written(door), `${options.who}: ${route} wrote something`).toEqual(before)
}

test("every route is known to this test, and its table names no desk route that is gone", () => {
  expect(named.filter((route) => allowed[route] === undefined)).toEqual([])
  const all = [...new Set(routes.filter(({ method }) => method === "ALL").map(({ path }) => path))]
  expect(all.filter((path) => !forAllMethods.includes(path))).toEqual([])
  const gone = Object.keys(allowed).filter((route) => allowed[route] !== "public" && !named.includes(route))
  expect(gone).toEqual([])
  expect(desks.length).toBeGreaterThanOrEqual(17)
})

describe("the anonymous", () => {
  test.each(desks)("%s", async (route) => {
    await expectDenied(nobody, route, route.startsWith("GET") ? 303 : 401, { who: "nobody" })
    if (route.startsWith("POST")) return
    const answer = await nobody.get(`${pathOf(route)}?page=2`)
    const to = encodeURIComponent(`${pathOf(route)}?page=2`)
    expect(answer.headers.get("location")).toBe(`/sign-in?to=${to}`)
    expect(await answer.text()).toBe("")
  })

  test("other methods than a route's own", async () => {
    for (const route of desks)
      for (const method of ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]) {
        const answer = await nobody.send(pathOf(route), { method })
        // HEAD is GET without its body, also where there is no page.
        const asked = method === "HEAD" ? [(await nobody.get(pathOf(route))).status] : [401, 404]
        if (method === "HEAD") expect([303, 404], `${method} ${route}`).toContain(asked[0])
        expect(asked, `${method} ${route}`).toContain(answer.status)
        expect(await answer.text()).not.toContain(estates.filed)
      }
  })
})

describe("every role on every route", () => {
  test.each(desks)("%s", async (route) => {
    const may = rolesOf(route)
    for (const { name, organisation, client } of people) {
      if (!may.includes(name)) {
        await expectDenied(client, route, 403, { organisation, who: name })
        continue
      }
      // Somebody with the right comes through: to the page, or to what is wrong with an empty form.
      const path = pathOf(route, estates.fresh, door.openQuarter, organisation)
      const answer = route.startsWith("GET") ? await client.get(path) : await client.post(path, {})
      // A desk with one entry leads there.
      if (route === "GET /desk" && answer.status === 303)
        expect(["/filing", "/verification", "/quarters", "/registry", "/selection", "/judging"]).toContain(
          answer.headers.get("location"),
        )
      else expect(answer.status, `${name}: ${route}`).toBe(route.startsWith("GET") ? 200 : 422)
    }
    expect(people.length).toBe(19)
  })
})

describe("another tenant", () => {
  const ofEstates = desks.filter((route) => route.includes(":slug"))
  test.each(ofEstates)("%s", async (route) => {
    const may = rolesOf(route)
    let asked = 0
    for (const { name, twin, client } of strangers) {
      if (!may.includes(twin)) continue
      asked += 1
      for (const slug of [estates.filed, estates.fresh, "sihai-yijia-lanzuan-2", "no-such-estate"])
        await expectDenied(client, route, 404, { slug, who: name })
      if (route.includes(":quarter"))
        await expectDenied(client, route, 404, { quarter: released(), who: name })
    }
    expect(asked).toBeGreaterThanOrEqual(2)
  })

  const names = () => Object.keys(values.own.get(first) ?? {})
  const ofOrganisations = () => desks.filter((route) => names().some((name) => route.includes(`:${name}`)))
  test("what belongs to another organisation is not found", async () => {
    let asked = 0
    for (const route of ofOrganisations())
      for (const { name, organisation, client } of people.filter((one) => rolesOf(route).includes(one.name)))
        for (const other of values.own.keys()) {
          if (other === organisation) continue
          await expectDenied(client, route, 404, { organisation: other, who: name })
          asked += 1
        }
    expect(asked).toBeGreaterThanOrEqual(ofOrganisations().length)
  })

  const ofProgrammes = desks.filter((route) => /:(programme|judgeId|assignmentId|awardId)/.test(route))
  test.each(ofProgrammes)("another organiser's %s", async (route) => {
    const may = rolesOf(route)
    for (const { name, client } of await openOrganiser(door))
      await expectDenied(client, route, may.includes(name) ? 404 : 403, { who: `another ${name}` })
  })

  test("a district sees its own part of a quarter, and closes only that", async () => {
    const other = strangers.find(({ name }) => name === "another district's approver")
    const page = await (await other?.client.get(`/quarters/${door.openQuarter}`))?.text()
    expect(page).toContain("青羊区")
    expect(page).not.toContain("锦江区")
  })
})

describe("another cell", () => {
  /** What a cookie is worth: the same as none, for a page in all that it shows. */
  const shown = async (client: Client, path: string) => {
    const answer = await client.get(path)
    // Ids, milliseconds and a passkey's challenge differ from request to request.
    const moving = /[0-9a-f-]{36}|"ms":[\d.]+|(?<="challenge":")[\w-]{80,100}(?=")/g
    return `${answer.status} ${(await answer.text()).replaceAll(moving, "")}`
  }

  test.each(desks)("%s", async (route) => {
    const status = route.startsWith("GET") ? 303 : 401
    const before = denied
    const mine = foreigners.filter(({ name }) => rolesOf(route).includes(name))
    for (const [at, { client, forger, name, organisation }] of mine.entries()) {
      await expectDenied(client, route, status, { organisation, who: `${name} of another cell` })
      if (at > 0) continue
      await expectDenied(forger, route, status, { organisation, who: `${name} of there, signed anew` })
    }
    elsewhere += denied - before
  })

  test("pages of the public are the same with its cookie", async () => {
    const open = named.filter((route) => route.startsWith("GET") && allowed[route] === "public")
    for (const route of open)
      expect(await shown(foreigners[0]?.client ?? nobody, pathOf(route)), route).toBe(
        await shown(nobody, pathOf(route)),
      )
  })

  test("where the very same people are let in", async () => {
    expect(foreigners.map(({ name }) => name)).toEqual(people.map(({ name }) => name))
    for (const { client, name } of foreigners) {
      const headers = { cookie: client.cookie }
      const answer = await door.fetch(new Request(`${neighbour.origin}/desk`, { headers }))
      expect(answer.headers.get("location") ?? "", name).not.toContain("sign-in")
    }
    const [there] = await neighbour.rows("select count(*) as n from sessions")
    expect(there?.["n"]).toBe(people.length)
  })
})

describe("a request from another site", () => {
  const allowedPerson = (route: string) => people.find(({ name }) => name === rolesOf(route)[0])
  const allowedClient = (route: string) => allowedPerson(route)?.client ?? nobody
  const posted = named.filter((route) => route.startsWith("POST") && allowed[route] !== "key")

  test.each(posted)("%s, as another type than a form", async (route) => {
    const client = allowedClient(route)
    const before = await written(door)
    for (const type of ["application/json", "application/octet-stream", "text/plain", ""]) {
      const body = new URLSearchParams(wellFormed() as Record<string, string>).toString()
      const headers = { origin: "https://evil.example", "content-type": type }
      const path = pathOf(route, estates.fresh, door.openQuarter, allowedPerson(route)?.organisation)
      const answer = await client.send(path, { method: "POST", headers, body })
      expect([400, 403], `${route} as “${type}”`).toContain(answer.status)
      denied += 1
    }
    expect(await written(door)).toEqual(before)
  })

  test.each(posted)("%s", async (route) => {
    const evil = ["https://evil.example", "null", "http://localhost:8788", "https://localhost:8787", ""]
    for (const origin of evil) {
      const options = { headers: { origin }, slug: estates.fresh, who: `from “${origin}”` }
      await expectDenied(allowedClient(route), route, 403, options)
    }
  })
})

describe("a quarter that is released", () => {
  test.each(writing.filter((route) => /:quarter(?!.*:evidenceId)/.test(route)))("%s", async (route) => {
    for (const { name, client } of people.filter((person) => rolesOf(route).includes(person.name))) {
      const before = await written(door)
      const answer = await client.post(pathOf(route, estates.filed, released()), wellFormed())
      expect([409, 422], `${name}: ${route} ${answer.status}`).toContain(answer.status)
      expect(await written(door)).toEqual(before)
    }
  })
})

test("whoever may see less is told no more than test/golden/reads.txt says, and another city its own", async () => {
  expect(await askAgain(door, noted)).toEqual(goldenReads())
})

standingIn(() => ({ door, desks, people, fresh: estates.fresh, rolesOf, pathOf, expectDenied }))
