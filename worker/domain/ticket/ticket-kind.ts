import type { Permission } from "../permissions.ts"

/** Who does an act: whoever holds a permission, anybody at all, or who sent the ticket. */
export type By = Permission | "anybody" | "sender"

/** How long something may wait. */
export interface Clock {
  /** Working days: what the rules of its subject may say, and what they say when nobody typed anything. */
  within: { least: number; most: number; usual: number }
  /** The day that does not count: on which it was filed, or on which it came into this state. */
  from: "filed" | "state"
  /** After the due day an act is taken all the same and called late, or is refused. */
  after: "late" | "refused"
}

/** One state. */
export interface TicketState {
  /** Until when somebody has to do something; null: it has ended, and nothing leads on. */
  due: Clock | null
  /** Whether its subject has to wait for it: an award, a release. */
  blocks: boolean
}

/** One act upon a ticket. */
export interface TicketAct<S extends string> {
  by: By
  /** Somebody else than who did the act before. */
  another?: true
  from: readonly S[]
  /** The state that it leads to, or one for each answer that may be chosen. */
  to: S | Readonly<Record<string, S>>
  /** The words that everybody reads, and the most characters of them; null: none are asked for. */
  reply: { most: number } | null
}

/** How often something may be done within a window that begins with the first time. */
interface Within {
  tries: number
  windowMs: number
}

/**
 * What somebody brings up and somebody else answers within so many working days: one value from which use cases, forms,
 * schemas and guards take states, acts, limits and clock. Words stand in web/text.
 */
export interface TicketKind<S extends string> {
  /** Its noun: of its events (`objection.admit`) and refusals (`objection_state`). */
  name: string
  /** States of its subject in which it is filed and answered. */
  during: readonly string[]
  filing: {
    by: By
    to: S
    /** Most characters of each field. */
    fields: Readonly<Record<string, number>>
    /** Most files. */
    files: number
    /** How many from one sender, and from all together where nothing tells them apart. */
    each: Within
    all: Within
    /** How many of one sender about one subject may be open at once; null: as many as it files. */
    openAtOnce: number | null
  }
  states: Readonly<Record<S, TicketState>>
  acts: Readonly<Record<string, TicketAct<S>>>
}

/** Any kind. */
export type AnyTicketKind = TicketKind<string>

export type StateOf<K extends AnyTicketKind> = keyof K["states"] & string
/** The states in which it waits for somebody. */
export type OpenStateOf<K extends AnyTicketKind> = {
  [S in StateOf<K>]: K["states"][S]["due"] extends null ? never : S
}[StateOf<K>]
export type ActOf<K extends AnyTicketKind> = keyof K["acts"] & string
/** The answers that an act lets choose among. */
export type AnswerOf<K extends AnyTicketKind, A extends ActOf<K>> = Exclude<
  keyof K["acts"][A]["to"],
  keyof string
> &
  string

/** Declares a kind of ticket. An act or a filing that leads to a state which there is not does not type-check. */
export const ticketKind = <const K extends AnyTicketKind>(
  kind: K & TicketKind<keyof K["states"] & string>,
): K => kind
