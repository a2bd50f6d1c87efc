import { and, eq } from "drizzle-orm"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import type { ListPage } from "../domain/list.ts"
import type { Database } from "./database.ts"
import { listOrder } from "./list.ts"
import { programmesOf } from "./programmes.ts"
import type { Scope } from "./scope.ts"

const made = listOrder({ createdAt: programmes.createdAt, id: programmes.id }, "descending")

/** Lists of programmes that programs page through: they keep their place while programmes come. */
export function programmeListReads(db: Database, scope: Scope) {
  return {
    /** Programmes within the actor's scope, the newest first; one round trip. */
    async after(page: ListPage) {
      const rows = await db
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
        .where(and(programmesOf(scope.actor), made.behind(page.after)))
        .orderBy(...made.by)
        .limit(page.limit + 1)
      return made.found(rows, page)
    },
  }
}
