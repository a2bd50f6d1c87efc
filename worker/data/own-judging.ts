import { and, asc, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { assignments, judges, reviews } from "../../schema/tables/judges.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import type { InterestKind } from "../domain/selection/interests.ts"
import { interestChoices } from "../domain/selection/interests.ts"
import { graphQueries, readGraph } from "./conflict-graph.ts"
import type { Database } from "./database.ts"
import { interestRows } from "./judge-rows.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"

/** One thing that an interest can be declared in. */
export interface InterestChoice {
  ref: string
  name: string
  /** Tells things of one name apart: the place of an estate, the one above a place. */
  within: string | null
}

/** What stands above a place: the columns are named in full, since the query has the table twice. */
const above = sql<string | null>`(select above.name from places above
  where above.code = coalesce("places"."zone_code", "places"."parent_code"))`

/** One thing by its ref, or what a word finds among the public names; the city as a whole is none. */
function choiceRows(db: Database, kind: InterestKind, by: { ref: string } | { q: string }) {
  const found = (ref: SQL, text: SQL) =>
    "ref" in by ? sql`${ref} = ${by.ref}` : sql`instr(lower(${text}), ${by.q.toLowerCase()}) > 0`
  if (kind === "organisation")
    return db
      .select({ ref: organisations.id, name: organisations.name, within: sql<string | null>`null` })
      .from(organisations)
      .where(
        and(
          found(sql`${organisations.id}`, sql`${organisations.name}`),
          ne(organisations.kind, "platform"),
          isNull(organisations.deletedAt),
        ),
      )
      .orderBy(asc(organisations.name))
      .limit(interestChoices)
  if (kind === "estate")
    return db
      .select({ ref: estates.id, name: estates.name, within: sql<string | null>`${places.name}` })
      .from(estates)
      .innerJoin(places, eq(places.code, estates.districtCode))
      .where(found(sql`${estates.id}`, sql`${estates.name} || ' ' || ${estates.searchText}`))
      .orderBy(asc(estates.name), asc(estates.id))
      .limit(interestChoices)
  return db
    .select({ ref: places.code, name: places.name, within: above })
    .from(places)
    .where(
      and(found(sql`${places.code}`, sql`${places.name} || ' ' || ${places.code}`), ne(places.kind, "city")),
    )
    .orderBy(asc(places.code))
    .limit(interestChoices)
}

const open = isNull(assignments.endedAt)
const submitted = sql`exists (select 1 from ${reviews} where ${reviews.assignmentId} = ${assignments.id}
  and ${reviews.state} = 'submitted')`

/** What a person judges itself: nothing of it names a candidate. */
export function ownJudgingReads(db: Database, scope: Scope) {
  const { actor } = scope
  const userId = actor.kind === "member" ? actor.userId : ""
  const mine = and(eq(judges.userId, userId), programmesOf(actor))
  const programmeOf = (judgeId: string) =>
    programmeRow(
      db,
      and(
        programmesOf(actor),
        sql`${programmes.id} = (select programme_id from judges where id = ${judgeId})`,
      ),
    )
  const judgeOf = (judgeId: string) =>
    db
      .select()
      .from(judges)
      .where(and(eq(judges.id, judgeId), eq(judges.userId, userId)))
  return {
    /** The programmes that the actor judges or is invited to, with what is still to do; one round trip. */
    list() {
      return db
        .select({
          id: judges.id,
          state: judges.state,
          interestsDeclaredAt: judges.interestsDeclaredAt,
          title: programmes.title,
          phase: programmes.phase,
          stoppedAt: programmes.stoppedAt,
          assigned: sql<number>`(select count(*) from ${assignments} where ${assignments.judgeId} = ${judges.id} and ${open})`,
          submitted: sql<number>`(select count(*) from ${assignments} where ${assignments.judgeId} = ${judges.id} and ${open} and ${submitted})`,
        })
        .from(judges)
        .innerJoin(programmes, eq(programmes.id, judges.programmeId))
        .where(mine)
        .orderBy(desc(judges.invitedAt), asc(judges.id))
    },

    /** One of them: its candidates by blind code, how many were taken away for a conflict; one round trip. */
    async open(judgeId: string) {
      const [found, [judge], declared, candidates, [taken]] = await db.batch([
        programmeOf(judgeId),
        judgeOf(judgeId),
        interestRows(db, judgeId),
        db
          .select({
            id: assignments.id,
            blindCode: nominations.blindCode,
            category: nominations.category,
            review: sql<"none" | "draft" | "submitted">`coalesce(${reviews.state}, 'none')`,
            abstained: sql<number>`coalesce(${reviews.abstained}, 0)`,
          })
          .from(assignments)
          .innerJoin(nominations, eq(nominations.id, assignments.nominationId))
          .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
          .where(and(eq(assignments.judgeId, judgeId), open))
          .orderBy(asc(nominations.blindCode)),
        db
          .select({ n: sql<number>`count(*)` })
          .from(assignments)
          .where(and(eq(assignments.judgeId, judgeId), eq(assignments.endReason, "conflict"))),
      ])
      const programme = readProgramme(found[0])
      if (!programme || !judge) return null
      return { programme, judge, interests: declared, candidates, taken: taken?.n ?? 0 }
    },

    /** One of them with its part of the graph, and the thing that an interest is declared in; one round trip. */
    async toChange(judgeId: string, thing: { kind: InterestKind; ref: string }) {
      const programmeId = sql`(select programme_id from judges where id = ${judgeId})`
      const [found, [judge], [choice], [declaredIn], [company], ...rows] = await db.batch([
        programmeOf(judgeId),
        judgeOf(judgeId),
        choiceRows(db, thing.kind, { ref: thing.ref }),
        db
          .select({ n: sql<number>`count(*)` })
          .from(sql`interests`)
          .where(sql`judge_id = ${judgeId} and kind = ${thing.kind} and ref = ${thing.ref}`),
        db
          .select({
            id: organisations.id,
            kind: organisations.kind,
            name: organisations.name,
            placeCode: organisations.placeCode,
          })
          .from(organisations)
          .where(eq(organisations.id, thing.kind === "organisation" ? thing.ref : "")),
        ...graphQueries(db, {
          programmeId,
          judgeId,
          linked: thing.kind === "organisation" ? thing.ref : undefined,
        }),
      ])
      const programme = readProgramme(found[0])
      if (!programme || !judge) return null
      return {
        programme,
        judge,
        choice,
        declared: (declaredIn?.n ?? 0) > 0,
        organisation: company,
        graph: readGraph(rows, programme.rules?.conflictYears ?? 0),
      }
    },

    /** One of them with what a word finds to declare an interest in; one round trip. */
    async choices(judgeId: string, kind: InterestKind, q: string) {
      const [found, [judge], declared, choices] = await db.batch([
        programmeOf(judgeId),
        judgeOf(judgeId),
        interestRows(db, judgeId),
        choiceRows(db, kind, q === "" ? { ref: "" } : { q }),
      ])
      const programme = readProgramme(found[0])
      if (!programme || !judge) return null
      return { programme, judge, interests: declared, choices: choices as InterestChoice[] }
    },
  }
}
