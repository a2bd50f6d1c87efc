import { expect } from "vitest"
import { findPlaces, type Places } from "../../scripts/bench/places.ts"
import { paths } from "../../web/paths.ts"
import type { FrontDoor } from "./front-door.ts"
import { wholeReasons } from "./marks.ts"

/** A page that was answered. */
export interface Shown {
  status: number
  html: string
  /** What a person reads: without tags and scripts, entities resolved. */
  words: string
  /** Where a redirect leads. */
  location: string
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" }

/** Resolves the entities that our pages write. */
export function unescaped(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? "")
}

/** Reads an answer; no page may hold a hole, and every refusal must say something in Chinese. */
export async function shown(answer: Response): Promise<Shown> {
  const html = await answer.text()
  const main = html.replace(/<script[\s\S]*?<\/script>/g, "")
  const words = unescaped(main.replace(/<[^>]+>/g, " ")).replace(/\s+/g, " ")
  expect(words).not.toMatch(/NaN|undefined|\bnull\b|\[object/)
  if (answer.status >= 400) expect(words).toMatch(/[一-鿿]{6}/)
  expect(answer.status).not.toBe(500)
  return { status: answer.status, html, words, location: answer.headers.get("location") ?? "" }
}

/** What stands in a field of a page, whatever its kind; undefined when there is no such field. */
export function fieldValue({ html }: Shown, name: string): string | undefined {
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const area = new RegExp(`<textarea[^>]*name="${quoted}"[^>]*>([^<]*)</textarea>`).exec(html)
  if (area) return unescaped(area[1] ?? "")
  const select = new RegExp(`<select[^>]*name="${quoted}"[^>]*>([\\s\\S]*?)</select>`).exec(html)
  if (select) return / value="([^"]*)"[^>]* selected/.exec(select[1] ?? "")?.[1] ?? ""
  const inputs = [...html.matchAll(new RegExp(`<input[^>]*name="${quoted}"[^>]*>`, "g"))].map(([tag]) => tag)
  const chosen = inputs.find((tag) => !tag.includes('type="radio"') || / checked/.test(tag))
  if (inputs.length === 0) return undefined
  return unescaped(/ value="([^"]*)"/.exec(chosen ?? "")?.[1] ?? "")
}

/** The sentence of what is wrong beside a field, empty when nothing is. */
export function errorBeside({ html }: Shown, id: string): string {
  const found = new RegExp(`id="${id}-error"[^>]*>([\\s\\S]*?)</p>`).exec(html)
  return unescaped((found?.[1] ?? "").replace(/<[^>]+>/g, ""))
}

/** Every mark that a page lists, ticked. */
export function marksOn({ html }: Pick<Shown, "html">): Record<string, string> {
  return Object.fromEntries([...html.matchAll(/name="(s:[^"]+)"/g)].map(([, name]) => [name ?? "", "yes"]))
}

/** An answer to everything that came back. */
export function answersOn({ html }: Pick<Shown, "html">): Record<string, string> {
  const names = [...html.matchAll(/name="r:(answer:[^"]+)"/g)].map(([, name]) => name ?? "")
  return Object.fromEntries(names.map((name) => [name, "已与台账核对。"]))
}

let forms = 0

/** A key as a page would have made it. */
export function freshKey(): string {
  return `form-${String(++forms).padStart(8, "0")}`
}

export type Typed = Record<string, string>

function named(prefix: string, typed: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).map(([key, text]) => [`${prefix}:${key}`, text]))
}

/** One estate's quarter as people walk it; every step answers what it shows. */
export interface Walk extends Places {
  door: FrontDoor
  form(account: string): Promise<Shown>
  /** Saves as the form shown now would; `over` replaces hidden fields. */
  save(account: string, typed: Typed, over?: Typed): Promise<Shown>
  check(account?: string): Promise<Shown>
  submit(reasons?: Typed, over?: Typed): Promise<Shown>
  withdraw(): Promise<Shown>
  desk(account: string): Promise<Shown>
  /** Posts a verification form: `action` is findings, verification or return. */
  decide(account: string, action: string, decisions?: Typed, page?: Shown): Promise<Shown>
  post(account: string, path: string, fields: Typed): Promise<Shown>
  /** The texts that the estate was filed with in the quarter before. */
  before: Record<string, Typed>
}

/**
 * Walks an estate of the demonstration for which nothing has been filed in the open quarter; `over` names another
 * quarter of it.
 */
