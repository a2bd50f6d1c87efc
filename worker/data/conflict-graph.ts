import { and, eq, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { assignments, conflicts, interests, reviews } from "../../schema/tables/judges.ts"
import { members } from "../../schema/tables/members.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { dayOf } from "../domain/quarter.ts"
import type { ConflictGraph, GraphInterest } from "../domain/selection/conflict-graph.ts"
import { conflictKey } from "../domain/selection/find-conflicts.ts"
import type { Database } from "./database.ts"

/** A value, or a query that gives it: for batches that do not know it yet. */
type Given = string | SQL

/** Of which part of a programme the graph is wanted; its judges that are invited or have accepted when nothing is said. */
export interface GraphPart {
  programmeId: Given
  judgeId?: Given
  nominationId?: Given
  /** A member who is no judge yet, with the id that it will have. */
  joining?: { judgeId: Given; memberId: string }
  /** Mark of an identity document that was just seen for the judge and is not kept yet. */
  mark?: string
  /** An organisation that the judge is about to declare. */
  linked?: string
}

/** Who is looked at: judge's id and the person's account. */
function peopleOf({ programmeId, judgeId, joining }: GraphPart): SQL {
  if (joining)
    return sql`(select ${joining.judgeId} as id, user_id from members where id = ${joining.memberId})`
  return judgeId === undefined
    ? sql`(select id, user_id from judges where programme_id = ${programmeId} and state in ('invited', 'accepted'))`
    : sql`(select id, user_id from judges where programme_id = ${programmeId} and id = ${judgeId})`
}

/** All accounts of these people: those that the same identity document was seen for, in whichever programme. */
function accountsOf(people: SQL, mark: string | undefined): SQL {
  const seen =
    mark === undefined
      ? sql``
      : sql`union select person.id, other.user_id from ${people} as person
    join judges other on other.identity_mark = ${mark}`
  return sql`(select person.id as judge_id, person.user_id from ${people} as person
    union select person.id, other.user_id from ${people} as person
    join judges own on own.user_id = person.user_id and own.identity_mark is not null
    join judges other on other.identity_mark = own.identity_mark ${seen})`
}

/** Organisations that the people belong or belonged to, or declared. */
function linkedTo(people: SQL, accounts: SQL, more = ""): SQL {
  return sql`(select ${more} union select organisation_id from members where user_id in (select user_id from ${accounts})
    union select ref from interests where kind = 'organisation' and judge_id in (select id from ${people}))`
}

const organisation = {
  id: organisations.id,
  kind: organisations.kind,
  name: organisations.name,
  placeCode: organisations.placeCode,
}

/** Candidates that still take part: submitted, not struck, not found ineligible. */
export const standing = and(
  eq(nominations.state, "submitted"),
  isNull(nominations.struckAt),
  or(isNull(nominations.screening), ne(nominations.screening, "ineligible")),
)!

/** The candidates that are asked for, and with one alone those of its category that the people's organisations have. */
function candidatesOf(db: Database, { programmeId, nominationId }: GraphPart, linked: SQL) {
  const own = or(
    inArray(nominations.organisationId, linked),
    sql`${nominations.estateId} in (select estate_id from tenures where organisation_id in ${linked})`,
  )
  const wanted = nominationId === undefined ? undefined : or(eq(nominations.id, sql`${nominationId}`), own)
  const street = sql`(select name from places where code = ${estates.streetCode})`
  return db
    .select({
      nominationId: nominations.id,
      blindCode: nominations.blindCode,
      admitted: sql<number>`coalesce(${nominations.screening} in ('eligible', 'overridden'), 0)`,
      category: nominations.category,
      estateId: estates.id,
      estateName: estates.name,
      placeCode: estates.placeCode,
      placeName: places.name,
      streetCode: estates.streetCode,
      streetName: sql<string | null>`${street}`,
      districtCode: estates.districtCode,
      asked: nominationId === undefined ? sql<number>`1` : sql<number>`${nominations.id} = ${nominationId}`,
      nominator: organisation,
    })
    .from(nominations)
    .innerJoin(estates, eq(estates.id, nominations.estateId))
    .innerJoin(places, eq(places.code, estates.placeCode))
    .innerJoin(organisations, eq(organisations.id, nominations.organisationId))
    .where(and(eq(nominations.programmeId, sql`${programmeId}`), standing, wanted))
}

function membershipsOf(db: Database, { programmeId }: GraphPart, accounts: SQL) {
  return (
    db
      .select({
        judgeId: sql<string>`account.judge_id`,
        endedAt: members.endedAt,
        organisation,
        governed: places.name,
      })
      .from(sql`${accounts} as account`)
      .innerJoin(members, eq(members.userId, sql`account.user_id`))
      .innerJoin(organisations, eq(organisations.id, members.organisationId))
      .leftJoin(places, eq(places.code, organisations.placeCode))
      // Who runs the programme has all of its judges as members: judging for it is no interest in a candidate.
      .where(ne(organisations.id, sql`(select organisation_id from programmes where id = ${programmeId})`))
  )
}

function interestsOf(db: Database, people: SQL) {
  return db
    .select({
      judgeId: interests.judgeId,
      kind: interests.kind,
      ref: interests.ref,
      organisation,
      estateName: estates.name,
      placeName: places.name,
    })
    .from(interests)
    .leftJoin(organisations, and(eq(interests.kind, "organisation"), eq(organisations.id, interests.ref)))
    .leftJoin(estates, and(eq(interests.kind, "estate"), eq(estates.id, interests.ref)))
    .leftJoin(places, and(eq(interests.kind, "place"), eq(places.code, interests.ref)))
    .where(sql`${interests.judgeId} in (select id from ${people})`)
}

/**
 * The queries of the graph, for batches of other reads: `db.batch([…, ...graphQueries(db, part)])`; their answers, in
 * the same order, go to `readGraph`. The programme is asked for by whoever owns the batch, within its scope.
 */
export function graphQueries(db: Database, part: GraphPart) {
  const people = peopleOf(part)
  const accounts = accountsOf(people, part.mark)
  const linked = linkedTo(people, accounts, part.linked)
  const among = sql`(select id from ${people})`
  const one = part.nominationId
  return [
    db.select({ id: sql<string>`person.id` }).from(sql`${people} as person`),
    membershipsOf(db, part, accounts),
    interestsOf(db, people),
    candidatesOf(db, part, linked),
    db
      .select({ estateId: tenures.estateId, toDay: tenures.toDate, organisation })
      .from(tenures)
      .innerJoin(organisations, eq(organisations.id, tenures.organisationId))
      .where(inArray(tenures.organisationId, linked)),
    db
      .select({ judgeId: conflicts.judgeId, nominationId: conflicts.nominationId, kind: conflicts.kind })
      .from(conflicts)
      .where(inArray(conflicts.judgeId, among)),
    db
      .select({
        id: assignments.id,
        judgeId: assignments.judgeId,
        nominationId: assignments.nominationId,
        review: sql<"none" | "draft" | "submitted">`coalesce(${reviews.state}, 'none')`,
      })
      .from(assignments)
      .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
      .where(
        and(
          inArray(assignments.judgeId, among),
          isNull(assignments.endedAt),
          one === undefined ? undefined : eq(assignments.nominationId, sql`${one}`),
        ),
      ),
  ] as const
}

type Rows<T> = T extends (...args: never[]) => readonly [...infer Q]
  ? { [K in keyof Q]: Awaited<Q[K]> }
  : never

/** What `graphQueries` answered. */
export type GraphRows = Rows<typeof graphQueries>

function toInterest(row: GraphRows[2][number]): GraphInterest[] {
  const { judgeId, kind, ref } = row
  if (kind !== "organisation")
    return [{ judgeId, kind, ref, name: (kind === "estate" ? row.estateName : row.placeName) ?? "" }]
  return row.organisation ? [{ judgeId, kind, organisation: row.organisation }] : []
}

/** The graph of a part, from what `graphQueries` answered and the rules' `conflictYears`. */
export function readGraph(rows: GraphRows, conflictYears: number): ConflictGraph {
  const [judges, memberships, interestRows, candidates, tenureRows, known, open] = rows
  const names = new Map<string, string>()
  for (const { placeCode, placeName, streetCode, streetName } of candidates) {
    names.set(placeCode, placeName)
    if (streetCode !== null && streetName !== null) names.set(streetCode, streetName)
  }
  for (const { organisation: one, governed } of memberships)
    if (one.placeCode !== null && governed !== null) names.set(one.placeCode, governed)
  return {
    judges,
    memberships: memberships.map(({ judgeId, organisation: one, endedAt }) => ({
      judgeId,
      organisation: one,
      toDay: endedAt === null ? null : dayOf(Date.parse(endedAt)),
    })),
    interests: interestRows.flatMap(toInterest),
    candidates: candidates.map(({ placeName: _p, streetName: _s, asked, admitted, ...one }) => ({
      ...one,
      asked: asked === 1,
      admitted: admitted === 1,
    })),
    tenures: tenureRows,
    places: names,
    conflictYears,
    known: new Set(known.map(conflictKey)),
    assignments: open,
  }
}
