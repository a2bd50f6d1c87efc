import { and, eq } from "drizzle-orm"
import { correctionRequests as requests } from "../../schema/tables/correction-requests.ts"
import { submissionParts, submissions, values } from "../../schema/tables/submissions.ts"
import type { Database } from "./database.ts"
import { stored } from "./stored.ts"

type CorrectionRequestRow = typeof requests.$inferSelect

/** What opening a correction takes from the request that waits for it: the statements of a batch. */
export function requestToFollow(db: Database, quarter: string, id: string) {
  const ofRequest = and(eq(requests.id, id), eq(requests.quarter, quarter))
  return [
    db.select().from(requests).where(ofRequest),
    db
      .select({ key: values.key, value: values.value, reason: values.reason })
      .from(values)
      .innerJoin(submissions, eq(submissions.id, values.submissionId))
      .innerJoin(
        requests,
        and(eq(requests.estateId, submissions.estateId), eq(requests.quarter, submissions.quarter)),
      )
      .where(and(ofRequest, eq(values.provider, "company"), eq(values.filing, submissions.filing))),
    db
      .select({ revision: submissionParts.revision })
      .from(submissionParts)
      .innerJoin(submissions, eq(submissions.id, submissionParts.submissionId))
      .innerJoin(
        requests,
        and(eq(requests.estateId, submissions.estateId), eq(requests.quarter, submissions.quarter)),
      )
      .where(and(ofRequest, eq(submissionParts.provider, "company"))),
  ] as const
}

/** The same, read. */
export function followedRequest(
  request: CorrectionRequestRow | undefined,
  filed: { key: string; value: string; reason: string | null }[],
  partRevision = 0,
) {
  if (!request) return null
  return { request: { ...request, prefill: stored.requestPrefill(request.prefill) }, filed, partRevision }
}
