import { and, asc, eq, isNull, type SQL } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { assignments, judges, reviews } from "../../schema/tables/judges.ts"
import { members } from "../../schema/tables/members.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { users } from "../../schema/tables/users.ts"
import { standing } from "./conflict-graph.ts"
import type { Database } from "./database.ts"
import { stored } from "./stored.ts"

/**
 * The queries of a programme's reviews, for batches of other reads: candidates that still take part, its judges, and
 * what each was given with the review that counts (not voided). The programme is asked for by whoever owns the batch.
 */
export function resultQueries(db: Database, programmeId: SQL) {
  return [
    db
      .select({
        id: nominations.id,
        category: nominations.category,
        blindCode: nominations.blindCode,
        estate: estates.name,
      })
      .from(nominations)
      .innerJoin(estates, eq(estates.id, nominations.estateId))
      .where(and(eq(nominations.programmeId, programmeId), standing))
      .orderBy(asc(nominations.category), asc(nominations.blindCode)),
    db
      .select({ id: judges.id, name: users.name, state: judges.state })
      .from(judges)
      .innerJoin(members, eq(members.id, judges.memberId))
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(judges.programmeId, programmeId))
      .orderBy(asc(judges.invitedAt), asc(judges.id)),
    db
      .select({
        judgeId: assignments.judgeId,
        nominationId: assignments.nominationId,
        state: reviews.state,
        scores: reviews.scores,
        abstained: reviews.abstained,
        confidence: reviews.confidence,
        comment: reviews.comment,
      })
      .from(assignments)
      .innerJoin(nominations, eq(nominations.id, assignments.nominationId))
      .leftJoin(reviews, and(eq(reviews.assignmentId, assignments.id), isNull(reviews.voidedAt)))
      .where(and(eq(assignments.programmeId, programmeId), isNull(assignments.endedAt), standing))
      .orderBy(asc(assignments.nominationId), asc(assignments.judgeId)),
  ] as const
}

type Given = Awaited<ReturnType<typeof resultQueries>[2]>[number]

/** What a judge was given, with what it says of each criterion so far. */
export const readGiven = (row: Given) => ({ ...row, scores: stored.reviewScores(row.scores ?? "{}") })
