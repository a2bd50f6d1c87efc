import { eq, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { anyClosed } from "./estate-checks.ts"
import { insertMany } from "./insert-many.ts"
import type { Unit } from "./unit.ts"

/** What may be written of estates and of who manages them; the `expect` methods are guards of the whole batch. */
export function estateStore({ db, add, guard }: Unit) {
  return {
    /** The batch holds only while the estate still has this revision, and raises it. */
    expect({ id, revision }: { id: string; revision: number }): void {
      guard(sql`(select revision from estates where id = ${id}) = ${revision}`)
      add(
        db
          .update(estates)
          .set({ revision: revision + 1 })
          .where(eq(estates.id, id)),
      )
    },

    /** The batch holds only while no release reads names, places and companies. */
    expectNoRelease(): void {
      guard(sql`not exists (select 1 from releases where state = 'running')`)
    },

    /** The batch holds only while these quarters take changes in a district: not closed, not released. */
    expectOpen(list: readonly string[], districtCode: string): void {
      const among = sql`(select value from json_each(${JSON.stringify(list)}))`
      guard(
        sql`not exists (select 1 from closings where place_code = ${districtCode} and quarter in ${among})`,
      )
      guard(sql`not exists (select 1 from releases where period in ${among})`)
    },

    /** The batch holds only while none of these districts has closed a quarter of the estate that is to be released. */
    expectNoneClosed(estateId: string, districts: readonly string[]): void {
      guard(sql`not ${anyClosed(estateId, districts)}`)
    },

    /** The batch holds only while a place stands and takes new estates. */
    expectPlace(code: string, today: string): void {
      guard(sql`exists (select 1 from places where code = ${code}
        and (retired_from is null or retired_from > ${today}))`)
    },

    /** The batch holds only while no other estate has this name in this place. */
    expectNameFree(name: string, placeCode: string, ownId: string): void {
      guard(sql`not exists (select 1 from estates where name = ${name} and place_code = ${placeCode}
        and id <> ${ownId} and origin <> 'press')`)
    },

    /** A new estate; an address that somebody took meanwhile meets the unique index. */
    create(row: typeof estates.$inferInsert): void {
      add(db.insert(estates).values(row))
    },

    /**
     * New estates with who manages them, and the conditions under which they may be: their places stand, nobody has
     * their name there, their companies are there.
     */
    createMany(
      rows: readonly (typeof estates.$inferInsert)[],
      tenureRows: readonly (typeof tenures.$inferInsert)[],
      today: string,
    ): void {
      const named = JSON.stringify(rows.map(({ name, placeCode }) => [name, placeCode]))
      const codes = [...new Set(rows.map(({ placeCode }) => placeCode))]
      const companies = [...new Set(tenureRows.map(({ organisationId }) => organisationId))]
      guard(sql`(select count(*) from places where code in (select value from json_each(${JSON.stringify(codes)}))
        and (retired_from is null or retired_from > ${today})) = ${codes.length}`)
      guard(sql`not exists (select 1 from estates where origin <> 'press' and name || char(10) || place_code in (
        select (value ->> 0) || char(10) || (value ->> 1) from json_each(${named})))`)
      guard(sql`(select count(*) from organisations where deleted_at is null
        and id in (select value from json_each(${JSON.stringify(companies)}))) = ${companies.length}`)
      add(insertMany(db, estates, rows))
      if (tenureRows.length > 0) add(insertMany(db, tenures, tenureRows))
    },

    change(id: string, changes: Partial<typeof estates.$inferInsert>): void {
      add(db.update(estates).set(changes).where(eq(estates.id, id)))
    },

    /** What searches find estates by, many at once. */
    setSearchTexts(texts: readonly { id: string; searchText: string }[]): void {
      add(
        db.run(sql`update estates set search_text = made.value ->> 'searchText'
          from json_each(${JSON.stringify(texts)}) made where estates.id = made.value ->> 'id'`),
      )
    },

    beginTenure(row: typeof tenures.$inferInsert): void {
      add(db.insert(tenures).values(row))
    },

    endTenure({ id, toDate }: { id: string; toDate: string | null }): void {
      add(
        db
          .update(tenures)
          .set({ toDate, revision: sql`${tenures.revision} + 1` })
          .where(eq(tenures.id, id)),
      )
    },

    removeTenure(id: string): void {
      add(db.delete(tenures).where(eq(tenures.id, id)))
    },
  }
}
