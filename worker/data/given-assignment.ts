import { and, eq, isNull, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { assignments, judges, reviews } from "../../schema/tables/judges.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { users } from "../../schema/tables/users.ts"
import type { Database } from "./database.ts"

/** An assignment by its id, or the one that stands of a judge and a candidate, known by its blind code. */
export type GivenTo = { assignmentId: string } | { judgeId: string; code: string }

function meant(which: GivenTo): SQL | undefined {
  if ("assignmentId" in which) return eq(assignments.id, which.assignmentId)
  const code = sql`${nominations.blindCode} = ${which.code} collate nocase`
  return and(eq(assignments.judgeId, which.judgeId), code, isNull(assignments.endedAt))
}

/** The query of one assignment of a programme with its judge, candidate and review; for batches. */
export function givenRow(db: Database, slug: string, which: GivenTo) {
  return db
    .select({
      id: assignments.id,
      judgeId: assignments.judgeId,
      nominationId: assignments.nominationId,
      assignedAt: assignments.assignedAt,
      endedAt: assignments.endedAt,
      judge: users.name,
      blindCode: nominations.blindCode,
      category: nominations.category,
      estate: estates.name,
      review: sql<"none" | "draft" | "submitted">`coalesce(${reviews.state}, 'none')`,
      /** 0 as long as there is no review. */
      reviewRevision: sql<number>`coalesce(${reviews.revision}, 0)`,
      reviewedAt: reviews.updatedAt,
    })
    .from(assignments)
    .innerJoin(nominations, eq(nominations.id, assignments.nominationId))
    .innerJoin(estates, eq(estates.id, nominations.estateId))
    .innerJoin(judges, eq(judges.id, assignments.judgeId))
    .innerJoin(users, eq(users.id, judges.userId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(
      and(eq(assignments.programmeId, sql`(select id from programmes where slug = ${slug})`), meant(which)),
    )
}
