import { and, asc, count, countDistinct, eq, isNull, max, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { assignments, conflicts, interests, judges, reviews } from "../../schema/tables/judges.ts"
import { members } from "../../schema/tables/members.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { users } from "../../schema/tables/users.ts"
import type { GraphPart } from "./conflict-graph.ts"
import type { Database } from "./database.ts"
import { stored } from "./stored.ts"

type Given = GraphPart["programmeId"]

/** Judges of a programme with their people; `seated`: still a judge in the organisation. */
export function judgeRows(db: Database, programmeId: Given, judgeId?: string) {
  return db
    .select({
      id: judges.id,
      memberId: judges.memberId,
      userId: judges.userId,
      name: users.name,
      email: users.email,
      seated: sql<number>`${members.endedAt} is null and ${members.role} = 'judge'`,
      state: judges.state,
      identityVerifiedAt: judges.identityVerifiedAt,
      interestsDeclaredAt: judges.interestsDeclaredAt,
      invitedAt: judges.invitedAt,
      answeredAt: judges.answeredAt,
      endedAt: judges.endedAt,
      endReason: judges.endReason,
      revision: judges.revision,
    })
    .from(judges)
    .innerJoin(members, eq(members.id, judges.memberId))
    .innerJoin(users, eq(users.id, judges.userId))
    .where(
      and(
        eq(judges.programmeId, sql`${programmeId}`),
        judgeId === undefined ? undefined : eq(judges.id, judgeId),
      ),
    )
    .orderBy(asc(judges.invitedAt), asc(judges.id))
}

const reviewed = (condition: string) => sql<number>`coalesce(sum(${sql.raw(condition)}), 0)`

/** How far each judge has come with what it has now. */
export function progressRows(db: Database, programmeId: Given) {
  return db
    .select({
      judgeId: assignments.judgeId,
      assigned: count(),
      draft: reviewed("reviews.state = 'draft'"),
      submitted: reviewed("reviews.state = 'submitted' and reviews.abstained = 0"),
      abstained: reviewed("reviews.state = 'submitted' and reviews.abstained = 1"),
      lastAt: max(reviews.updatedAt),
    })
    .from(assignments)
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(and(eq(assignments.programmeId, sql`${programmeId}`), isNull(assignments.endedAt)))
    .groupBy(assignments.judgeId)
}

/** How many candidates each judge has to keep away from. */
export function conflictCounts(db: Database, programmeId: Given) {
  return db
    .select({ judgeId: conflicts.judgeId, candidates: countDistinct(conflicts.nominationId) })
    .from(conflicts)
    .where(eq(conflicts.programmeId, sql`${programmeId}`))
    .groupBy(conflicts.judgeId)
}

/** Conflicts on record of a judge or of some candidates, with the candidate as the organiser knows it. */
export function conflictRows(db: Database, programmeId: Given, of: { judgeId: string } | { among: SQL }) {
  return db
    .select({
      judgeId: conflicts.judgeId,
      nominationId: conflicts.nominationId,
      kind: sql<"member" | "former" | "declared" | "rival">`${conflicts.kind}`,
      path: conflicts.path,
      foundOn: conflicts.foundOn,
      foundAt: conflicts.foundAt,
      blindCode: nominations.blindCode,
      category: nominations.category,
      estate: estates.name,
    })
    .from(conflicts)
    .innerJoin(nominations, eq(nominations.id, conflicts.nominationId))
    .innerJoin(estates, eq(estates.id, nominations.estateId))
    .where(
      and(
        eq(conflicts.programmeId, sql`${programmeId}`),
        "among" in of ? sql`${conflicts.nominationId} in ${of.among}` : eq(conflicts.judgeId, of.judgeId),
      ),
    )
    .orderBy(asc(nominations.blindCode), asc(conflicts.kind))
}

/** What `conflictRows` answered, with the way as steps. */
export function readConflicts(rows: Awaited<ReturnType<typeof conflictRows>>) {
  return rows.map(({ path, ...row }) => ({ ...row, path: stored.conflictPath(path) }))
}

/** A judge's interests with what they are called; empty for what is there no more. */
export function interestRows(db: Database, judgeId: Given) {
  return db
    .select({
      kind: interests.kind,
      ref: interests.ref,
      name: sql<string>`coalesce(${organisations.name}, ${estates.name}, ${places.name}, '')`,
      note: interests.note,
      declaredAt: interests.declaredAt,
    })
    .from(interests)
    .leftJoin(organisations, and(eq(interests.kind, "organisation"), eq(organisations.id, interests.ref)))
    .leftJoin(estates, and(eq(interests.kind, "estate"), eq(estates.id, interests.ref)))
    .leftJoin(places, and(eq(interests.kind, "place"), eq(places.code, interests.ref)))
    .where(eq(interests.judgeId, sql`${judgeId}`))
    .orderBy(asc(interests.declaredAt), asc(interests.id))
}
