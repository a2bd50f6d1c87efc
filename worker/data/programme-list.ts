import { and, desc, eq, type SQL, sql } from "drizzle-orm"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import type { Database } from "./database.ts"
import { programmesOf } from "./programmes.ts"
import type { Scope } from "./scope.ts"

/** Where a list by time ended: the instant of its last row, and its id. */
export interface TimePlace {
  at: string
  id: string
}

/** Rows that were made before a place, the newest first. */
function before(place: TimePlace | null): SQL | undefined {
  if (place === null) return undefined
  return sql`(${programmes.createdAt}, ${programmes.id}) < (${place.at}, ${place.id})`
}

/** Lists of programmes that programs page through: they keep their place while programmes come. */
export function programmeListReads(db: Database, scope: Scope) {
  return {
    /** Programmes within the actor's scope, the newest first, one more than the limit when there are more; one round trip. */
    async after({ after, limit }: { after: TimePlace | null; limit: number }) {
      return db
        .select({
          id: programmes.id,
          slug: programmes.slug,
          title: programmes.title,
          organiser: organisations.name,
          phase: programmes.phase,
          createdAt: programmes.createdAt,
          openedAt: programmes.openedAt,
          stoppedAt: programmes.stoppedAt,
        })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.organisationId))
        .where(and(programmesOf(scope.actor), before(after)))
        .orderBy(desc(programmes.createdAt), desc(programmes.id))
        .limit(limit + 1)
    },
  }
}
