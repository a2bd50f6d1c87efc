import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm"
import { assignments, reviews } from "../../schema/tables/judges.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmeRules, programmes, shortlists } from "../../schema/tables/programmes.ts"
import { publications, releases } from "../../schema/tables/releases.ts"
import type { CountedReview } from "../domain/selection/review-results.ts"
import { graphQueries, readGraph } from "./conflict-graph.ts"
import type { Database } from "./database.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** The lists of programmes, the first one first. */
export function listRows(db: Database, condition: SQL | undefined) {
  return db
    .select({ list: shortlists })
    .from(shortlists)
    .innerJoin(programmes, eq(programmes.id, shortlists.programmeId))
    .where(condition)
    .orderBy(asc(shortlists.number))
}

/** The newest list of a programme that is decided, and nothing before that; for batches. */
export function decidedListRow(db: Database, programmeId: SQL) {
  return db
    .select({ list: shortlists })
    .from(shortlists)
    .innerJoin(programmes, eq(programmes.id, shortlists.programmeId))
    .where(and(eq(programmes.id, programmeId), eq(programmes.phase, "decided")))
    .orderBy(desc(shortlists.number))
    .limit(1)
}

/** What `listRows` answered, parsed. */
export function readLists(rows: Awaited<ReturnType<typeof listRows>>) {
  return rows.map(({ list }) => ({ ...list, document: stored.shortlistDocument(list.document) }))
}

/** A frozen list. */
export type List = ReturnType<typeof readLists>[number]

/** What the public pointer names now for the period that programmes rest on. */
export function basisRow(db: Database, condition: SQL | undefined) {
  return db
    .select({ releaseId: publications.releaseId, number: releases.number })
    .from(programmes)
    .innerJoin(
      programmeRules,
      and(eq(programmeRules.programmeId, programmes.id), eq(programmeRules.version, programmes.rulesVersion)),
    )
    .innerJoin(
      publications,
      eq(publications.period, sql`json_extract(${programmeRules.document}, '$.basis.period')`),
    )
    .innerJoin(releases, eq(releases.id, publications.releaseId))
    .where(condition)
}

function candidateRows(db: Database, condition: SQL | undefined) {
  return db
    .select({
      id: nominations.id,
      category: nominations.category,
      blindCode: nominations.blindCode,
      figures: nominations.figures,
      struckAt: nominations.struckAt,
    })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .where(
      and(
        condition,
        eq(nominations.state, "submitted"),
        inArray(nominations.screening, ["eligible", "overridden"]),
      ),
    )
    .orderBy(asc(nominations.id))
}

function reviewRows(db: Database, condition: SQL | undefined) {
  return db
    .select({
      judgeId: assignments.judgeId,
      nominationId: assignments.nominationId,
      endedAt: assignments.endedAt,
      state: reviews.state,
      scores: reviews.scores,
      abstained: reviews.abstained,
      voidedAt: reviews.voidedAt,
    })
    .from(assignments)
    .innerJoin(programmes, eq(programmes.id, assignments.programmeId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(condition)
}

function readReviews(rows: Awaited<ReturnType<typeof reviewRows>>) {
  const counted = rows.flatMap((row): CountedReview[] =>
    row.state === "submitted" && row.voidedAt === null
      ? [
          {
            judgeId: row.judgeId,
            nominationId: row.nominationId,
            scores: stored.reviewScores(row.scores ?? "{}"),
            abstained: row.abstained ?? false,
          },
        ]
      : [],
  )
  const waiting = rows.filter(({ endedAt, state }) => endedAt === null && state !== "submitted").length
  return { reviews: counted, waiting }
}

/** Changes with every nomination, assignment and review of a programme: what a list was made of stands, or it is made anew. */
const fieldMark = (programmeId: SQL | string) => sql<string>`(select
  (select count(*) || ' ' || total(n.revision) || ' ' || count(n.struck_at) from nominations n
    where n.programme_id = ${programmeId} and n.state <> 'draft') || '/' ||
  (select count(*) || ' ' || count(a.ended_at) from assignments a where a.programme_id = ${programmeId}) || '/' ||
  (select count(*) || ' ' || total(r.revision) || ' ' || count(r.voided_at) || ' ' || count(r.submitted_at)
    from reviews r join assignments a on a.id = r.assignment_id where a.programme_id = ${programmeId}))`

/** Lists of programmes within the actor's scope, and what the next one would be made of. */
export function shortlistReads(db: Database, scope: Scope) {
  const seen = programmesOf(scope.actor)
  return {
    /** A programme with its candidates, their reviews and its lists; one round trip. Null when it is not there. */
    async field(slug: string) {
      const mine = and(seen, eq(programmes.slug, slug))
      const programmeId = sql`(select id from programmes where slug = ${slug})`
      const [rows, candidates, given, lists, basis, marks, ...graph] = await db.batch([
        programmeRow(db, mine),
        candidateRows(db, mine),
        reviewRows(db, mine),
        listRows(db, mine),
        basisRow(db, mine),
        db
          .select({ mark: fieldMark(sql`${programmes.id}`) })
          .from(programmes)
          .where(mine),
        ...graphQueries(db, { programmeId }),
      ])
      const programme = readProgramme(rows[0])
      if (!programme) return null
      return {
        programme,
        candidates: candidates.map(({ id, category, blindCode, figures, struckAt }) => ({
          nominationId: id,
          category,
          blindCode,
          figures: stored.frozenFigures(figures),
          struck: struckAt !== null,
        })),
        ...readReviews(given),
        lists: readLists(lists),
        mark: marks[0]?.mark ?? "",
        published: basis[0] ?? null,
        graph: readGraph(graph, programme.rules?.conflictYears ?? 0),
      }
    },
  }
}

/** Lists as they are written: none is ever changed. */
export function shortlistStore({ db, add, guard }: Unit) {
  return {
    /** Holds only while no other list has been made meanwhile. */
    add(row: typeof shortlists.$inferInsert): void {
      guard(
        sql`(select coalesce(max(number), 0) from shortlists where programme_id = ${row.programmeId}) = ${row.number - 1}`,
      )
      add(db.insert(shortlists).values(row))
    },
    /** Holds only while the field is what the list was made of. */
    expectField(programmeId: string, mark: string): void {
      guard(sql`${fieldMark(programmeId)} = ${mark}`)
    },
    /** Holds only while this list is the newest one. */
    expectNewest(programmeId: string, number: number): void {
      guard(sql`(select max(number) from shortlists where programme_id = ${programmeId}) = ${number}`)
    },
    /** Strikes a candidate off for good. */
    strike(nominationId: string, { at, reason }: { at: string; reason: string }): void {
      guard(sql`exists (select 1 from nominations where id = ${nominationId} and struck_at is null)`)
      add(
        db
          .update(nominations)
          .set({ struckAt: at, strikeReason: reason })
          .where(eq(nominations.id, nominationId)),
      )
    },
  }
}
