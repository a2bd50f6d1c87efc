import { expect } from "vitest"
import { parseCsv } from "../../worker/domain/csv.ts"
import type { Client } from "./front-door.ts"
import { shown } from "./quarter-forms.ts"

const unescaped = (address: string) => address.replaceAll("&amp;", "&")
/** The address of the page behind or before the one that is shown; null where there is none. */
export const addressOf = (html: string, way: "after" | "before") => {
  const pager = /<nav class="pager"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? ""
  const found = new RegExp(`href="([^"]*[?;]${way}=[^"]*)"`).exec(pager)?.[1]
  return found === undefined ? null : unescaped(found)
}
/** What names the rows of a page: what stands first in each. The list is the last table of its page. */
const rowsOf = (html: string) =>
  [...(/<tbody(?![\s\S]*<tbody)[\s\S]*<\/tbody>/.exec(html)?.[0] ?? "").matchAll(/<th [\s\S]*?<\/th>/g)].map(
    ([cell]) => cell,
  )

/** Every row of a list: page after page to its end, and back again. */
export async function walk(
  client: Client,
  path: string,
): Promise<{ words: string; rows: string[]; pages: number }> {
  const there: string[][] = []
  let html = ""
  let words = ""
  for (let at: string | null = path; at !== null; at = addressOf(html, "after")) {
    const page = await shown(await client.get(at))
    expect(page.status, at).toBe(200)
    html = page.html
    words ||= page.words
    there.push(rowsOf(html))
  }
  const back = [there.at(-1) ?? []]
  for (let at = addressOf(html, "before"); at !== null; at = addressOf(html, "before")) {
    html = await (await client.get(at)).text()
    back.unshift(rowsOf(html))
  }
  expect(back, path).toEqual(there)
  return { words, rows: there.flat(), pages: there.length }
}

/** The lines of a list's file, without their titles. */
export async function fileOf(client: Client, path: string): Promise<string[][]> {
  const answer = await client.get(path)
  expect(answer.status, path).toBe(200)
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8")
  const { records, faults } = parseCsv(await answer.text())
  expect(faults).toEqual([])
  return records.slice(1).map(({ fields }) => [...fields])
}

/** A path with a query. */
export const addressed = (path: string, query: Record<string, string>) => {
  const search = new URLSearchParams(query).toString()
  return search === "" ? path : `${path}?${search}`
}
