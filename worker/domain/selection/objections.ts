import type { Fault } from "../errors.ts"
import { publicTextLimit, tooLong } from "../public-text.ts"
import { type ActOf, type StateOf, ticketKind } from "../ticket/ticket-kind.ts"

const reply = { most: publicTextLimit }
/** Whoever objects gets its answer also when the organiser is late with it. */
const answer = { within: { least: 5, most: 15, usual: 10 }, from: "filed", after: "late" } as const
const ended = { due: null, blocks: false } as const
const hour = 60 * 60_000

/** 异议: what anybody has against a candidate during its notice; the organiser admits it or not, then decides it. */
export const objections = ticketKind({
  name: "objection",
  during: ["notice", "decided"],
  filing: {
    by: "anybody",
    to: "received",
    fields: { text: 2000, name: 60, contact: 120 },
    files: 3,
    // By address, whatever the programme; a whole office may share one.
    each: { tries: 20, windowMs: hour },
    all: { tries: 200, windowMs: hour },
    openAtOnce: null,
  },
  states: {
    received: { due: answer, blocks: true },
    admitted: { due: answer, blocks: true },
    inadmissible: ended,
    upheld: ended,
    rejected: ended,
  },
  acts: {
    admit: { by: "programme.run", from: ["received"], to: "admitted", reply: null },
    refuse: { by: "programme.run", from: ["received"], to: "inadmissible", reply },
    decide: {
      by: "programme.run",
      from: ["admitted"],
      to: { upheld: "upheld", rejected: "rejected" },
      reply,
    },
  },
})

export type ObjectionState = StateOf<typeof objections>
export type ObjectionAct = ActOf<typeof objections>

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

/** Reads a typed objection by the rules of its programme. */
export function readObjection(
  typed: TypedObjection,
  rules: { anonymous: boolean },
): { objection: ReadObjection; faults: Fault[] } {
  const most = objections.filing.fields
  const faults: Fault[] = []
  const [text, name, contact] = [typed.text.trim(), typed.name.trim(), typed.contact.trim()]
  const named = !rules.anonymous || typed.kind !== "anonymous"
  if (typed.nominationId === "") faults.push({ rule: "objection_candidate", field: "nominationId" })
  if (rules.anonymous && !["named", "anonymous"].includes(typed.kind))
    faults.push({ rule: "objection_kind", field: "kind" })
  if (text === "") faults.push({ rule: "objection_text", field: "text" })
  faults.push(...tooLong("text", text, most.text))
  if (named) {
    if (name === "") faults.push({ rule: "objection_name", field: "name" })
    if (contact === "") faults.push({ rule: "objection_contact", field: "contact" })
    faults.push(...tooLong("name", name, most.name), ...tooLong("contact", contact, most.contact))
  }
  const objection = {
    nominationId: typed.nominationId,
    contact: named ? { name, contact } : null,
    text,
  }
  return { objection, faults }
}
