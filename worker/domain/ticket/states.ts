import type { ActOf, AnswerOf, AnyTicketKind, By, StateOf } from "./ticket-kind.ts"

/** Whether a text is one of its states. */
export function isState<K extends AnyTicketKind>(kind: K, state: string): state is StateOf<K> {
  return Object.hasOwn(kind.states, state)
}

/** Its states, in the order in which they are declared. */
export function statesOf<K extends AnyTicketKind>(kind: K): StateOf<K>[] {
  return Object.keys(kind.states).filter((state) => isState(kind, state))
}

/** Its acts, in the order in which they are declared. */
export function actsOf<K extends AnyTicketKind>(kind: K): ActOf<K>[] {
  return Object.keys(kind.acts).filter((act): act is ActOf<K> => Object.hasOwn(kind.acts, act))
}

/** The acts that lead on from a state; none when it has ended, or is no state. */
export function actsFrom<K extends AnyTicketKind>(kind: K, state: string): ActOf<K>[] {
  return actsOf(kind).filter((act) => kind.acts[act]?.from.includes(state))
}

/** The answers that an act lets choose among; none where it leads to one state. */
export function answersOf<K extends AnyTicketKind, A extends ActOf<K>>(kind: K, act: A): AnswerOf<K, A>[] {
  const to = kind.acts[act]?.to
  if (to === undefined || typeof to === "string") return []
  return Object.keys(to).filter((answer): answer is AnswerOf<K, A> => Object.hasOwn(to, answer))
}

/** Whether it still waits for somebody. */
export function isOpen(kind: AnyTicketKind, state: string): boolean {
  return isState(kind, state) && kind.states[state]?.due !== null
}

/** Whether its subject has to wait for it. */
export function blocks(kind: AnyTicketKind, state: string): boolean {
  return isState(kind, state) && kind.states[state]?.blocks === true
}

/** The states in which its subject has to wait for it. */
export function blockingStates<K extends AnyTicketKind>(kind: K): StateOf<K>[] {
  return statesOf(kind).filter((state) => blocks(kind, state))
}

/** For whom it waits in a state, and who is late when its day is over; nobody once it has ended. */
export function waitsFor(kind: AnyTicketKind, state: string): By[] {
  return [...new Set(actsFrom(kind, state).flatMap((act) => kind.acts[act]?.by ?? []))]
}
