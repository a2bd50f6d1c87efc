import {
  and,
  asc,
  count,
  countDistinct,
  desc,
  eq,
  inArray,
  isNull,
  like,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { members } from "../../schema/tables/members.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { places } from "../../schema/tables/places.ts"
import { programmeRules, programmes } from "../../schema/tables/programmes.ts"
import { publications, releases } from "../../schema/tables/releases.ts"
import type { BasisRelease } from "../domain/selection/check-basics.ts"
import type { ProgrammeCounts } from "../domain/selection/next-phase.ts"
import type { Database } from "./database.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

/** A programme as its organiser's desk opens it. */
export type ProgrammeDesk = NonNullable<Awaited<ReturnType<ReturnType<typeof programmeDeskReads>["open"]>>>

const idOf = (slug: string) => sql`(select id from programmes where slug = ${slug})`

/** The releases that everybody sees: what rules can rest on, the newest first. */
function basisRows(db: Database) {
  return db
    .select({
      id: releases.id,
      period: releases.period,
      number: releases.number,
      manifestHash: releases.manifestHash,
    })
    .from(publications)
    .innerJoin(releases, eq(releases.id, publications.releaseId))
    .where(eq(releases.state, "final"))
    .orderBy(desc(releases.period))
}

/** Districts with the estates that stand in each and take part. */
function districtRows(db: Database) {
  const taking = and(
    eq(estates.districtCode, places.code),
    isNull(estates.retiredFrom),
    ne(estates.origin, "press"),
  )
  return db
    .select({ code: places.code, name: places.name, estates: count(estates.id) })
    .from(places)
    .leftJoin(estates, taking)
    .where(inArray(places.kind, ["county", "functional_zone"]))
    .groupBy(places.code)
    .orderBy(asc(places.code))
}

function countRows(db: Database, slug: string) {
  const ofProgramme = sql`n.programme_id = ${idOf(slug)}`
  const submitted = sql`${ofProgramme} and n.state = 'submitted' and n.struck_at is null`
  const admitted = sql`${submitted} and n.screening in ('eligible', 'overridden')`
  const assigned = sql`(select count(*) from assignments a where a.nomination_id = n.id and a.ended_at is null)`
  const quorum = sql`(select json_extract(r.document, '$.review.quorum') from programme_rules r
    join programmes p on p.id = r.programme_id and p.rules_version = r.version where p.slug = ${slug})`
  const standing = sql`from assignments a where a.programme_id = ${idOf(slug)} and a.ended_at is null`
  const among = (condition: SQL) => sql<number>`(select count(*) from nominations n where ${condition})`
  return db
    .select({
      submitted: among(submitted),
      drafts: among(sql`${ofProgramme} and n.state = 'draft'`),
      unscreened: among(sql`${submitted} and n.screening is null`),
      admitted: among(admitted),
      unredacted: among(sql`${admitted} and n.answers <> '{}' and n.redacted_answers is null`),
      short: among(sql`${admitted} and ${assigned} < coalesce(${quorum}, 1)`),
      judges: sql<number>`(select count(*) from judges j where j.programme_id = ${idOf(slug)}
        and j.state = 'accepted')`,
      assignments: sql<number>`(select count(*) ${standing})`,
      reviewed: sql<number>`(select count(*) ${standing} and exists
        (select 1 from reviews v where v.assignment_id = a.id and v.state = 'submitted'))`,
    })
    .from(sql`(select 1)`)
}

/** How many people nominated and still stand for it: a change of the rules is told them. */
function applicantRows(db: Database, slug: string) {
  return db
    .select({ people: countDistinct(members.userId) })
    .from(nominations)
    .innerJoin(members, and(eq(members.id, nominations.memberId), isNull(members.endedAt)))
    .where(and(eq(nominations.programmeId, idOf(slug)), eq(nominations.state, "submitted")))
}

const isBasis = (row: Awaited<ReturnType<typeof basisRows>>[number]): row is BasisRelease =>
  row.manifestHash !== null

/** Programmes as their organiser works on them: everything about one in a single round trip. */
export function programmeDeskReads(db: Database, scope: Scope) {
  return {
    async open(slug: string) {
      const seen = and(programmesOf(scope.actor), eq(programmes.slug, slug))
      const [rows, versions, counts, bases, districts, applicants] = await db.batch([
        programmeRow(db, seen),
        db
          .select()
          .from(programmeRules)
          .where(eq(programmeRules.programmeId, idOf(slug)))
          .orderBy(desc(programmeRules.version)),
        countRows(db, slug),
        basisRows(db),
        districtRows(db),
        applicantRows(db, slug),
      ])
      const programme = readProgramme(rows[0])
      if (!programme) return null
      return {
        programme,
        /** The newest first. */
        versions: versions.map(({ document, ...version }) => ({
          ...version,
          rules: stored.rulesDocument(document),
        })),
        counts: counts[0] as ProgrammeCounts,
        releases: bases.filter(isBasis),
        districts,
        applicants: applicants[0]?.people ?? 0,
      }
    },

    /** Addresses that begin so and are taken, by whomever. */
    async slugsLike(base: string): Promise<Set<string>> {
      const own = or(eq(programmes.slug, base), like(programmes.slug, `${base}-%`))
      const rows = await db.select({ slug: programmes.slug }).from(programmes).where(own)
      return new Set(rows.map(({ slug }) => slug))
    },
  }
}
