import { and, asc, count, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { assignmentRuns, assignments, judges, reviews } from "../../schema/tables/judges.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { users } from "../../schema/tables/users.ts"
import { type GraphPart, graphQueries, readGraph, standing } from "./conflict-graph.ts"
import type { Database } from "./database.ts"
import { type GivenTo, givenRow } from "./given-assignment.ts"
import { insertMany } from "./insert-many.ts"
import { conflictRows, judgeRows, readConflicts } from "./judge-rows.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** Why an assignment ended. */
export type EndReason = NonNullable<(typeof assignments.$inferSelect)["endReason"]>

/** A judge and a candidate. */
export interface Pair {
  judgeId: string
  nominationId: string
}

const PAGE_SIZE = 50

const idOf = (slug: string): SQL => sql`(select id from programmes where slug = ${slug})`

/** Candidates that are given to judges: they stand, and screening let them in. */
const admitted = (slug: string) =>
  and(
    eq(nominations.programmeId, idOf(slug)),
    standing,
    inArray(nominations.screening, ["eligible", "overridden"]),
  )

function candidatePage(db: Database, slug: string, page: number) {
  return db
    .select({
      id: nominations.id,
      blindCode: nominations.blindCode,
      category: nominations.category,
      estate: estates.name,
    })
    .from(nominations)
    .innerJoin(estates, eq(estates.id, nominations.estateId))
    .where(admitted(slug))
    .orderBy(asc(nominations.blindCode))
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
}

function candidateCount(db: Database, slug: string) {
  return db.select({ n: count() }).from(nominations).where(admitted(slug))
}

/** The candidates on a page, for what is asked of them. */
function onPage(db: Database, slug: string, page: number): SQL {
  const shown = db
    .select({ id: nominations.id })
    .from(nominations)
    .where(admitted(slug))
    .orderBy(asc(nominations.blindCode))
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
  return sql`(select id from (${shown}))`
}

/** What stands of some candidates. */
function openPairs(db: Database, among: SQL) {
  return db
    .select({
      id: assignments.id,
      judgeId: assignments.judgeId,
      nominationId: assignments.nominationId,
      review: sql<"none" | "draft" | "submitted">`coalesce(${reviews.state}, 'none')`,
    })
    .from(assignments)
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(and(sql`${assignments.nominationId} in ${among}`, isNull(assignments.endedAt)))
}

function runRows(db: Database, slug: string) {
  return db
    .select()
    .from(assignmentRuns)
    .where(eq(assignmentRuns.programmeId, idOf(slug)))
    .orderBy(desc(assignmentRuns.number))
    .limit(10)
}

function lastRun(db: Database, slug: string) {
  return db
    .select({ n: sql<number>`coalesce(max(${assignmentRuns.number}), 0)` })
    .from(assignmentRuns)
    .where(eq(assignmentRuns.programmeId, idOf(slug)))
}

/** Pairs that were taken back by hand and do not stand again. */
function takenPairs(db: Database, slug: string) {
  return db
    .selectDistinct({ judgeId: assignments.judgeId, nominationId: assignments.nominationId })
    .from(assignments)
    .where(
      and(
        eq(assignments.programmeId, idOf(slug)),
        eq(assignments.endReason, "taken_back"),
        sql`not exists (select 1 from assignments again where again.judge_id = ${assignments.judgeId}
          and again.nomination_id = ${assignments.nominationId} and again.ended_at is null)`,
      ),
    )
}

/** How many candidates each judge has now. */
function loadRows(db: Database, slug: string) {
  return db
    .select({ judgeId: assignments.judgeId, load: count() })
    .from(assignments)
    .where(and(eq(assignments.programmeId, idOf(slug)), isNull(assignments.endedAt)))
    .groupBy(assignments.judgeId)
}

type DeskRows = readonly [
  Awaited<ReturnType<typeof programmeRow>>,
  Awaited<ReturnType<typeof judgeRows>>,
  Awaited<ReturnType<typeof candidatePage>>,
  Awaited<ReturnType<typeof candidateCount>>,
  Awaited<ReturnType<typeof openPairs>>,
  Awaited<ReturnType<typeof conflictRows>>,
  Awaited<ReturnType<typeof runRows>>,
]

function readDesk([found, judges, candidates, [all], pairs, conflicted, runs]: DeskRows) {
  const programme = readProgramme(found[0])
  if (!programme) return null
  const total = all?.n ?? 0
  return {
    programme,
    judges,
    candidates,
    pairs,
    conflicts: readConflicts(conflicted),
    runs: runs.map(({ record, ...run }) => ({ ...run, record: stored.runRecord(record) })),
    total,
    pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
  }
}

/** Who judges what, within the actor's scope. */
export function assignmentReads(db: Database, scope: Scope) {
  const own = (slug: string) => programmeRow(db, and(programmesOf(scope.actor), eq(programmes.slug, slug)))
  const deskQueries = (slug: string, page: number) =>
    [
      own(slug),
      judgeRows(db, idOf(slug)),
      candidatePage(db, slug, page),
      candidateCount(db, slug),
      openPairs(db, onPage(db, slug, page)),
      conflictRows(db, idOf(slug), { among: onPage(db, slug, page) }),
      runRows(db, slug),
    ] as const
  return {
    /** A page of candidates with their judges and conflicts, and the last runs; one round trip. */
    async desk(slug: string, page: number) {
      return readDesk(await db.batch(deskQueries(slug, page)))
    },

    /** The same with the graph that a distribution rests on; one round trip. */
    async deskWithGraph(slug: string, page: number) {
      const [found, list, candidates, all, pairs, conflicted, runs, taken, ...rows] = await db.batch([
        ...deskQueries(slug, page),
        takenPairs(db, slug),
        ...graphQueries(db, { programmeId: idOf(slug) }),
      ])
      const desk = readDesk([found, list, candidates, all, pairs, conflicted, runs])
      return desk && { ...desk, taken, graph: readGraph(rows, desk.programme.rules?.conflictYears ?? 0) }
    },

    /** Everything that a distribution rests on, for all candidates or one pair; one round trip. */
    async plan(slug: string, part: Pick<GraphPart, "judgeId" | "nominationId"> = {}) {
      const [found, list, [last], taken, loads, ...rows] = await db.batch([
        own(slug),
        judgeRows(db, idOf(slug)),
        lastRun(db, slug),
        takenPairs(db, slug),
        loadRows(db, slug),
        ...graphQueries(db, { ...part, programmeId: idOf(slug) }),
      ])
      const programme = readProgramme(found[0])
      if (!programme) return null
      const graph = readGraph(rows, programme.rules?.conflictYears ?? 0)
      return {
        programme,
        judges: list,
        run: (last?.n ?? 0) + 1,
        graph,
        taken,
        loads: new Map(loads.map(({ judgeId: id, load }) => [id, load])),
      }
    },

    /** One pair as it is typed, by blind code; one round trip. */
    pair(slug: string, judgeId: string, blindCode: string) {
      const nominationId = sql`(select id from nominations where programme_id = ${idOf(slug)} and blind_code = ${blindCode} collate nocase)`
      return this.plan(slug, { judgeId, nominationId })
    },

    /** One assignment, whether it stands or has ended; null when there is none. One round trip. */
    async given(slug: string, which: GivenTo) {
      const [found, [one], [last]] = await db.batch([own(slug), givenRow(db, slug, which), lastRun(db, slug)])
      const programme = readProgramme(found[0])
      return programme && one ? { programme, run: (last?.n ?? 0) + 1, given: one } : null
    },

    /** Everything that stands, as a table; one round trip. */
    async table(slug: string) {
      const [found, rows] = await db.batch([
        own(slug),
        db
          .select({
            blindCode: nominations.blindCode,
            category: nominations.category,
            estate: estates.name,
            judge: users.name,
            email: users.email,
            review: sql<"none" | "draft" | "submitted">`coalesce(${reviews.state}, 'none')`,
          })
          .from(assignments)
          .innerJoin(nominations, eq(nominations.id, assignments.nominationId))
          .innerJoin(estates, eq(estates.id, nominations.estateId))
          .innerJoin(judges, eq(judges.id, assignments.judgeId))
          .innerJoin(users, eq(users.id, judges.userId))
          .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
          .where(and(eq(assignments.programmeId, idOf(slug)), isNull(assignments.endedAt)))
          .orderBy(asc(nominations.blindCode), asc(users.email)),
      ])
      const programme = readProgramme(found[0])
      return programme && { programme, rows }
    },
  }
}

/** Which candidates judges were given, as it is written. */
export function assignmentStore({ db, add, guard }: Unit) {
  /** Ends what is open of some assignments, and voids their reviews: both stay on record. */
  const end = (which: SQL, { reason, at, voids }: { reason: EndReason; at: string; voids: boolean }) => {
    if (voids)
      add(
        db.run(sql`update reviews set voided_at = ${at}, void_reason = ${reason} where voided_at is null
          and assignment_id in (select id from assignments where ${which})`),
      )
    add(
      db.run(sql`update assignments set ended_at = ${at}, end_reason = ${reason}
        where ended_at is null and ${which}`),
    )
  }
  return {
    /** Ends what judges have of candidates, reviews included. */
    endPairs(pairs: readonly Pair[], options: { reason: EndReason; at: Date }): void {
      if (pairs.length === 0) return
      const json = JSON.stringify(pairs.map(({ judgeId, nominationId }) => [judgeId, nominationId]))
      const which = sql`(judge_id, nomination_id) in (select value ->> 0, value ->> 1 from json_each(${json}))`
      end(which, { ...options, at: options.at.toISOString(), voids: options.reason !== "moved" })
    },

    /** Ends one assignment, its review included; the batch holds only while it stands with the review that was seen. */
    takeBack({ id, reviewRevision }: { id: string; reviewRevision: number }, at: Date): void {
      guard(sql`exists (select 1 from assignments where id = ${id} and ended_at is null)`)
      guard(sql`coalesce((select revision from reviews where assignment_id = ${id}), 0) = ${reviewRevision}`)
      end(sql`id = ${id}`, { reason: "taken_back", at: at.toISOString(), voids: true })
    },

    /** Ends everything that a judge has, reviews included. */
    endOfJudge(judgeId: string, options: { reason: EndReason; at: Date }): void {
      end(sql`judge_id = ${judgeId}`, { ...options, at: options.at.toISOString(), voids: true })
    },

    addRun(row: typeof assignmentRuns.$inferInsert): void {
      add(db.insert(assignmentRuns).values(row))
    },

    /** Gives candidates to judges; the batch holds only while every judge takes part and every candidate stands admitted. */
    addMany(rows: readonly (typeof assignments.$inferInsert)[]): void {
      if (rows.length === 0) return
      const idsOf = (ids: readonly string[]) => JSON.stringify([...new Set(ids)])
      const givenTo = idsOf(rows.map(({ judgeId }) => judgeId))
      const candidates = idsOf(rows.map(({ nominationId }) => nominationId))
      guard(sql`not exists (select 1 from json_each(${givenTo}) as given
        where not exists (select 1 from judges where id = given.value and state = 'accepted'))`)
      guard(sql`not exists (select 1 from json_each(${candidates}) as given where not exists (select 1 from ${nominations}
        where ${and(sql`${nominations.id} = given.value`, standing, inArray(nominations.screening, ["eligible", "overridden"]))}))`)
      add(insertMany(db, assignments, rows))
    },
  }
}
