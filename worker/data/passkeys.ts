import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { credentials } from "../../schema/tables/identity.ts"
import { passkeys, spentChallenges } from "../../schema/tables/second-factor.ts"
import { users } from "../../schema/tables/users.ts"
import type { CountedTry, Try } from "../domain/identity/attempts.ts"
import type { AnsweredChallenge } from "../domain/identity/passkey.ts"
import type { Database } from "./database.ts"
import { accounts, countTry, waitingReset } from "./identity.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

type Row = typeof passkeys.$inferSelect

/** A passkey as everybody but the database knows it. */
export type Passkey = Omit<Row, "transports"> & { transports: string[] }

const passkeyOf = (row: Row): Passkey => ({ ...row, transports: stored.transports(row.transports) })

const ofUser = (db: Database, userId: string) =>
  db
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id))

/** Passkeys, for the person itself and for visitors who sign in with one: nothing of it depends on a scope. */
export function passkeyReads(db: Database) {
  return {
    /** A person's account with its passkeys, the oldest first; null for one who cannot sign in. One round trip. */
    async of(userId: string) {
      const [[account], rows] = await db.batch([accounts(db, eq(users.id, userId)), ofUser(db, userId)])
      return account ? { ...account, passkeys: rows.map(passkeyOf) } : null
    },
    /** One more try with a passkey of a host, of one person when it is known; counts the tries in the same round trip. */
    async tryUse(
      which: { credentialId: string; host: string; userId?: string },
      tries: readonly Try[],
      now: Date,
    ) {
      const { credentialId, host, userId } = which
      const owned: SQL | undefined = userId === undefined ? undefined : eq(passkeys.userId, userId)
      const found = db
        .select({ passkey: passkeys, user: users, credential: credentials, waitingReset })
        .from(passkeys)
        .innerJoin(users, eq(users.id, passkeys.userId))
        .innerJoin(credentials, eq(credentials.userId, passkeys.userId))
        .where(and(eq(passkeys.credentialId, credentialId), eq(passkeys.host, host), owned))
      const [[row], ...rows] = await db.batch([found, ...tries.map((one) => countTry(db, one, now))])
      const counted = tries.flatMap((one, at): CountedTry[] => {
        const counts = rows[at]?.[0]
        return counts ? [{ ...one, count: counts.count, startedAt: counts.startedAt }] : []
      })
      return { found: row ? { ...row, passkey: passkeyOf(row.passkey) } : null, counted }
    },
  }
}

/** Passkeys as they are written. */
export function passkeyStore({ db, add, guard }: Unit) {
  return {
    /** A new one; stale when its authenticator has made it before. */
    add({ transports, ...row }: Omit<Passkey, "lastUsedAt">): void {
      add(db.insert(passkeys).values({ ...row, transports: JSON.stringify(transports) }))
    },
    /** Its authenticator counted on; stale when it is gone, or was used at the same time. */
    use(
      { id, counter }: Pick<Row, "id" | "counter">,
      shown: { counter: number; backedUp: boolean },
      at: Date,
    ): void {
      guard(sql`(select counter from ${passkeys} where ${passkeys.id} = ${id}) = ${counter}`)
      const used = { counter: shown.counter, backedUp: shown.backedUp, lastUsedAt: at.toISOString() }
      add(db.update(passkeys).set(used).where(eq(passkeys.id, id)))
    },
    /** Stale when the person has no such passkey (any more), or no other second factor unless this is its last one. */
    remove(id: string, userId: string, last: boolean): void {
      guard(sql`exists (select 1 from passkeys where id = ${id} and user_id = ${userId})`)
      if (!last)
        guard(sql`exists (select 1 from passkeys where id <> ${id} and user_id = ${userId})
          or exists (select 1 from credentials where user_id = ${userId} and totp_confirmed_at is not null)`)
      add(db.delete(passkeys).where(and(eq(passkeys.id, id), eq(passkeys.userId, userId))))
    },
    removeAll(userId: string): void {
      add(db.delete(passkeys).where(eq(passkeys.userId, userId)))
    },
    /** Spends an answered challenge; stale when it was spent before. */
    spend({ hash, expiresAt }: AnsweredChallenge): void {
      add(db.insert(spentChallenges).values({ hash, expiresAt: expiresAt.toISOString() }))
    },
  }
}
