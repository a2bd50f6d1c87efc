import { replyDueDay, unknownYear, type WorkingCalendar } from "../working-days.ts"
import { isOpen } from "./states.ts"
import type { AnyTicketKind, OpenStateOf } from "./ticket-kind.ts"

/** The last day for what is to be done in a state. */
export interface DueDay {
  day: string
  /** A year up to it whose holidays are not known yet: its weekdays were all counted. Null when all are known. */
  unknownYear: number | null
}

/**
 * When a ticket is due that came into a state: `within` working days, as the rules of its subject say, after the day on
 * which it was filed or came there. Throws RangeError for more or fewer days than the kind allows.
 */
export function dueDay<K extends AnyTicketKind>(
  kind: K,
  state: OpenStateOf<K>,
  days: { filed: string; entered: string; within: number },
  calendar: WorkingCalendar,
): DueDay {
  const clock = kind.states[state]?.due
  if (!clock) throw new RangeError(`${kind.name}: nothing is due once it is ${state}`)
  const { least, most } = clock.within
  const { within } = days
  if (!Number.isInteger(within) || within < least || within > most)
    throw new RangeError(`${kind.name}: an answer within ${within} working days`)
  const from = clock.from === "filed" ? days.filed : days.entered
  const day = replyDueDay(from, within, calendar)
  return { day, unknownYear: unknownYear([from, day], calendar) }
}

/** Whether somebody is late with it: it waits, and its day is over. Days are Asia/Shanghai. */
export function isLate(
  kind: AnyTicketKind,
  { state, dueDay: due }: { state: string; dueDay: string },
  today: string,
): boolean {
  return isOpen(kind, state) && today > due
}

/** Whether it can be acted upon no more, because its day is over. */
export function isLapsed(
  kind: AnyTicketKind,
  ticket: { state: string; dueDay: string },
  today: string,
): boolean {
  return isLate(kind, ticket, today) && kind.states[ticket.state]?.due?.after === "refused"
}
