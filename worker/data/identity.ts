import { and, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm"
import { attempts, credentials, recoveryCodes } from "../../schema/tables/identity.ts"
import { users } from "../../schema/tables/users.ts"
import { type AccountTry, type CountedTry, limits, type Try } from "../domain/identity/attempts.ts"
import type { SignInId } from "../domain/identity/sign-in-id.ts"
import type { Database } from "./database.ts"
import { factorSince } from "./factor-since.ts"
import type { Unit } from "./unit.ts"

const codesLeft = sql<number>`(select count(*) from recovery_codes own
  where own.user_id = ${users.id} and own.used_at is null)`

const passkeyCount = sql<number>`(select count(*) from passkeys p where p.user_id = ${users.id})`

/** The request to reset the second factor of `users` that waits. */
export const waitingReset = sql<string | null>`(select r.id from factor_resets r
  where r.user_id = ${users.id} and r.state = 'open')`

/** Persons who can sign in, with what they sign in with. */
export function accounts(db: Database, which: SQL) {
  const since = factorSince(sql`users.id`)
  return db
    .select({
      user: users,
      credential: credentials,
      codesLeft,
      passkeyCount,
      factorSince: since,
      waitingReset,
    })
    .from(users)
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .where(which)
}

/** A person who can sign in. */
export type Account = Awaited<ReturnType<typeof accounts>>[number]

const columns = { email: users.email, mobile: users.mobile, name: users.signInName }
const isNamed = ({ by, value }: SignInId): SQL => eq(columns[by], value)

/** What a try is counted under: that of an account by its person, whichever way it is named. */
const subjectOf = (one: Try | AccountTry) =>
  "named" in one
    ? sql<string>`${one.subject} || coalesce((select ${users.id} from ${users} where ${isNamed(one.named)}), ${one.typed})`
    : one.subject

/** Counts one more try, outside of any batch that writes; a window begins anew when the old one is over. */
export function countTry(db: Database, one: Try | AccountTry, now: Date) {
  const { limited } = one
  const at = now.toISOString()
  const since = new Date(now.getTime() - limits[limited].windowMs).toISOString()
  const old = sql`${attempts.startedAt} <= ${since}`
  return db
    .insert(attempts)
    .values({ subject: subjectOf(one), count: 1, startedAt: at })
    .onConflictDoUpdate({
      target: attempts.subject,
      set: {
        count: sql`case when ${old} then 1 else ${attempts.count} + 1 end`,
        startedAt: sql`case when ${old} then ${at} else ${attempts.startedAt} end`,
      },
    })
    .returning()
}

/** Tries as they were counted, by the rows of `countTry`. */
export function countedOf(tries: readonly Try[], rows: readonly (typeof attempts.$inferSelect)[][]) {
  return tries.flatMap(({ limited }, at): CountedTry[] => {
    const row = rows[at]?.[0]
    return row ? [{ limited, ...row }] : []
  })
}

/** What a person signs in with beside its e-mail. */
export interface OwnIds {
  mobile: string | null
  signInName: string | null
}

/** Accounts, for visitors who sign in and for the person itself: nothing of it depends on a scope. */
export function identityReads(db: Database) {
  /** Counts the tries before anything is checked and finds the account, in one round trip. */
  async function attempt(which: SQL, tries: readonly Try[], now: Date) {
    const counting = tries.map((one) => countTry(db, one, now))
    const [found, ...rows] = await db.batch([accounts(db, which), ...counting])
    return { account: found[0] ?? null, counted: countedOf(tries, rows) }
  }
  return {
    /** One more try to sign in to a named account: the same statements whether or not there is one. */
    trySignIn: (named: SignInId, tries: readonly Try[], now: Date) => attempt(isNamed(named), tries, now),
    /** One more try at the account of an e-mail: the same statements whether or not there is one. */
    tryEmail: (email: string, tries: readonly Try[], now: Date) =>
      attempt(eq(users.email, email), tries, now),
    /** One more try of a person who has signed in. */
    tryOwn: (userId: string, tries: readonly Try[], now: Date) => attempt(eq(users.id, userId), tries, now),
    /** The same, and whether the e-mail that it wants has an account. */
    async tryEmailOfOwn(
      { userId, email }: { userId: string; email: string },
      tries: readonly Try[],
      now: Date,
    ) {
      const counting = tries.map((one) => countTry(db, one, now))
      const used = db.select({ id: users.id }).from(users).where(eq(users.email, email))
      const [found, taken, ...rows] = await db.batch([accounts(db, eq(users.id, userId)), used, ...counting])
      return { account: found[0] ?? null, counted: countedOf(tries, rows), used: taken.length > 0 }
    },
    /** One more try of a person to sign in by another name or number; whether somebody else has either. */
    async tryIdsOfOwn(userId: string, ids: OwnIds, tries: readonly Try[], now: Date) {
      const counting = tries.map((one) => countTry(db, one, now))
      const others = and(
        ne(users.id, userId),
        or(eq(users.mobile, ids.mobile ?? ""), eq(users.signInName, ids.signInName ?? "")),
      )
      const taken = db
        .select({ mobile: users.mobile, signInName: users.signInName })
        .from(users)
        .where(others)
      const [found, rows, ...counted] = await db.batch([
        accounts(db, eq(users.id, userId)),
        taken,
        ...counting,
      ])
      return {
        account: found[0] ?? null,
        counted: countedOf(tries, counted),
        taken: {
          mobile: ids.mobile !== null && rows.some(({ mobile }) => mobile === ids.mobile),
          signInName: ids.signInName !== null && rows.some(({ signInName }) => signInName === ids.signInName),
        },
      }
    },
    /** One more try of a head to make accounts; which of the names or numbers somebody has already. */
    async tryNewIds(ids: readonly OwnIds[], tries: readonly Try[], now: Date) {
      const mobiles = ids.flatMap(({ mobile }) => mobile ?? [])
      const names = ids.flatMap(({ signInName }) => signInName ?? [])
      const found = db
        .select({ mobile: users.mobile, signInName: users.signInName })
        .from(users)
        .where(or(inArray(users.mobile, mobiles), inArray(users.signInName, names)))
      const [rows, ...counted] = await db.batch([found, ...tries.map((one) => countTry(db, one, now))])
      const taken = ids.map(({ mobile, signInName }) =>
        rows.some((row) => row.signInName === signInName || (mobile !== null && row.mobile === mobile)),
      )
      return { counted: countedOf(tries, counted), taken }
    },
    /** Counts tries at something else; answers them as counted. */
    async count(tries: readonly Try[], now: Date): Promise<CountedTry[]> {
      const [first, ...rest] = tries.map((one) => countTry(db, one, now))
      const rows = first ? await db.batch([first, ...rest]) : []
      return countedOf(tries, rows)
    },
    /** The account of a person, nothing counted. */
    async account(userId: string): Promise<Account | null> {
      const [found] = await accounts(db, eq(users.id, userId))
      return found ?? null
    },
  }
}

type Credential = typeof credentials.$inferSelect

/** How persons prove who they are, as it is written. */
export function identityStore({ db, add, guard }: Unit) {
  const changeCredential = (userId: string, fields: Partial<Credential>) =>
    add(db.update(credentials).set(fields).where(eq(credentials.userId, userId)))
  const changeUser = (id: string, fields: Partial<typeof users.$inferInsert>) =>
    add(db.update(users).set(fields).where(eq(users.id, id)))
  return {
    /** Stale when the person has changed its password or second factor meanwhile. */
    expect({ userId, updatedAt }: Credential): void {
      guard(
        sql`exists (select 1 from ${credentials}
          where ${credentials.userId} = ${userId} and ${credentials.updatedAt} = ${updatedAt})`,
      )
    },
    /** A person's own password; a first one, which it has to change, is good `until` a moment. */
    setPassword(userId: string, passwordHash: string, at: Date, until?: Date): void {
      const firstUntil = until?.toISOString() ?? null
      changeCredential(userId, { passwordHash, firstUntil, updatedAt: at.toISOString() })
    },
    /** How the person signs in has changed elsewhere (its passkeys): whoever saw it before is stale. */
    touch(userId: string, at: Date): void {
      changeCredential(userId, { updatedAt: at.toISOString() })
    },
    /** The same password at today's cost; nothing when it was changed meanwhile. */
    renewHash({ userId, passwordHash }: Credential, renewed: string): void {
      const same = and(eq(credentials.userId, userId), eq(credentials.passwordHash, passwordHash))
      add(db.update(credentials).set({ passwordHash: renewed }).where(same))
    },
    /** A code counts once: stale when its time step, or a later one, has been used. */
    useStep(userId: string, step: number): void {
      guard(
        sql`exists (select 1 from ${credentials}
          where ${credentials.userId} = ${userId} and ${credentials.totpLastStep} < ${step})`,
      )
      changeCredential(userId, { totpLastStep: step })
    },
    /** Sets the second factor (its sealed secret, and the step whose code confirmed it), or takes it away. */
    setSecondFactor(userId: string, factor: { secret: string; step: number } | null, at: Date): void {
      changeCredential(userId, {
        totpSecret: factor?.secret ?? null,
        totpConfirmedAt: factor ? at.toISOString() : null,
        totpLastStep: factor?.step ?? 0,
        updatedAt: at.toISOString(),
      })
    },
    /** The person's recovery codes, as hashes, in place of all it had. */
    setRecoveryCodes(userId: string, hashes: readonly string[]): void {
      add(db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)))
      if (hashes.length > 0) add(db.insert(recoveryCodes).values(hashes.map((hash) => ({ userId, hash }))))
    },
    /** Stale when the person has no such code, or has used it. */
    useRecoveryCode(userId: string, hash: string, at: Date): void {
      const own = sql`${recoveryCodes.userId} = ${userId} and ${recoveryCodes.hash} = ${hash}`
      guard(sql`exists (select 1 from ${recoveryCodes} where ${own} and ${recoveryCodes.usedAt} is null)`)
      add(db.update(recoveryCodes).set({ usedAt: at.toISOString() }).where(own))
    },
    /** Gives a person another e-mail, which it has confirmed; stale when somebody has it. */
    setEmail(id: string, change: { email: string; salt: string; at: Date }): void {
      const { email, salt, at } = change
      changeUser(id, { email, salt, emailVerified: true, updatedAt: at })
    },
    /** Gives a person another name or number to sign in with; stale when somebody else has it meanwhile. */
    setSignInIds(id: string, ids: OwnIds & { salt: string }, at: Date): void {
      guard(sql`not exists (select 1 from ${users} where ${users.id} <> ${id}
        and (${users.mobile} = ${ids.mobile} or ${users.signInName} = ${ids.signInName}))`)
      changeUser(id, { ...ids, updatedAt: at })
    },
    confirmEmail(id: string, at: Date): void {
      changeUser(id, { emailVerified: true, updatedAt: at })
    },
    /** A try that was right does not count. */
    returnTry({ subject }: Try): void {
      const count = sql`${attempts.count} - 1`
      add(db.update(attempts).set({ count }).where(eq(attempts.subject, subject)))
    },
    forgetTries(tries: readonly Try[]): void {
      const subjects = tries.map(({ subject }) => subject)
      add(db.delete(attempts).where(inArray(attempts.subject, subjects)))
    },
  }
}
