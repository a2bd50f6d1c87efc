import { and, asc, count, eq, gt, ne, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { awards } from "../../schema/tables/awards.ts"
import { estates } from "../../schema/tables/estates.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { exportPages } from "../domain/leaving/export.ts"
import type { Database } from "./database.ts"

const nominator = alias(organisations, "nominator")

/** What an organisation nominated itself; of its own programmes everything but others' drafts. */
function own(id: string): SQL {
  const running = and(eq(programmes.organisationId, id), ne(nominations.state, "draft"))
  return or(eq(nominations.organisationId, id), running)!
}

/** How many nominations there are, for the number of steps. */
export function countNominations(db: Database, id: string) {
  return db
    .select({ n: count() })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .where(own(id))
}

/** A page of nominations after an id, the programmes that they and the organisation itself are in, and their awards. */
export function selectionRows(db: Database, { id, kind }: { id: string; kind: string }, after: string) {
  const taking = sql`${programmes.id} in (select programme_id from nominations where organisation_id = ${id})`
  return [
    db
      .select({
        nomination: nominations,
        programme: programmes.slug,
        estate: estates.slug,
        nominator: nominator.name,
      })
      .from(nominations)
      .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
      .innerJoin(estates, eq(estates.id, nominations.estateId))
      .innerJoin(nominator, eq(nominator.id, nominations.organisationId))
      .where(and(own(id), gt(nominations.id, after)))
      .orderBy(asc(nominations.id))
      .limit(exportPages.nominations),
    db
      .select()
      .from(programmes)
      .where(kind === "organiser" ? or(eq(programmes.organisationId, id), taking) : taking)
      .orderBy(asc(programmes.createdAt), asc(programmes.id)),
    db
      .select({
        programme: programmes.slug,
        estate: estates.slug,
        category: awards.category,
        certificateNumber: awards.certificateNumber,
        awardedAt: awards.awardedAt,
        validFrom: awards.validFrom,
        validTo: awards.validTo,
        revokedAt: awards.revokedAt,
        revokeReason: awards.revokeReason,
      })
      .from(awards)
      .innerJoin(programmes, eq(programmes.id, awards.programmeId))
      .innerJoin(nominations, eq(nominations.id, awards.nominationId))
      .innerJoin(estates, eq(estates.id, awards.estateId))
      .where(own(id))
      .orderBy(asc(awards.awardedAt), asc(awards.id)),
  ] as const
}
