import type { MemberActor } from "../../domain/actor.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { openFiling } from "../../domain/submission/parts.ts"
import type { UseCaseContext } from "../context.ts"
import { submissionChange, typedFields } from "./event-fields.ts"
import { check, type Filing } from "./open-filing.ts"

export interface SavedDraft {
  revision: number
  savedAt: string
}

/** A draft keeps what was typed, right or wrong; only what it cannot hold at all is refused. */
const refused: readonly string[] = ["unknown_key", "not_yours", "too_long", "reason_too_long"]

/** Throws DomainError invalid for what no draft can hold: unknown keys, those of others, texts that are too long. */
export function requireKnown(filing: Filing, typed: Typed): void {
  const faults: Fault[] = check(filing, typed).hard.filter((fault) => refused.includes(fault.rule))
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
}

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
 * Saves what one provider has typed so far, as a whole. `revision` is the part's revision that the person saw.
 * Errors: conflict (locked), stale (somebody saved meanwhile), invalid (what no draft can hold).
 */
export async function saveDraft(
  ctx: UseCaseContext<MemberActor>,
  filing: Filing,
  typed: Typed,
  command: { key: string; revision: number },
): Promise<SavedDraft> {
  if (filing.locked)
    throw new DomainError(filing.locked === "forbidden" ? "forbidden" : "conflict", filing.locked)
  requireKnown(filing, typed)
  const { dossier, provider } = filing
  const { submission } = dossier
  const id = submission?.id ?? ctx.newId()
  const number = openFiling(submission, provider)
  const now = ctx.now()
  const saved = { revision: command.revision + 1, savedAt: now.toISOString() }
  const rows = rowsOf(id, filing, number, typed)
  const company = provider === "company" ? ctx.actor.organisation.id : submission?.organisationId
  // Begun by a community, or by the company that held the estate before: from now on it is this company's.
  const handed = submission && company !== submission.organisationId ? company : undefined
  const { result } = await ctx.write(
    { key: command.key, action: "submission.save", result: saved },
    (store) => {
      store.submissions.expectOpen(dossier.quarter.quarter, dossier.estate)
      if (submission) store.submissions.expectState(submission)
      else
        store.submissions.create({
          id,
          estateId: dossier.estate.id,
          quarter: dossier.quarter.quarter,
          organisationId: dossier.company?.id ?? ctx.actor.organisation.id,
          state: "draft",
          revision: 1,
          filing: 0,
        })
      if (handed) store.submissions.handOver(id, handed)
      store.submissions.expectPart(id, provider, command.revision)
      store.submissions.savePart(
        {
          submissionId: id,
          provider,
          revision: saved.revision,
          savedAt: saved.savedAt,
          memberId: ctx.actor.memberId,
        },
        number,
        rows,
      )
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "submission.save",
        entity: "submission",
        entityId: id,
        detail: { provider, revision: saved.revision, keys: typed.texts.size },
        ...submissionChange(
          submission,
          { ...(!submission && { state: "draft" }), ...(handed && { organisationId: handed }) },
          { before: typedFields(filing.typed), after: typedFields(textsOf(rows)) },
        ),
      })
    },
  )
  return result
}
