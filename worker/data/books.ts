import { eq, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { quarters } from "../../schema/tables/quarters.ts"
import type { Database } from "./database.ts"
import { type Dossier, dossierQueries } from "./dossier.ts"
import { toDossiers } from "./dossier-rows.ts"
import type { Scope } from "./scope.ts"
import { concernedEstates, dueEstates } from "./submissions.ts"

/** Estates whose dossiers are read at a time: what they hold is in memory until they are done with. */
export const DOSSIERS_AT_A_TIME = 50

/** What a filing book is made of: many estates of one quarter at once. */
export function bookReads(db: Database, scope: Scope) {
  return {
    /** The dossiers of the next estates that the actor has to file for, by slug; `next` is null at the end. One round trip. */
    async page(quarter: string, after: string): Promise<{ dossiers: Dossier[]; next: string | null }> {
      const among = sql`(select ${estates.id} from ${estates} where ${dueEstates(scope, quarter)}
        and ${estates.slug} > ${after} order by ${estates.slug} limit ${DOSSIERS_AT_A_TIME})`
      const dossiers = toDossiers(scope, quarter, await db.batch(dossierQueries(db, scope, among, quarter)))
      const full = dossiers.length === DOSSIERS_AT_A_TIME
      return { dossiers, next: full ? (dossiers.at(-1)?.estate.slug ?? null) : null }
    },

    /** The dossiers of the estates among these that the actor has to file for, or that are exempted. One round trip. */
    async named(quarter: string, slugs: readonly string[]): Promise<Dossier[]> {
      const among = sql`(select ${estates.id} from ${estates} where ${concernedEstates(scope, quarter)}
        and ${estates.slug} in (select value from json_each(${JSON.stringify(slugs)})))`
      return toDossiers(scope, quarter, await db.batch(dossierQueries(db, scope, among, quarter)))
    },

    /**
     * The estates that the actor has to file for (exempted ones among them: what is typed for these is told why), and those of its registry that are not among them; null when there is no
     * such quarter. One round trip.
     */
    async estates(quarter: string) {
      const columns = { slug: estates.slug, name: estates.name }
      const named = db.select(columns).from(estates)
      const [[opened], due, known] = await db.batch([
        db.select({ editionId: quarters.editionId }).from(quarters).where(eq(quarters.quarter, quarter)),
        named.where(concernedEstates(scope, quarter)).orderBy(estates.slug),
        db.select(columns).from(estates).where(scope.registered).orderBy(estates.slug),
      ])
      if (!opened) return null
      const mine = new Set(due.map(({ slug }) => slug))
      return { ...opened, due, others: known.filter(({ slug }) => !mine.has(slug)) }
    },
  }
}
