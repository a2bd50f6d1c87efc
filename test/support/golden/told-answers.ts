import { createHash } from "node:crypto"

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g
/** Hashes, tokens, sealed texts, proofs of passwords: another one each time. */
const random =
  /\b[0-9a-f]{24,}\b|[\w+/=-]{16}\.[\w+/=-]{30,}|[\w+/=-]{22,}\$[\w+/=$-]{30,}|[\w+/=-]{40,}|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/g
/** Made by chance, but too short to be told by their form. */
const byChance = /(^|\.|\])(salt|prefix|blindCode|passwordHash|totpSecret)$/
const SHORT = 120
/** What stands deeper is marked with what it stands in. */
const DEPTH = 2

type Told = Map<string, string[]>

/** Texts and numbers by the path at which they stand in an answer, in its order; rows of a list share their paths. */
function valuesByPath(value: unknown, path: string, found: Told = new Map()): Told {
  const add = (at: string, text: string) => found.set(at, [...(found.get(at) ?? []), text])
  if (value instanceof Map || value instanceof Set) return valuesByPath([...value], path, found)
  if (Array.isArray(value)) {
    add(`${path}[]`, String(value.length))
    for (const one of value) valuesByPath(one, `${path}[]`, found)
  } else if (typeof value === "object" && value !== null && !(value instanceof Date))
    for (const [name, one] of Object.entries(value))
      valuesByPath(one, path === "" ? name : `${path}.${name}`, found)
  else add(path, byChance.test(path) ? "#" : value instanceof Date ? "<moment>" : String(value))
  return found
}

/** Names what is made by chance by the order in which it is met. */
function namer(): (text: string) => string {
  const met = new Map<string, string>()
  const name = (id: string) => {
    met.set(id, met.get(id) ?? `<${met.size + 1}>`)
    return met.get(id) ?? ""
  }
  return (text) => text.replace(uuid, name).replace(moment, "<moment>").replace(random, "#")
}

/**
 * An answer in a line: short ones as they are; of others for each list and record how many rows it has and a mark of what
 * stands in them, in its order.
 */
export function toldAnswer(answer: unknown): string {
  const named = namer()
  const columns = [...valuesByPath(answer, "")].map(([path, texts]) => [path, texts.map(named)] as const)
  const whole = columns.map(([path, texts]) => `${path} ${texts.join(" | ")}`.trim()).join(" · ")
  if (whole.length <= SHORT) return whole
  const groups = new Map<string, { counts: string[]; texts: string[] }>()
  for (const [path, texts] of columns) {
    const list = path.endsWith("[]")
    const holder = list ? path : (/^(.*)\.[^.]*$/.exec(path)?.[1] ?? "")
    const place = holder.split(".").slice(0, DEPTH).join(".")
    const group = groups.get(place) ?? { counts: [], texts: [] }
    groups.set(place, group)
    if (place === path && list && texts.every((text) => /^\d+$/.test(text))) group.counts.push(...texts)
    group.texts.push(`${path} ${texts.join("\n")}`)
  }
  return [...groups]
    .map(([place, { counts, texts }]) => {
      const mark = createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 4)
      const rows = counts.length === 1 ? ` ${counts[0]}` : ""
      return `${place || "."}${rows} ${mark}`
    })
    .join(" · ")
}
