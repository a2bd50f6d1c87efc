/**
 * 填报负担: what filing costs, by estate and company, from what the record says anyway. Never by person: two people on one
 * form are one sum.
 *
 * A sending that is refused for hard faults counts nowhere, on purpose. What is refused writes nothing, and an event for
 * each refusal would let whoever holds a form or a key make the record grow as fast as it can ask. It would tell little,
 * too: the form shows hard faults while they are typed, and the check before sending has no button as long as there are
 * any, so that refusals come from programs and from pages that somebody else has outdated.
 */
import { listKind } from "../list.ts"

/** Two saves of one person on one form at most so many minutes apart are one piece of work. */
export const BURDEN_GAP = 5
/** What a save that stands alone counts, in minutes. */
export const BURDEN_ALONE = 1
/** Of more estates no sums by company are made while somebody waits; the file has every estate. */
export const BURDEN_SUMMED = 500

/** The estates of a quarter with what filing each of them took. */
export const burdenList = listKind({
  name: "burden",
  columns: {
    estate: "text",
    place: "text",
    company: "text",
    minutes: "number",
    saves: "number",
    answers: "number",
    typed: "number",
    carried: "number",
    share: "number",
    explained: "number",
    asked: "number",
    adjusted: "number",
    returned: "number",
  },
  filters: { quarter: "code" },
  sorts: ["name"],
  searched: true,
})

/** What filing one estate, or all of a company's, took. Null: the record says nothing of it. */
export interface Burden {
  minutes: number | null
  saves: number
  /** Answers that stand; of these typed on the form, and carried from the filing before; the rest came by file or program. */
  answers: number
  typed: number | null
  carried: number
  /** Soft faults that were explained when it was sent. */
  explained: number
  /** By authorities: values asked about, adjusted, and filings sent back. */
  asked: number
  adjusted: number
  returned: number
}

/** The share of answers that were carried, in per cent with one decimal; null where there are none. */
export function carriedShare({ answers, carried }: Pick<Burden, "answers" | "carried">): number | null {
  return answers === 0 ? null : Math.round((1000 * carried) / answers) / 10
}
