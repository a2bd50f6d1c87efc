import { and, asc, desc, eq, gt, gte, isNotNull, isNull, type SQL, sql } from "drizzle-orm"
import { awards, rechecks } from "../../schema/tables/awards.ts"
import { estates } from "../../schema/tables/estates.ts"
import { programmeRules, programmes, shortlists } from "../../schema/tables/programmes.ts"
import { publications, releases } from "../../schema/tables/releases.ts"
import type { Database } from "./database.ts"
import { insertMany } from "./insert-many.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** The awards of programmes, by category and place. */
export function awardRows(db: Database, condition: SQL | undefined) {
  return db
    .select({
      award: awards,
      // What the newest recheck found; null as long as there was none.
      meets: sql<number | null>`(select r.meets from rechecks r where r.award_id = ${awards.id}
        order by r.at desc limit 1)`,
    })
    .from(awards)
    .innerJoin(programmes, eq(programmes.id, awards.programmeId))
    .where(condition)
    .orderBy(asc(awards.category), sql`json_extract(${awards.document}, '$.shortlist.place')`, asc(awards.id))
}

/** What `awardRows` answered, parsed. */
export function readAwards(rows: Awaited<ReturnType<typeof awardRows>>) {
  return rows.map(({ award, meets }) => ({
    ...award,
    document: stored.awardDocument(award.document),
    meets: meets === null ? null : meets === 1,
  }))
}

function recheckRows(db: Database, condition: SQL | undefined) {
  return db
    .select({
      awardId: rechecks.awardId,
      meets: rechecks.meets,
      result: rechecks.result,
      at: rechecks.at,
      period: releases.period,
      number: releases.number,
    })
    .from(rechecks)
    .innerJoin(awards, eq(awards.id, rechecks.awardId))
    .innerJoin(programmes, eq(programmes.id, awards.programmeId))
    .innerJoin(releases, eq(releases.id, rechecks.releaseId))
    .where(condition)
    .orderBy(desc(rechecks.at))
}

function dueRows(db: Database, today: string, most: number) {
  const period = sql`${publications.period}`
  return db
    .select({
      awardId: awards.id,
      programmeSlug: programmes.slug,
      organisationId: programmes.organisationId,
      rulesVersion: programmeRules.version,
      document: programmeRules.document,
      estateSlug: estates.slug,
      tenures: sql<string>`(select json_group_array(json_object('fromDate', t.from_date, 'toDate', t.to_date))
        from tenures t where t.estate_id = ${awards.estateId})`,
      releaseId: releases.id,
      period: releases.period,
      number: releases.number,
      manifestHash: sql<string>`${releases.manifestHash}`,
    })
    .from(awards)
    .innerJoin(programmes, eq(programmes.id, awards.programmeId))
    .innerJoin(
      shortlists,
      and(eq(shortlists.programmeId, awards.programmeId), eq(shortlists.number, awards.shortlistNumber)),
    )
    .innerJoin(
      programmeRules,
      and(
        eq(programmeRules.programmeId, awards.programmeId),
        sql`${programmeRules.version} = json_extract(${shortlists.document}, '$.rulesVersion')`,
      ),
    )
    .innerJoin(estates, eq(estates.id, awards.estateId))
    .innerJoin(publications, gt(publications.publishedAt, awards.awardedAt))
    .innerJoin(releases, eq(releases.id, publications.releaseId))
    .where(
      and(
        isNull(awards.revokedAt),
        gte(awards.validTo, today),
        isNotNull(releases.manifestHash),
        sql`length(${period}) = length(json_extract(${programmeRules.document}, '$.basis.period'))`,
        sql`${period} = (select max(other.period) from publications other where length(other.period) = length(${period}))`,
        sql`not exists (select 1 from rechecks r where r.award_id = ${awards.id} and r.release_id = ${releases.id})`,
      ),
    )
    .orderBy(asc(awards.id))
    .limit(most)
}

/** Awards of programmes within the actor's scope. */
export function awardReads(db: Database, scope: Scope) {
  const seen = programmesOf(scope.actor)
  return {
    /** One award with its programme and its rechecks, the newest first; one round trip. */
    async one(slug: string, awardId: string) {
      const mine = and(seen, eq(programmes.slug, slug))
      const own = and(mine, eq(awards.id, awardId))
      const [rows, found, checked] = await db.batch([
        programmeRow(db, mine),
        awardRows(db, own),
        recheckRows(db, own),
      ])
      const programme = readProgramme(rows[0])
      const [award] = readAwards(found)
      if (!programme || !award) return null
      const read = checked.map(({ result, ...row }) => ({
        ...row,
        result: stored.recheckResult(result),
      }))
      return { programme, award, rechecks: read }
    },

    /**
     * Awards that stand on a day and have not been looked at on the newest release of their kind (quarter or year), made
     * since they were given; with the rules that their list was made by and the estate's tenures. At most `most`; one
     * round trip.
     */
    async toRecheck(today: string, most: number) {
      const rows = await dueRows(db, today, most)
      return rows.map(({ document, tenures, ...row }) => ({
        ...row,
        rules: stored.rulesDocument(document),
        tenures: stored.tenuresHeld(tenures),
      }))
    },
  }
}

/** Awards as they are written. */
export function awardStore({ db, add, guard }: Unit) {
  return {
    addMany(rows: readonly (typeof awards.$inferInsert)[]): void {
      add(insertMany(db, awards, [...rows]))
    },
    /** Changes an award as it was seen. */
    change(
      { id, revision }: { id: string; revision: number },
      set: Partial<typeof awards.$inferInsert>,
    ): void {
      guard(sql`(select revision from awards where id = ${id}) = ${revision}`)
      add(
        db
          .update(awards)
          .set({ ...set, revision: revision + 1 })
          .where(eq(awards.id, id)),
      )
    },
    addRechecks(rows: readonly (typeof rechecks.$inferInsert)[]): void {
      add(insertMany(db, rechecks, [...rows]))
    },
  }
}
