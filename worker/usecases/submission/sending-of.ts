import type { ValueRow } from "../../data/dossier.ts"
import type { Fault } from "../../domain/errors.ts"
import { type Typed, unexplained } from "../../domain/submission/faults.ts"
import { dueDay, isLate, sentAt } from "../../domain/submission/lateness.ts"
import { nextState } from "../../domain/submission/states.ts"
import type { Hand } from "../act.ts"
import { submissionEvent, typedFields } from "./event-fields.ts"
import { checkSending, type Filing } from "./open-filing.ts"

/** What is filed: values in the edition's format, and the reasons that were asked for. */
function filedRows(
  submissionId: string,
  filing: number,
  { texts, reasons }: Typed,
  soft: Fault[],
): ValueRow[] {
  const asked = new Set(soft.flatMap(({ field }) => field ?? []))
  const of = { submissionId, provider: "company" as const, filing }
  const reasonOf = (key: string) => reasons.get(key)?.trim() || null
  const typed = [...texts].map(([key, value]) => {
    const told = asked.has(key) || value === "NA"
    return { ...of, key, value, reason: told ? reasonOf(key) : null }
  })
  // A reason for what is not there: an empty value, or the part as a whole.
  const without = [...asked].filter((key) => !texts.has(key))
  return [...typed, ...without.map((key) => ({ ...of, key, value: "", reason: reasonOf(key) }))]
}

/** What sending a filing writes, and its event. */
export type Sending = Extract<ReturnType<typeof sendingOf>, { submission: unknown }>

/**
 * What the company's part becomes when it is sent with these reasons besides its own, or the faults that are against it.
 * Throws DomainError conflict `move_submit`.
 */
export function sendingOf(
  filing: Filing,
  given: ReadonlyMap<string, string>,
  seen: number,
  { actor, now, newId }: Pick<Hand<never>, "actor" | "now" | "newId">,
) {
  const { estate, submission, due, correction } = filing.dossier
  if (!submission || filing.typed.texts.size === 0) return { faults: [{ rule: "nothing_typed" }] as Fault[] }
  const state = nextState(submission.state, "submit")
  const typed = { ...filing.typed, reasons: new Map([...filing.typed.reasons, ...given]) }
  const { texts, hard, soft } = checkSending(filing, typed)
  const faults = [...hard, ...unexplained(soft)]
  if (faults.length > 0) return { faults }
  const at = now.toISOString()
  const sent = sentAt(now, due, submission, correction !== null)
  const late = isLate(sent)
  const number = submission.filing + 1
  const changes = {
    state,
    filing: number,
    submittedAt: at,
    firstSubmittedAt: submission.firstSubmittedAt ?? at,
    ...sent,
    returnReason: null,
    returnedBy: null,
  }
  return {
    submission,
    estate: { id: estate.id, districtCode: estate.districtCode, day: due.extendedDay },
    at,
    late,
    number,
    changes,
    part: { submissionId: submission.id, provider: "company" as const, revision: seen + 1 },
    rows: filedRows(submission.id, number, { texts, reasons: typed.reasons }, soft),
    receipt: {
      id: newId(),
      submissionId: submission.id,
      filing: number,
      organisationId: actor.organisation.id,
      memberId: actor.memberId,
      sentAt: at,
      dueDay: sent.sentDueDay ?? dueDay(due, submission),
      late,
    },
    event: submissionEvent(
      submission,
      changes,
      { filing: number, late, values: texts.size, ...explainedOf(soft) },
      {
        before: typedFields({ texts: filing.typed.texts, reasons: new Map() }),
        after: typedFields({ texts, reasons: new Map() }),
      },
    ),
  }
}

/** The rules of the soft faults that were explained, for what filing took; without what the reasons say. */
function explainedOf(soft: readonly Fault[]): { explained?: string[] } {
  return soft.length === 0 ? {} : { explained: soft.map(({ rule }) => rule) }
}
