import { eq, sql } from "drizzle-orm"
import { attempts, credentials, sessions } from "../../schema/tables/identity.ts"
import { users } from "../../schema/tables/users.ts"
import type { Database } from "./database.ts"
import type { Unit } from "./unit.ts"

/** What signing in needs to know; for visitors, so nothing of it depends on a scope. */
export function identityReads(db: Database) {
  return {
    /**
     * Counts one more try of each subject (a window begins anew when it is older than `windowMs`) and finds the account
     * of an e-mail: one round trip, the same statements whether or not there is one.
     */
    async tryAccount(email: string, subjects: readonly string[], now: Date, windowMs: number) {
      const since = new Date(now.getTime() - windowMs).toISOString()
      const old = sql`${attempts.startedAt} <= ${since}`
      const count = (subject: string) =>
        db
          .insert(attempts)
          .values({ subject, count: 1, startedAt: now.toISOString() })
          .onConflictDoUpdate({
            target: attempts.subject,
            set: {
              count: sql`case when ${old} then 1 else ${attempts.count} + 1 end`,
              startedAt: sql`case when ${old} then ${now.toISOString()} else ${attempts.startedAt} end`,
            },
          })
          .returning()
      const find = db
        .select({ user: users, credential: credentials })
        .from(users)
        .innerJoin(credentials, eq(credentials.userId, users.id))
        .where(eq(users.email, email))
      const [found, ...counts] = await db.batch([find, ...subjects.map(count)])
      return { account: found[0] ?? null, counts: counts.map(([row]) => row?.count ?? 0) }
    },
  }
}

/** What signing in and out writes. */
export function identityStore({ db, add }: Unit) {
  return {
    beginSession(row: typeof sessions.$inferInsert): void {
      add(db.insert(sessions).values(row))
    },
    endSession(id: string): void {
      add(db.delete(sessions).where(eq(sessions.id, id)))
    },
    /** A try that was right does not count. */
    returnAttempt(subject: string): void {
      add(
        db
          .update(attempts)
          .set({ count: sql`${attempts.count} - 1` })
          .where(eq(attempts.subject, subject)),
      )
    },
    forgetAttempts(subject: string): void {
      add(db.delete(attempts).where(eq(attempts.subject, subject)))
    },
  }
}
