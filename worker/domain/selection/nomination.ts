import type { Fault } from "../errors.ts"
import { isAfterDay, startOfDay } from "../quarter.ts"
import type { FormField, ProgrammeDates } from "./rules.ts"

/** How many stand on a page: of candidates, of nominations on the organiser's desk, of an organisation's own. */
export const perPage = { candidates: 20, desk: 50, own: 30 }

/** What the organiser's list can be narrowed to. */
export const deskShows = [
  "all",
  "unscreened",
  "eligible",
  "ineligible",
  "overridden",
  "asked",
  "withdrawn",
] as const
export type DeskShow = (typeof deskShows)[number]

export type Answers = Record<string, string>

/** What a draft cannot hold at all. */
const MOST_TYPED = 10_000

/** Why nothing can be nominated now; null within the days. 23:59:59.999 of the last day is in time. */
export function windowFault(
  { openDay, closeDay }: Pick<ProgrammeDates, "openDay" | "closeDay">,
  now: number,
): "nomination_not_begun" | "nomination_closed" | null {
  if (now < startOfDay(openDay)) return "nomination_not_begun"
  return isAfterDay(now, closeDay) ? "nomination_closed" : null
}

const lengthOf = (text: string) => [...text].length

/** Answers to what the form does not ask: refused, since nobody would see that they are dropped. */
export function unknownAnswers(form: readonly FormField[], typed: Answers): Fault[] {
  const asked = new Set(form.map(({ key }) => key))
  return Object.keys(typed).flatMap((key) =>
    asked.has(key) ? [] : [{ rule: "nomination_answer_unknown", field: key, with: { key } }],
  )
}

/** The answers to a form's own questions, trimmed. */
export function answersOf(form: readonly FormField[], typed: Answers): Answers {
  const answered = form.map(({ key }) => [key, (typed[key] ?? "").trim()] as const)
  return Object.fromEntries(answered.filter(([, text]) => text !== ""))
}

/** What keeps a draft from being saved: an answer beyond any size. */
export function draftFaults(form: readonly FormField[], answers: Answers): Fault[] {
  return form.flatMap(({ key, most }) => {
    const length = lengthOf(answers[key] ?? "")
    const max = Math.max(most, MOST_TYPED)
    return length > max ? [{ rule: "nomination_answer_long", field: key, with: { length, most: max } }] : []
  })
}

/** What keeps the reason of a draft from being saved: beyond any size. */
export function reasonFaults(reason: string): Fault[] {
  const length = lengthOf(reason)
  return length > MOST_TYPED
    ? [{ rule: "reason_too_long", field: "reason", with: { length, max: MOST_TYPED } }]
    : []
}

/** What keeps a nomination from being submitted: what is missing or too long, and the consent. */
export function submissionFaults(form: readonly FormField[], answers: Answers, consent: boolean): Fault[] {
  const faults: Fault[] = form.flatMap(({ key, required, most }) => {
    const length = lengthOf(answers[key] ?? "")
    if (length === 0) return required ? [{ rule: "nomination_answer_missing", field: key }] : []
    return length > most ? [{ rule: "nomination_answer_long", field: key, with: { length, most } }] : []
  })
  return consent ? faults : [...faults, { rule: "nomination_consent_missing", field: "consent" }]
}
