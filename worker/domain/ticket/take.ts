import { DomainError, type Fault } from "../errors.ts"
import { publicTextFaults } from "../public-text.ts"
import { isLapsed } from "./due.ts"
import { actsFrom, isOpen, isState } from "./states.ts"
import type { ActOf, AnyTicketKind, StateOf } from "./ticket-kind.ts"

/** A ticket as far as an act depends on it. */
export interface Standing {
  state: string
  /** Last day of what is to be done now. */
  dueDay: string
  /** Who acted upon it last; null when nobody has. */
  lastBy: string | null
}

/** What is given to an act: the words as typed, the answer that was chosen, who acts, and the day. */
export interface Given {
  reply?: string
  answer?: string
  by: string
  today: string
}

/** What an act makes of a ticket. */
export interface Step<S extends string> {
  state: S
  /** Trimmed; null where the act asks for none. */
  reply: string | null
  /** Whether nothing leads on from there. */
  ends: boolean
}

/**
 * What an act makes of a ticket. Who may (`by`) is asked before. Errors: conflict `<kind>_state` (the act does not lead from
 * its state), `<kind>_lapsed` (its day is over, and the kind takes nothing after it), `<kind>_another` (the same person did
 * the act before); invalid (the words, the answer).
 */
export function take<K extends AnyTicketKind>(
  kind: K,
  act: ActOf<K>,
  ticket: Standing,
  given: Given,
): Step<StateOf<K>> {
  const { name } = kind
  const rule = kind.acts[act]
  if (!rule || !actsFrom(kind, ticket.state).includes(act))
    throw new DomainError("conflict", `${name}_state`, [], { state: ticket.state })
  if (isLapsed(kind, ticket, given.today))
    throw new DomainError("conflict", `${name}_lapsed`, [], { day: ticket.dueDay })
  if (rule.another && ticket.lastBy === given.by) throw new DomainError("conflict", `${name}_another`)
  const reply = rule.reply && (given.reply ?? "").trim()
  const faults: Fault[] = rule.reply ? publicTextFaults("reply", reply ?? "", rule.reply.most) : []
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const { to } = rule
  const state = typeof to === "string" ? to : to[given.answer ?? ""]
  if (typeof state !== "string" || !isState(kind, state))
    throw new DomainError("invalid", "invalid", [{ rule: "decision_missing", field: "decision" }])
  return { state, reply, ends: !isOpen(kind, state) }
}

/** Refuses one more ticket of a sender who has as many open about the subject as it may. Errors: conflict `<kind>_open`. */
export function requireRoom({ name, filing }: AnyTicketKind, open: number): void {
  const { openAtOnce } = filing
  if (openAtOnce !== null && open >= openAtOnce)
    throw new DomainError("conflict", `${name}_open`, [], { most: openAtOnce })
}
