import { editionKeys } from "../../domain/scoring/keys.ts"
import type { ExpectedFacts } from "../../domain/submission/expected.ts"
import { judgedBy } from "../../domain/submission/lateness.ts"
import type { OpenSubmission } from "./open-submission.ts"

/**
 * What the values of a submission are judged with: sent when it was (at `now`, where it is not), and its quarter counted
 * as verified, since that is what is expected.
 */
export function factsOf({ dossier, edition }: OpenSubmission, now: Date): ExpectedFacts {
  const { quarter, due, submission, correction, history } = dossier
  return {
    edition,
    specs: editionKeys(edition),
    quarter: quarter.quarter,
    sent: judgedBy(now, due, submission, correction !== null),
    servedSince: history.servedSince,
    window: history.window,
    verifiedQuarters: [...new Set([...history.verifiedQuarters, quarter.quarter])],
  }
}
