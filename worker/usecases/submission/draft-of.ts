import type { Typed } from "../../domain/submission/faults.ts"
import { openFiling } from "../../domain/submission/parts.ts"
import type { Hand } from "../act.ts"
import { submissionChange, typedFields } from "./event-fields.ts"
import { check, type Filing } from "./open-filing.ts"

function rowsOf(submissionId: string, filing: Filing, number: number, typed: Typed) {
  const { texts } = check(filing, typed)
  const keys = new Set([...typed.texts.keys(), ...typed.reasons.keys()])
  return [...keys].flatMap((key) => {
    const value = texts.get(key) ?? typed.texts.get(key)?.trim() ?? ""
    const reason = typed.reasons.get(key)?.trim() || null
    if (value === "" && reason === null) return []
    return [{ submissionId, provider: filing.provider, filing: number, key, value, reason }]
  })
}

function textsOf(rows: ReturnType<typeof rowsOf>): Typed {
  const reasons = rows.flatMap(({ key, reason }) => (reason ? [[key, reason] as const] : []))
  return { texts: new Map(rows.map(({ key, value }) => [key, value])), reasons: new Map(reasons) }
}

/**
 * What one part becomes when this is saved: its rows, the submission where it is begun by it, and its event. `more` is told
 * in the event: `file` of what nobody typed on the form.
 */
export function draftOf(
  filing: Filing,
  typed: Typed,
  seen: number,
  { actor: { organisation }, newId }: Pick<Hand<never>, "actor" | "newId">,
  more: { file?: true } = {},
) {
  const { dossier, provider } = filing
  const { submission, estate, quarter } = dossier
  const id = submission?.id ?? newId()
  const number = openFiling(submission, provider)
  const rows = rowsOf(id, filing, number, typed)
  const company = provider === "company" ? organisation.id : submission?.organisationId
  // Begun by a community, or by the company that held the estate before: from now on it is this company's.
  const handed = submission && company !== submission.organisationId ? company : undefined
  const begun = submission
    ? null
    : {
        id,
        estateId: estate.id,
        quarter: quarter.quarter,
        organisationId: dossier.company?.id ?? organisation.id,
        state: "draft" as const,
        revision: 1,
        filing: 0,
      }
  return {
    id,
    number,
    rows,
    begun,
    handed,
    event: {
      entity: "submission",
      entityId: id,
      detail: { provider, revision: seen + 1, keys: typed.texts.size, ...more },
      ...submissionChange(
        submission,
        { ...(!submission && { state: "draft" }), ...(handed && { organisationId: handed }) },
        { before: typedFields(filing.typed), after: typedFields(textsOf(rows)) },
      ),
    },
  }
}
