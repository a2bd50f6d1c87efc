import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import type { EventOf, Hand, Target } from "../act.ts"
import { type EstateQuarter, type OpenSubmission, openSubmission } from "../submission/open-submission.ts"

/** An estate's quarter, filed or not, whose last day is decided on. Errors: not_found (scope), forbidden. */
export const extensions: Target<OpenSubmission, EstateQuarter> = {
  async open(ctx, { slug, quarter }) {
    if (!may(ctx.actor, "deadline.extend")) throw new DomainError("forbidden", "forbidden")
    if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
    return openSubmission(ctx, slug, quarter)
  },
  nameOf: ({ dossier }) => ({ slug: dossier.estate.slug, quarter: dossier.quarter.quarter }),
}

/** How it is refused: what is closed, released or exempted takes no other day, what is being corrected keeps its own. */
export function lockedReason({ dossier }: OpenSubmission): "released" | "closed" | "exempt" | null {
  if (dossier.exemption) return "exempt"
  if (dossier.released) return "released"
  return dossier.closed ? "closed" : null
}

/** Who is told, where there is a company, and what the letter says besides the day. */
export function extensionTold(
  { dossier }: OpenSubmission,
  { actor, formLink }: Pick<Hand<never>, "actor" | "formLink">,
) {
  const { estate, quarter, company, submission } = dossier
  const organisationId = submission?.organisationId ?? company?.id ?? null
  return {
    to: organisationId === null ? null : { organisationId },
    told: {
      organisation: actor.organisation.name,
      estate: estate.name,
      quarter: quarter.quarter,
      link: formLink(estate.slug, quarter.quarter),
    },
  }
}

/** What of its event is not the day. */
export const extensionEvent = ({ dossier }: OpenSubmission, reason: string): EventOf => ({
  entity: "estate",
  entityId: dossier.estate.id,
  detail: { quarter: dossier.quarter.quarter, reason },
})
