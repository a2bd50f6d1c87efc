import type { Programme } from "../../data/programmes.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { requirePhase, rulesOf } from "../programme/open-programme.ts"

/** Files of a nomination come and go while it is a draft and nominations are taken. Errors: conflict. */
export function requireDraft({ state }: { state: string }, programme: Programme, now: Date): void {
  requirePhase(programme, "open")
  const { openDay, closeDay } = rulesOf(programme).dates
  const today = dayOf(now.getTime())
  if (state !== "draft" || today < openDay || today > closeDay)
    throw new DomainError("conflict", "attachments_closed")
}
