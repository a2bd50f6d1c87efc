import { and, asc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm"
import { editions } from "../../schema/tables/editions.ts"
import { estates } from "../../schema/tables/estates.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { publications, releases } from "../../schema/tables/releases.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { NamedPart } from "../shapes/releases.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

/** A band of the edition that a programme's basis was scored by. */
export type BasisBand = NamedPart

/** The id of the release that the rules in force of a programme rest on. */
export function basisRelease(programmeId: SQL): SQL {
  return sql`(select json_extract(r.document, '$.basis.releaseId') from programme_rules r
    join programmes p on p.id = r.programme_id and p.rules_version = r.version where p.id = ${programmeId})`
}

export const programmeOfSlug = (slug: string) => sql`(select id from programmes where slug = ${slug})`

/** The bands of a programme's basis, best first; for batches. */
export function bandsQuery(db: Database, programmeId: SQL) {
  return db
    .select({ bands: sql<string>`json_extract(${editions.document}, '$.bands')` })
    .from(releases)
    .innerJoin(editions, eq(editions.id, releases.editionId))
    .where(eq(releases.id, basisRelease(programmeId)))
}

/** The bands of what `bandsQuery` answered. */
export function readBands(rows: { bands: string }[]): BasisBand[] {
  return stored.editionBands(rows[0]?.bands ?? "[]").map(({ code, title }) => ({ code, title }))
}

/** Which release of each period everybody sees; for batches. */
export function publishedQuery(db: Database) {
  return db
    .select({
      period: publications.period,
      number: releases.number,
      manifestHash: sql<string>`${releases.manifestHash}`,
    })
    .from(publications)
    .innerJoin(releases, eq(releases.id, publications.releaseId))
    .where(eq(releases.state, "final"))
}

/** The tenures of estates, as figures look at them; for batches. */
export function tenuresQuery(db: Database, ofEstates: SQL | undefined) {
  return db
    .select({ estateId: tenures.estateId, fromDate: tenures.fromDate, toDate: tenures.toDate })
    .from(tenures)
    .where(ofEstates)
    .orderBy(asc(tenures.fromDate))
}

/** Which nominations an actor sees: the organiser what was submitted to its programmes, everybody its own. */
export function nominationsSeen({ actor, registered }: Scope): SQL {
  if (actor.kind === "system") return sql`1 = 1`
  if (actor.kind === "visitor") return sql`1 = 0`
  const { organisation } = actor
  const own = eq(nominations.organisationId, organisation.id)
  if (organisation.kind !== "organiser") return and(own, registered)!
  const sent = or(sql`${nominations.submittedAt} is not null`, own)
  return and(eq(programmes.organisationId, organisation.id), sent)!
}

/** Which estates an actor may nominate on a day: what a company holds, what stands in an authority's place, all to an organiser. */
export function nominable({ actor, registered }: Scope, today: string): SQL {
  if (actor.kind !== "member") return sql`1 = 0`
  const { organisation } = actor
  if (organisation.kind === "organiser") return sql`1 = 1`
  if (organisation.kind !== "company") return registered
  return and(
    registered,
    sql`exists (select 1 from tenures held where held.estate_id = ${estates.id}
      and held.organisation_id = ${organisation.id} and held.from_date <= ${today}
      and (held.to_date is null or held.to_date >= ${today}))`,
  )!
}

/** An estate that can be a candidate at all. */
export function standing(today: string): SQL {
  return and(
    ne(estates.origin, "press"),
    or(isNull(estates.retiredFrom), sql`${estates.retiredFrom} > ${today}`),
  )!
}
