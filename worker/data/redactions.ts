import { and, asc, eq, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { standing } from "./conflict-graph.ts"
import type { Database } from "./database.ts"

const files = (condition: string) =>
  sql<number>`(select count(*) from attachments original where original.nomination_id = ${nominations.id}
    and original.redacts is null and original.removed_at is null ${sql.raw(condition)})`

const withCopy = `and exists (select 1 from attachments copy where copy.redacts = original.id
  and copy.removed_at is null)`

/** The query of a programme's candidates with how much of their anonymous material is there. */
export function redactionList(db: Database, slug: string) {
  return db
    .select({
      id: nominations.id,
      estate: estates.name,
      code: nominations.blindCode,
      answers: sql<number>`${nominations.redactedAnswers} is not null`,
      files: files(""),
      copies: files(withCopy),
    })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(estates, eq(estates.id, nominations.estateId))
    .where(and(eq(programmes.slug, slug), standing))
    .orderBy(asc(nominations.category), asc(nominations.submittedAt), asc(nominations.id))
}

/** The query of one submitted nomination with the names that would give it away. */
export function redactionRow(db: Database, slug: string, blindCode: string) {
  const street = sql<string | null>`(select name from places where code = ${estates.streetCode})`
  const manager = sql<
    string | null
  >`(select o.name from tenures t join organisations o on o.id = t.organisation_id
    where t.estate_id = ${estates.id} and t.to_date is null limit 1)`
  return db
    .select({
      nomination: nominations,
      names: {
        estate: estates.name,
        former: estates.formerNames,
        community: places.name,
        street,
        manager,
        nominator: organisations.name,
      },
    })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(estates, eq(estates.id, nominations.estateId))
    .innerJoin(places, eq(places.code, estates.placeCode))
    .innerJoin(organisations, eq(organisations.id, nominations.organisationId))
    .where(
      and(
        eq(programmes.slug, slug),
        eq(nominations.blindCode, blindCode),
        eq(nominations.state, "submitted"),
      ),
    )
}
