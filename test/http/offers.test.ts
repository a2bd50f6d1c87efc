import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { createApp } from "../../worker/app.ts"
import { openPeople, type Person } from "../support/denial-people.ts"
import { allowed } from "../support/denials/parts.ts"
import { filedEstate, openValues, type RouteValues } from "../support/denials/values.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { faultLinks, type HtmlForm, postedForms, unmarked } from "../support/html-forms.ts"

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

/** A form that somebody may send, as a page showed it first. */
interface Offered {
  form: HtmlForm
  client: Client
  address: string
}

let door: FrontDoor
/** Of every route that a form with fields is sent to. */
const forms = new Map<string, Offered>()
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

/** Keeps each form of a page that has something to type, to choose or to tick. */
function noteForms(html: string, client: Client): void {
  for (const form of postedForms(html)) {
    if (form.fields.every(({ kind }) => kind === "hidden")) continue
    for (const address of [form.action, ...form.formactions]) {
      const route = routeOf("POST", address)
      if (route && !forms.has(route)) forms.set(route, { form, client, address })
    }
  }
}

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

const oneLine = /<input\b(?![^>]*\stype="(?:hidden|radio|checkbox|file|submit|button)")[^>]*>/
/** Of forms with a field of one line: where Enter sends them, if that is not where the form itself goes. */
const enters = (html: string) =>
  [...html.matchAll(/<form ([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, , inside = ""]) => {
    const [first = "", ...others] = inside.match(/<button\b(?![^>]*\stype="button")[^>]*>/g) ?? []
    const to = / formaction="([^"]+)"/.exec(first)?.slice(1) ?? []
    return oneLine.test(inside) && others.length > 0 ? to : []
  })

test("no page offers a button or a link that the role may not use, nor by Enter what another button is for", async () => {
  let looked = 0
  let offered = 0
  const wrong = new Set<string>()
  const entered = new Set<string>()
  for (const { name, organisation, client } of people)
    for (const page of pages.filter((route) => mayOpen(route, name))) {
      const path = values.path(page, organisation, { quarter: door.openQuarter, slug: filed })
      const answer = await client.get(path)
      if (!answer.headers.get("content-type")?.startsWith("text/html") || answer.status !== 200) continue
      looked += 1
      const html = await answer.text()
      noteForms(html, client)
      for (const to of enters(html)) entered.add(routeOf("POST", to) ?? to)
      for (const route of offersOf(html)) {
        offered += 1
        if (!mayOpen(route, name)) wrong.add(`${name} on ${page}: ${route}`)
      }
    }
  console.log(`${looked} pages of ${people.length} people offer ${offered} routes`)
  expect([...wrong]).toEqual([])
  // Enter in a field does what its form is for, never what another of its buttons does.
  expect([...entered]).toEqual([])
  expect(looked).toBeGreaterThan(people.length * 5)
  expect(offered).toBeGreaterThan(looked * 3)
})

const mark = "填错的内容"
/** Ways of filling a form in wrongly: much too much in every field, something else, nothing. No box is ticked. */
const wrongs = [
  (fields: number) => `${mark}${"x".repeat(Math.min(11_000, Math.floor(300_000 / fields)))}`,
  () => `${mark}—`,
  () => "",
]

async function sendWrong({ form, client, address }: Offered, wrong: string): Promise<Response> {
  const sent = form.fields.flatMap(({ name, kind, value }): [string, string][] => {
    if (kind === "text" || kind === "secret") return [[name, wrong]]
    return value === undefined || kind === "tick" || kind === "file" ? [] : [[name, value]]
  })
  if (!form.upload) return client.post(address, sent)
  const body = new FormData()
  for (const [name, value] of sent) body.append(name, value)
  return client.send(address, { method: "POST", body })
}

/** Forms of choices alone, each of which is one that may be made. */
const neverWrong: readonly string[] = [
  "POST /account/letters",
  "POST /organisation/letters",
  "POST /organisation/second-factor",
  "POST /organisations/:organisationId/second-factor",
  "POST /members/:memberId/role",
  "POST /members/:editorId/estates",
  "POST /members/invitations/:editorInvitationId/estates",
  "POST /keys/:keyId/rotation",
]

test("a form that is refused says what is wrong, leads to each field, marks it, and keeps what was typed", async () => {
  const nobody = await door.as(null)
  for (const path of [paths.signIn(), paths.passwordReset()])
    noteForms(await (await nobody.get(path)).text(), nobody)
  const faults: string[] = []
  const refused: string[] = []
  for (const [route, offered] of forms) {
    let answer: Response | undefined
    let typed = ""
    for (const wrong of wrongs) {
      typed = wrong(offered.form.fields.length)
      answer = await sendWrong(offered, typed)
      if (answer.status >= 400) break
    }
    if (!answer || answer.status < 400) continue
    refused.push(route)
    const html = await answer.text()
    const links = faultLinks(html)
    if (links.length === 0 && !/class="notice notice--error/.test(html)) faults.push(`${route}: no summary`)
    for (const id of links) {
      const why = unmarked(html, id)
      if (why) faults.push(`${route}: ${why}`)
    }
    const texts = offered.form.fields.filter(({ kind }) => kind === "text")
    const kept = html.split(mark).length - 1
    if (typed !== "" && kept < texts.length)
      faults.push(`${route}: ${kept} of ${texts.length} texts are kept`)
  }
  console.log(`${forms.size} forms, of which ${refused.length} were refused`)
  expect(faults).toEqual([])
  expect(
    [...forms.keys()].filter((route) => !refused.includes(route) && !neverWrong.includes(route)),
  ).toEqual([])
})
