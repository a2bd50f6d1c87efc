/** Hand-written reading of JSON: collects every fault with its path and goes on with a stand-in. Never throws. */
import type { Bilingual, Provider, Source } from "./edition.ts"

export interface EditionFault {
  /** `indicators[3].alternatives[0].scoring.steps[1]`; empty for the whole document. */
  readonly path: string
  readonly message: string
}

export type JsonObject = { readonly [name: string]: unknown }

const PROVIDERS: readonly Provider[] = ["company", "community", "street", "district", "city", "platform"]
const LONGEST_LIST = 10_000
/** Objects and lists in one another: more are refused before anything is read. */
export const DEEPEST = 100

/** The path of a member: `path.name`, or `path[n]` of a list. */
export function at(path: string, name: string | number): string {
  if (typeof name === "number") return `${path}[${name}]`
  return path === "" ? name : `${path}.${name}`
}

/**
 * The path of a place that is nested deeper than DEEPEST, null when there is none. Without recursion: it is asked so that
 * everything after it may recur.
 */
export function placeTooDeep(json: unknown): string | null {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: json, path: "", depth: 1 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next
    if (typeof value !== "object" || value === null) continue
    if (depth > DEEPEST) return path
    const list = Array.isArray(value)
    for (const [name, member] of Object.entries(value))
      if (typeof member === "object")
        open.push({ value: member, path: list ? `${path}[${name}]` : at(path, name), depth: depth + 1 })
  }
  return null
}

/** What a value is, for a sentence. */
function kindOf(value: unknown): string {
  if (value === undefined) return "nothing"
  if (value === null) return "null"
  if (Array.isArray(value)) return "a list"
  if (typeof value === "string") return `“${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `an ${typeof value}`
}

/** Reads single values of an edition's document and collects what is wrong with them, each with its path. */
export class EditionReader {
  readonly faults: EditionFault[] = []
  /** Whether words and sources may be absent: arithmetic does not need them. */
  readonly wordsOptional: boolean

  constructor(wordsOptional: boolean) {
    this.wordsOptional = wordsOptional
  }

  fault(path: string, message: string): void {
    this.faults.push({ path, message })
  }

  object(value: unknown, path: string): JsonObject {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject
    this.fault(path, `an object is expected, not ${kindOf(value)}`)
    return {}
  }

  /** A list under a name; what is not a list is a fault and reads as empty. */
  list(parent: JsonObject, name: string, path: string, least = 0): readonly unknown[] {
    const value = parent[name]
    const here = at(path, name)
    if (!Array.isArray(value)) {
      this.fault(here, `a list is expected, not ${kindOf(value)}`)
      return []
    }
    if (value.length < least) this.fault(here, "the list is empty")
    if (value.length <= LONGEST_LIST) return value
    this.fault(here, `the list has more than ${LONGEST_LIST} entries`)
    return []
  }

  /** A list of objects, each read by `read`. */
  objects<T>(
    parent: JsonObject,
    name: string,
    path: string,
    read: (one: JsonObject, path: string) => T,
  ): T[] {
    return this.list(parent, name, path).map((one, n) => {
      const here = at(at(path, name), n)
      return read(this.object(one, here), here)
    })
  }

  /** Text that is not empty; a stand-in "" after a fault. */
  text(parent: JsonObject, name: string, path: string): string {
    const value = parent[name]
    if (typeof value === "string" && value !== "") return value
    this.fault(at(path, name), `text is expected, not ${kindOf(value)}`)
    return ""
  }

  /** A finite number within limits; NaN after a fault. */
  number(parent: JsonObject, name: string, path: string, least = Number.NEGATIVE_INFINITY): number {
    return this.numberIn(parent[name], at(path, name), least)
  }

  numberIn(value: unknown, path: string, least = Number.NEGATIVE_INFINITY): number {
    if (typeof value !== "number" || !Number.isFinite(value))
      this.fault(path, `a number is expected, not ${kindOf(value)}`)
    else if (value < least) this.fault(path, `${value} is below ${least}`)
    else return value
    return Number.NaN
  }

  /** A whole number from 0 to `most`; NaN after a fault. */
  whole(parent: JsonObject, name: string, path: string, most = Number.MAX_SAFE_INTEGER): number {
    const value = this.number(parent, name, path, 0)
    if (Number.isNaN(value) || (Number.isInteger(value) && value <= most)) return value
    this.fault(at(path, name), `a whole number from 0 to ${most} is expected, not ${value}`)
    return Number.NaN
  }

  wholeOrNull(parent: JsonObject, name: string, path: string): number | null {
    return parent[name] === null ? null : this.whole(parent, name, path, 100)
  }

  oneOf<T extends string>(parent: JsonObject, name: string, path: string, choices: readonly T[]): T {
    return this.choice(parent[name], at(path, name), choices)
  }

  choice<T extends string>(value: unknown, path: string, choices: readonly T[]): T {
    const found = choices.find((choice) => choice === value)
    if (found === undefined)
      this.fault(path, `one of ${choices.join(", ")} is expected, not ${kindOf(value)}`)
    return found ?? choices[0]!
  }

  /** As `oneOf`, for what is shown and never computed with: the first choice when words are optional and it is absent. */
  shownOneOf<T extends string>(parent: JsonObject, name: string, path: string, choices: readonly T[]): T {
    if (parent[name] === undefined && this.wordsOptional) return choices[0]!
    return this.oneOf(parent, name, path, choices)
  }

  /** `{zh, en}`; when words are optional and it is absent, `instead` in both languages. */
  words(parent: JsonObject, name: string, path: string, instead = ""): Bilingual {
    const here = at(path, name)
    if (parent[name] === undefined && this.wordsOptional) return { zh: instead, en: instead }
    const value = this.object(parent[name], here)
    const { zh, en } = value
    if (value !== parent[name]) return { zh: "", en: "" }
    for (const [language, text] of [
      ["zh", zh],
      ["en", en],
    ] as const)
      if (typeof text !== "string") this.fault(at(here, language), `text is expected, not ${kindOf(text)}`)
    return { zh: typeof zh === "string" ? zh : "", en: typeof en === "string" ? en : "" }
  }

  provider(parent: JsonObject, path: string): Provider {
    return parent["provider"] === undefined ? "company" : this.oneOf(parent, "provider", path, PROVIDERS)
  }

  source(value: unknown, path: string): Source {
    if (value === undefined && this.wordsOptional) return { kind: "assumption", note: { zh: "", en: "" } }
    const source = this.object(value, path)
    if (source !== value) return { kind: "assumption", note: { zh: "", en: "" } }
    return {
      kind: this.oneOf(source, "kind", path, ["assumption", "document", "report"]),
      note: this.words(source, "note", path),
    }
  }

  /** Refuses names that would silently not be computed with; what only describes is let through. */
  onlyNames(value: JsonObject, path: string, names: readonly string[]): void {
    for (const name of Object.keys(value))
      if (!names.includes(name) && !["source", "note", "title", "unit"].includes(name))
        this.fault(at(path, name), "this name is not part of the format here")
  }
}
