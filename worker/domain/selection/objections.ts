import type { Fault } from "../errors.ts"

export const objectionStates = ["received", "admitted", "inadmissible", "upheld", "rejected"] as const
export type ObjectionState = (typeof objectionStates)[number]

/** Which states may follow: admitted or not, then upheld or rejected. */
const next: Record<ObjectionState, readonly ObjectionState[]> = {
  received: ["admitted", "inadmissible"],
  admitted: ["upheld", "rejected"],
  inadmissible: [],
  upheld: [],
  rejected: [],
}

/** Whether an objection may go from one state to another. */
export function mayBecome(state: ObjectionState, other: ObjectionState): boolean {
  return next[state].includes(other)
}

/** Whether it still waits for an answer, and keeps its candidate from being awarded. */
export function isOpen(state: ObjectionState): boolean {
  return next[state].length > 0
}

/** Most characters of what somebody has against a candidate, of a name and of a contact, of a public answer. */
export const objectionLimits = { text: 2000, name: 60, contact: 120, reply: 1000 } as const

/** Most files of evidence. */
export const mostEvidence = 3

/** An objection as typed. */
export interface TypedObjection {
  nominationId: string
  /** `named` or `anonymous`. */
  kind: string
  name: string
  contact: string
  text: string
}

export interface ReadObjection {
  nominationId: string
  /** Null when it is anonymous: nothing of what was typed is kept. */
  contact: { name: string; contact: string } | null
  text: string
}

const tooLong = (field: string, text: string, max: number): Fault[] =>
  text.length > max ? [{ rule: "too_long", field, with: { length: text.length, max } }] : []

/** Reads a typed objection by the rules of its programme. */
export function readObjection(
  typed: TypedObjection,
  rules: { anonymous: boolean },
): { objection: ReadObjection; faults: Fault[] } {
  const faults: Fault[] = []
  const [text, name, contact] = [typed.text.trim(), typed.name.trim(), typed.contact.trim()]
  const named = !rules.anonymous || typed.kind !== "anonymous"
  if (typed.nominationId === "") faults.push({ rule: "objection_candidate", field: "nominationId" })
  if (rules.anonymous && !["named", "anonymous"].includes(typed.kind))
    faults.push({ rule: "objection_kind", field: "kind" })
  if (text === "") faults.push({ rule: "objection_text", field: "text" })
  faults.push(...tooLong("text", text, objectionLimits.text))
  if (named) {
    if (name === "") faults.push({ rule: "objection_name", field: "name" })
    if (contact === "") faults.push({ rule: "objection_contact", field: "contact" })
    faults.push(...tooLong("name", name, objectionLimits.name))
    faults.push(...tooLong("contact", contact, objectionLimits.contact))
  }
  const objection = {
    nominationId: typed.nominationId,
    contact: named ? { name, contact } : null,
    text,
  }
  return { objection, faults }
}

const personal = [
  /(?<!\d)1[3-9]\d{9}(?!\d)/,
  /(?<!\d)\d{17}[\dXx](?!\d)/,
  /[\w.+-]+@[\w-]+\.\w/,
  /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/,
]

/** What is wrong with a text that everybody will read: nothing there, too long, or telephone, identity or e-mail in it. */
export function publicTextFaults(field: string, text: string, max: number = objectionLimits.reply): Fault[] {
  if (text === "") return [{ rule: "public_text_missing", field }]
  const found = personal.some((pattern) => pattern.test(text))
  const faults: Fault[] = found ? [{ rule: "public_text_personal", field }] : []
  return [...faults, ...tooLong(field, text, max)]
}
