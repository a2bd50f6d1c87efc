import type { Actor } from "../../../worker/domain/actor.ts"
import type { ChangedRow, RowRecorder } from "./recorded-rows.ts"

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g
/** Hashes, tokens, sealed texts: another one each time. */
const random =
  /(?<=mark:)[0-9a-f]{24}|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b|\b[0-9a-f]{32,}\b|[\w+/=-]{16}\.[\w+/=-]{30,}|[\w+/=-]{24}\$[\w+/=-]{40,}|[\w+/=-]{40,}/g
/** Columns whose texts are made by chance, but too short to be told by their form. */
const byChance = new Set([
  "api_keys.prefix",
  "nominations.blind_code",
  "exports.bytes",
  // How many events all acts before have left.
  "audit_seals.to_seq",
  "audit_seals.events",
])
/** The same within JSON, and numbers that depend on what is random or on all acts before. */
const inJson = /(?<="(?:prefix|blindCode)":)"[^"]*"|(?<="(?:bytes|seed|toSeq|events|removed)":)\d+/g

/** What ids and moments are called in one write. */
class Words {
  readonly #names: Awaited<ReturnType<RowRecorder["names"]>>
  readonly #own: ReadonlyMap<string, string>
  readonly #at: Date
  readonly #met = new Map<string, string>()

  constructor(names: Awaited<ReturnType<RowRecorder["names"]>>, actor: Actor, at: Date) {
    this.#names = names
    this.#own = ownNames(actor)
    this.#at = at
  }

  /** Whoever acts and what was there from the beginning by name, others by the order in which the write names them. */
  #idOf(id: string): string {
    const own = this.#own.get(id)
    if (own) return `<${own}>`
    const known = this.#names.get(id)
    if (known && known.number !== null) return `<${known.table} ${known.number}>`
    const table = known?.table ?? "made"
    const place = [...this.#met.values()].filter((one) => one.startsWith(`<${table} `)).length
    const met = this.#met.get(id) ?? `<${table} ${String.fromCharCode(97 + place)}>`
    this.#met.set(id, met)
    return met
  }

  #momentOf(text: string): string {
    const ms = new Date(text).getTime() - this.#at.getTime()
    if (ms === 0) return "now"
    if (Math.abs(ms) > 100 * 86_400_000) return text
    const [unit, size] = units.find(([, one]) => ms % one === 0) ?? ["ms", 1]
    return `now${ms > 0 ? "+" : "-"}${Math.abs(ms) / size} ${unit}`
  }

  of(column: string, value: unknown): string {
    if (value === this.#at.getTime()) return "now"
    if (value !== null && byChance.has(column)) return "#"
    if (typeof value !== "string") return String(value)
    if (this.#own.has(value) || this.#names.has(value)) return this.#idOf(value)
    const told = value
      .replace(uuid, (id) => this.#idOf(id))
      .replace(moment, (found) => this.#momentOf(found))
      .replace(random, "#")
      .replace(inJson, "#")
      .replace(/\s+/g, " ")
    return told.length > 240 ? `${told.slice(0, 200)}… (${told.length} characters)` : told
  }
}

const units: readonly [string, number][] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
  ["ms", 1],
]

function ownNames(actor: Actor): Map<string, string> {
  if (actor.kind !== "member") return new Map()
  const { userId, memberId, organisation, sessionId, key } = actor
  const named: [string | null | undefined, string][] = [
    [userId, "own user"],
    [memberId, "own member"],
    [organisation.id, "own organisation"],
    [sessionId, "own session"],
    [key?.id, "own key"],
  ]
  return new Map(named.flatMap(([id, name]) => (id ? [[id, name]] : [])))
}

/** What every event of a member says alike; another value is told. */
const usual: Record<string, RegExp> = {
  seq: /./,
  id: /^<made .>$/,
  at: /^now$/,
  actor_kind: /^member$/,
  actor_user_id: /^<own user>$/,
  organisation_id: /^<own organisation>$/,
  request_id: /^<made .>$/,
}

/** A row as a line: which it is, and what became of its columns. */
function rowText({ table, op, before, after }: ChangedRow, words: Words): string {
  if (op !== "update") {
    const row = op === "insert" ? after : before
    const event = table === "audit_events"
    const columns = Object.keys(row)
      .filter((name) => row[name] !== null)
      .map((name) => [name, words.of(`${table}.${name}`, row[name])] as const)
      .filter(([name, text]) => !event || !usual[name]?.test(text))
    const what = event ? "event" : `${op} ${table}`
    return `${what}: ${columns.map(([name, text]) => `${name} ${text}`).join(" · ")}`
  }
  const [key = ""] = Object.keys(before)
  const told = (name: string, row: Record<string, unknown>) => words.of(`${table}.${name}`, row[name])
  const which = words.of(`${table}.${key}`, after[key])
  const changed = Object.keys(after).filter((name) => before[name] !== after[name])
  const ways = changed.map((name) => `${name} ${told(name, before)} → ${told(name, after)}`)
  return `update ${table} ${which}: ${ways.join(" · ") || "nothing"}`
}

/** More rows of one table than these are counted. */
const MOST = 2

/** What a write has written, a line for each row. */
export async function writtenLines(recorder: RowRecorder, actor: Actor, at: Date): Promise<string[]> {
  const words = new Words(await recorder.names(), actor, at)
  const lines: string[] = []
  const of = new Map<string, number>()
  for (const row of await recorder.changed()) {
    const kind = `${row.op} ${row.table}`
    const n = (of.get(kind) ?? 0) + 1
    of.set(kind, n)
    if (n <= MOST) lines.push(rowText(row, words))
  }
  // How much a job finds depends on all acts before it.
  const count = (n: number) => (actor.kind === "system" ? "more" : `${n} in all`)
  const more = [...of].filter(([, n]) => n > MOST).map(([kind, n]) => `${kind}: ${count(n)}`)
  return [...lines, ...more]
}
