import { afterAll, beforeAll, expect, test } from "vitest"
import { createApp } from "../../worker/app.ts"
import { clerkColumns } from "../../worker/domain/organisation/clerks.ts"
import { estateColumns } from "../../worker/domain/registry/import-estates.ts"
import { placeColumns } from "../../worker/domain/registry/import-places.ts"
import { openPeople, type Person } from "../support/denial-people.ts"
import { allowed } from "../support/denials/parts.ts"
import { filedEstate, openValues, type RouteValues } from "../support/denials/values.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

const cookie = "shige.language=en"
const chinese = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+/g

const pages = createApp(() => {
  throw new Error("no request is made")
})
  .routes.filter(({ method, path }) => method === "GET" && !path.startsWith("/api/v1"))
  .map(({ method, path }) => `${method} ${path}`)

let door: FrontDoor
let people: Person[]
let values: RouteValues
let filed = ""
/** Everything that is Chinese as data: what stands in the database, and the titles of columns in files. */
let data = ""

/** A value of the database in words, without the Chinese half of what it says in both languages. */
function said(value: unknown): string {
  const text = String(value)
  if (!/^[[{]/.test(text)) return text
  const halved = (_: string, part: unknown) =>
    part !== null && typeof part === "object" && "zh" in part && "en" in part ? part.en : part
  try {
    return JSON.stringify(JSON.parse(text), halved)
  } catch {
    return text
  }
}

async function chineseData(): Promise<string> {
  const tables = await door.cell.rows("select name from sqlite_master where type = 'table'")
  const found = new Set<string>()
  for (const { name } of tables)
    for (const row of await door.cell.rows(`select * from "${name}"`))
      for (const value of Object.values(row)) if (typeof value === "string") found.add(said(value))
  const titles = [...estateColumns, ...placeColumns, ...clerkColumns].flatMap((column) => column.titles)
  return [...found, ...titles].filter((text) => text.search(chinese) >= 0).join("\n")
}

/** What a reader sees or hears of a page, without the way to the Chinese one and examples of requests. */
function told(html: string): string {
  const attributes = [
    ...html.matchAll(/ (?:title|alt|placeholder|aria-label|content|data-copied)="([^"]*)"/g),
  ]
  const text = html
    .replace(/<a class="language".*?<\/a>/, "")
    .replace(/<(script|style|pre)\b.*?<\/\1>/gs, "")
    .replace(/<[^>]+>/g, "\n")
  return [text, ...attributes.map(([, words]) => words)].join("\n").replace(/&(?:amp|lt|gt|quot|#39);/g, " ")
}

/** Chinese on a page that is no data; a mark of punctuation counts with what stands beside it. */
function strangers(html: string): string[] {
  const text = told(html)
  const found = [...text.matchAll(chinese)].map(({ 0: run, index }) =>
    /[\u4e00-\u9fff]/.test(run) ? run : text.slice(Math.max(0, index - 1), index + run.length + 1).trim(),
  )
  return [...new Set(found)].filter((words) => !data.includes(words))
}

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 1 })
  people = await openPeople(door)
  filed = await filedEstate(door)
  values = await openValues(door, new Set(people.map((person) => person.organisation)))
  data = await chineseData()
})
afterAll(() => door.close())

/** Levels of authorities whose pages are those of the others: to look at them too would only take time. */
const alike: readonly string[] = ["community", "street"]

/** Who looks at a page: one of each organisation that may, or nobody. */
function lookers(page: string): (Person | null)[] {
  const who = allowed[page]
  if (!Array.isArray(who)) return [null]
  const kinds = new Map<string, Person>()
  const able = people.filter(({ name }) => who.includes(name))
  const others = able.filter(({ name }) => !alike.some((level) => name.startsWith(level)))
  for (const one of others.length > 0 ? others : able)
    if (!kinds.has(one.organisation)) kinds.set(one.organisation, one)
  return [...kinds.values()]
}

test("in English every page is English but for names and what people typed", async () => {
  const wrong: Record<string, string[]> = {}
  let looked = 0
  for (const page of pages)
    for (const one of lookers(page)) {
      const path = values.path(page, one?.organisation ?? "", { quarter: door.openQuarter, slug: filed })
      const client = one?.client ?? door.withCookie("")
      const answer = await client.get(path, { cookie: [client.cookie, cookie].filter(Boolean).join("; ") })
      if (!answer.headers.get("content-type")?.startsWith("text/html") || answer.status !== 200) continue
      const html = await answer.text()
      // The certificate is one document, in Chinese.
      if (page.endsWith("/sheet") && html.includes('<html lang="zh-CN">')) continue
      looked += 1
      const found = strangers(html)
      // What is put into a page has the language of its document.
      const isDocument = html.startsWith("<!DOCTYPE html>")
      if (isDocument && !html.includes('<html lang="en">')) found.push("the language of the document")
      if (found.length > 0) wrong[`${one?.name ?? "nobody"}: ${path}`] = found
    }
  console.log(`${looked} pages in English`)
  expect(wrong).toEqual({})
  expect(looked).toBeGreaterThan(120)
})
