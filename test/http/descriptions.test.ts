import { afterAll, beforeAll, expect, test } from "vitest"
import { createApp } from "../../worker/app.ts"
import { openPeople } from "../support/denial-people.ts"
import { allowed } from "../support/denials/parts.ts"
import { filedEstate, openValues, type RouteValues } from "../support/denials/values.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

const pages = createApp(() => {
  throw new Error("no request is made")
})
  .routes.filter(({ method, path }) => method === "GET" && allowed[`GET ${path}`] === "public")
  .map(({ path }) => `GET ${path}`)

let door: FrontDoor
let values: RouteValues
let filed = ""
beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 1 })
  const people = await openPeople(door)
  filed = await filedEstate(door)
  values = await openValues(door, new Set(people.map(({ organisation }) => organisation)))
})
afterAll(() => door.close())

const plain = (html: string) =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")

function descriptionsOf(html: string): string[] {
  return [...html.matchAll(/<meta name="description" content="([^"<]*)"\/>/g)].map(([, words = ""]) =>
    plain(words),
  )
}

async function lookAt(path: string, language: "zh" | "en") {
  const answer = await door.withCookie("").get(path, { cookie: `shige.language=${language}` })
  const isHtml = answer.headers.get("content-type")?.startsWith("text/html") ?? false
  const html = isHtml ? await answer.text() : ""
  // What is put into a page describes nothing.
  return { status: answer.status, html: html.startsWith("<!DOCTYPE html>") ? html : null }
}

test.each(["zh", "en"] as const)(
  "%s: every page for everybody says in one line of its own what it is",
  async (language) => {
    const seen = new Map<string, string>()
    const wrong: string[] = []
    const own = ["/?q=锦江", "/ranking?district=510104", "/estates/nowhere", "/nowhere"]
    const paths = pages.map((page) => values.path(page, "", { quarter: door.openQuarter, slug: filed }))
    for (const path of [...new Set([...paths, ...own])]) {
      const { status, html } = await lookAt(path, language)
      if (html === null || ![200, 404, 410].includes(status)) continue
      const [words = "", ...others] = descriptionsOf(html)
      if (words.length < 8 || [...words].length > 160 || others.length > 0) wrong.push(`${path}: ${words}`)
      // What is not there may be told alike wherever it is not.
      else if (status === 200 && seen.has(words)) wrong.push(`${path} says what ${seen.get(words)} says`)
      seen.set(words, path)
    }
    expect(wrong).toEqual([])
    expect(seen.size).toBeGreaterThanOrEqual(22)
  },
  60_000,
)