export async function openWalk(door: FrontDoor, over: Partial<Pick<Places, "open">> = {}): Promise<Walk> {
  const places = { ...(await findPlaces(door.cell.url)), ...over }
  const { slug, open } = places
  const before = Object.fromEntries(
    Object.entries(places.fields).map(([provider, fields]) => [
      provider,
      Object.fromEntries(
        fields.flatMap(([name, value]) => (name.startsWith("v:") ? [[name.slice(2), value]] : [])),
      ),
    ]),
  )
  const post = async (account: string, path: string, fields: Typed) =>
    shown(await (await door.as(account)).post(path, fields))
  const get = async (account: string, path: string) => shown(await (await door.as(account)).get(path))
  const form = (account: string) => get(account, paths.submission(slug, open))
  const desk = (account: string) => get(account, paths.verifySubmission(slug, open))
  const check = (account = "editor") => get(account, paths.submitCheck(slug, open))
  return {
    ...places,
    door,
    before,
    form,
    desk,
    check,
    post,
    async save(account, typed, over = {}) {
      const page = await form(account)
      const revision = fieldValue(page, "revision") ?? "0"
      const hidden = { key: freshKey(), revision, "c:all": Object.keys(typed).join(" "), ...over }
      return post(account, paths.saveDraft(slug, open), { ...hidden, ...named("v", typed) })
    },
    async submit(reasons = {}, over = {}) {
      const revision = fieldValue(await check(), "revision") ?? "0"
      const hidden = { key: freshKey(), revision, ...over }
      return post("editor", paths.signOff(slug, open), {
        ...hidden,
        ...named("r", { ...wholeReasons, ...reasons }),
      })
    },
    withdraw: () => post("editor", paths.withdrawal(slug, open), { key: freshKey() }),
    async decide(account, action, decisions = {}, page) {
      const opened = page ?? (await desk(account))
      const hidden = Object.fromEntries(
        ["key", "seen", "state", "values"].map((name) => [name, fieldValue(opened, name) ?? ""]),
      )
      const saved = [...opened.html.matchAll(/<input type="hidden" name="(w:[^"]+)" value="([^"]*)"/g)]
      for (const [, name = "", value = ""] of saved) hidden[name] = unescaped(value)
      const ticked = action === "verification" ? marksOn(opened) : {}
      const fields = { ...hidden, ...ticked, ...decisions }
      return post(account, `${paths.verifySubmission(slug, open)}/${action}`, fields)
    },
  }
}

/** A reason for every value of the company: only those that are asked for are kept. */
export function reasonsFor({ before }: Walk): Typed {
  return Object.fromEntries(Object.keys(before["company"] ?? {}).map((key) => [key, "与台账一致。"]))
}

/** Where a submission stands, from the database. */
export async function stateOf({ door, slug, open }: Walk): Promise<string | undefined> {
  const [row] = await door.cell.rows(
    "select s.state from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?",
    [slug, open],
  )
  return row === undefined ? undefined : String(row["state"])
}

/** The values that a provider has typed, of its latest filing, from the database. */
export async function storedValues({ door, slug, open }: Walk, provider: string): Promise<Typed> {
  const rows = await door.cell.rows(
    `select v.key, v.value from "values" v join submissions s on s.id = v.submission_id
     join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ? and v.provider = ? order by v.filing`,
    [slug, open, provider],
  )
  return Object.fromEntries(rows.map((row) => [String(row["key"]), String(row["value"])]))
}

/** Takes away all that was filed for the estate in the open quarter, and the district's closing. */
export async function startAgain({ door, slug, open }: Walk): Promise<void> {
  const own =
    "(select s.id from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?)"
  for (const table of ["findings", "returns", '"values"', "submission_parts", "receipts"])
    await door.cell.rows(`delete from ${table} where submission_id in ${own}`, [slug, open])
  await door.cell.rows(`delete from submissions where id in ${own}`, [slug, open])
  await door.cell.rows("delete from closings where quarter = ?", [open])
}

/** Begins the quarter of the walk's estate again and submits it, with a reason for each soft fault. */
export async function submitAgain(walk: Walk): Promise<void> {
  await startAgain(walk)
  await walk.save("editor", walk.before["company"] ?? {})
  await walk.save("community", { ...walk.before["community"], observers: "9" })
  await walk.submit(reasonsFor(walk))
}
