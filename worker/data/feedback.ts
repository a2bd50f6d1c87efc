import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm"
import { assignments, reviews } from "../../schema/tables/judges.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmeRules, programmes, shortlists } from "../../schema/tables/programmes.ts"
import { nominated } from "./attachments.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

/** What a nominee may learn of its own candidate once everything is decided: no judge, no other candidate. */
export function feedbackReads(db: Database, scope: Scope) {
  return {
    /**
     * The own nomination, of an estate that the actor was given where it was given some, with the scores and comments of
     * its reviews, one round trip; null for somebody else's.
     */
    async of(nominationId: string) {
      const own = and(eq(nominations.id, nominationId), nominated(scope.actor))
      const programme = db.select({ id: nominations.programmeId }).from(nominations).where(own)
      const [[row], scored, lists] = await db.batch([
        db
          .select({ nomination: nominations, programme: programmes, document: programmeRules.document })
          .from(nominations)
          .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
          .innerJoin(
            programmeRules,
            and(
              eq(programmeRules.programmeId, programmes.id),
              eq(programmeRules.version, programmes.rulesVersion),
            ),
          )
          .where(own),
        db
          .select({
            scores: reviews.scores,
            abstained: reviews.abstained,
            comment: reviews.comment,
          })
          .from(reviews)
          .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
          .innerJoin(nominations, and(eq(nominations.id, assignments.nominationId), own))
          .where(and(isNotNull(reviews.submittedAt), isNull(reviews.voidedAt)))
          // By random ids: the order says nothing about who wrote what.
          .orderBy(asc(assignments.id)),
        db
          .select({ document: shortlists.document })
          .from(shortlists)
          .where(inArray(shortlists.programmeId, programme))
          .orderBy(asc(shortlists.number)),
      ])
      if (!row) return null
      return {
        nomination: row.nomination,
        programme: row.programme,
        rules: stored.rulesDocument(row.document),
        reviews: scored.map(({ scores, ...one }) => ({
          ...one,
          scores: stored.reviewScores(scores),
        })),
        lists: lists.map(({ document }) => stored.shortlistDocument(document)),
      }
    },
  }
}
