import { eq, sql } from "drizzle-orm"
import { places } from "../../schema/tables/places.ts"
import { insertMany } from "./insert-many.ts"
import type { Unit } from "./unit.ts"

/** What may be written of places; the `expect` methods are guards of the whole batch. */
export function placeStore({ db, add, guard }: Unit) {
  return {
    /** The batch holds only while the place still has this revision, and raises it. */
    expect({ code, revision }: { code: string; revision: number }): void {
      guard(sql`(select revision from places where code = ${code}) = ${revision}`)
      add(
        db
          .update(places)
          .set({ revision: revision + 1 })
          .where(eq(places.code, code)),
      )
    },

    /** The batch holds only while a place stands. */
    expectStanding(code: string, today: string): void {
      guard(sql`exists (select 1 from places where code = ${code}
        and (retired_from is null or retired_from > ${today}))`)
    },

    /** The batch holds only while nothing stands below a place. */
    expectEmpty(code: string): void {
      guard(sql`not exists (select 1 from places where (parent_code = ${code} or zone_code = ${code})
        and retired_from is null)`)
    },

    /** A new place; a code that somebody took meanwhile meets the primary key. */
    create(row: typeof places.$inferInsert): void {
      add(db.insert(places).values(row))
    },

    /** New places; those above them that are not among them have to stand. */
    createMany(rows: readonly (typeof places.$inferInsert)[], today: string): void {
      const own = new Set(rows.map(({ code }) => code))
      const needed = rows.flatMap(({ parentCode, zoneCode, kind }) =>
        kind === "street" || kind === "community" ? [parentCode, zoneCode] : [],
      )
      const others = [...new Set(needed.filter((code) => code && !own.has(code)))]
      guard(sql`(select count(*) from places where code in (select value from json_each(${JSON.stringify(others)}))
        and (retired_from is null or retired_from > ${today})) = ${others.length}`)
      add(insertMany(db, places, rows))
    },

    change(code: string, changes: Partial<typeof places.$inferInsert>): void {
      add(db.update(places).set(changes).where(eq(places.code, code)))
    },
  }
}
