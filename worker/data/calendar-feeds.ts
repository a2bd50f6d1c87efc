import { eq } from "drizzle-orm"
import { calendarFeeds } from "../../schema/tables/calendar-feeds.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

/** The own calendar's address, as far as it may be told: the address itself is shown once. */
export function calendarFeedReads(db: Database, { actor }: Scope) {
  const userId = actor.kind === "member" && !actor.key ? actor.userId : ""
  return {
    /** Since when the person has one; null without. */
    async own(): Promise<string | null> {
      const [row] = await db.select().from(calendarFeeds).where(eq(calendarFeeds.userId, userId))
      return row?.createdAt ?? null
    },
  }
}

/** Addresses of calendars as they are written. */
export function calendarFeedStore({ db, add }: Unit) {
  return {
    /** Gives a person an address, in place of the one that it had. */
    put(row: typeof calendarFeeds.$inferInsert): void {
      const { tokenHash, createdAt } = row
      const set = { tokenHash, createdAt }
      add(db.insert(calendarFeeds).values(row).onConflictDoUpdate({ target: calendarFeeds.userId, set }))
    },
    end(userId: string): void {
      add(db.delete(calendarFeeds).where(eq(calendarFeeds.userId, userId)))
    },
  }
}
