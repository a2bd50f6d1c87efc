import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import type { ListPage } from "../domain/list.ts"
import type { Database } from "./database.ts"
import { listOrder } from "./list.ts"
import { nominationsSeen } from "./nomination-parts.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"

/** What a list of nominations is narrowed to; null is everything. */
export interface NominationFilter {
  state: "draft" | "submitted" | "withdrawn" | null
  /** `none`: not screened yet. */
  screening: "none" | "eligible" | "ineligible" | "overridden" | null
  category: string | null
}

const order = listOrder({ id: nominations.id })

function narrowed({ state, screening, category }: NominationFilter): SQL | undefined {
  const screened =
    screening === "none" ? isNull(nominations.screening) : eq(nominations.screening, screening!)
  return and(
    state === null ? undefined : eq(nominations.state, state),
    screening === null ? undefined : screened,
    category === null ? undefined : eq(nominations.category, category),
  )
}

/** Nominations by id, one more than the limit. */
function nominationRows(db: Database, scope: Scope, condition: SQL | undefined, page: ListPage) {
  return db
    .select({
      id: nominations.id,
      programme: programmes.slug,
      category: nominations.category,
      estate: estates.slug,
      name: estates.name,
      demonstration: sql<boolean>`${estates.origin} = 'demonstration'`.mapWith(Boolean),
      organisation: organisations.name,
      state: nominations.state,
      screening: nominations.screening,
      blindCode: nominations.blindCode,
      struckAt: nominations.struckAt,
      updatedAt: nominations.updatedAt,
      submittedAt: nominations.submittedAt,
    })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(estates, eq(estates.id, nominations.estateId))
    .innerJoin(organisations, eq(organisations.id, nominations.organisationId))
    .where(and(nominationsSeen(scope), condition, order.behind(page.after)))
    .orderBy(...order.by)
    .limit(page.limit + 1)
}

/** Lists of nominations that programs page through, in the order of their ids. */
export function nominationListReads(db: Database, scope: Scope) {
  return {
    /** What the actor's own organisation has nominated, of one programme or all; one round trip. */
    async own(
      organisationId: string,
      filter: NominationFilter & { programme: string | null },
      page: ListPage,
    ) {
      const { programme } = filter
      const ofProgramme = programme === null ? undefined : eq(programmes.slug, programme)
      const mine = eq(nominations.organisationId, organisationId)
      return order.found(
        await nominationRows(db, scope, and(mine, ofProgramme, narrowed(filter)), page),
        page,
      )
    },

    /** What was submitted to a programme of the actor's; null when there is none of that name. One round trip. */
    async ofProgramme(slug: string, filter: NominationFilter, page: ListPage) {
      const sent = and(eq(programmes.slug, slug), isNotNull(nominations.submittedAt))
      const [found, rows] = await db.batch([
        programmeRow(db, and(programmesOf(scope.actor), eq(programmes.slug, slug))),
        nominationRows(db, scope, and(sent, narrowed(filter)), page),
      ])
      return readProgramme(found[0]) && order.found(rows, page)
    },
  }
}
