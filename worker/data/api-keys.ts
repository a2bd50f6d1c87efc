import { and, count, desc, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm"
import { apiKeys } from "../../schema/tables/api-keys.ts"
import { credentials } from "../../schema/tables/identity.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import type { MemberActor } from "../domain/actor.ts"
import { type KeyState, keyState, REQUESTS_A_MINUTE } from "../domain/api-key.ts"
import { errorRecord } from "../domain/error-record.ts"
import type { Scope as KeyScope } from "../domain/key-scope.ts"
import { may } from "../domain/permissions.ts"
import { type Database, type DatabaseAddress, openDatabase } from "./database.ts"
import { keyCheck, keyMark } from "./key-check.ts"
import { type KeyCounts, keyCountsOf } from "./key-counts.ts"
import type { KnownKeys, PresentedKey } from "./known-keys.ts"
import { memberActor } from "./members.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

type KeyRow = typeof apiKeys.$inferSelect

/** A key as its organisation sees it; the key itself is stored nowhere. */
export interface ApiKey extends Omit<KeyRow, "hash" | "scopes" | "windowStart" | "windowCount"> {
  scopes: KeyScope[]
  /** Name of the member who made it. */
  madeBy: string
  state: KeyState
  /** The key that took its place, when it was rotated. */
  replacedBy: string | null
}

/** Everything that says who acts through a key, of members and organisations that are gone too. */
function keyRows(db: Database) {
  return db
    .select({
      key: apiKeys,
      user: users,
      member: members,
      organisation: organisations,
      totp: credentials.totpConfirmedAt,
      mark: keyMark,
    })
    .from(apiKeys)
    .innerJoin(members, eq(members.id, apiKeys.memberId))
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(organisations, eq(organisations.id, apiKeys.organisationId))
    .leftJoin(credentials, eq(credentials.userId, users.id))
}

type FoundKey = Awaited<ReturnType<typeof keyRows>>[number]

function actorOf(found: FoundKey): MemberActor {
  const secondFactor = found.totp === null ? "off" : "passed"
  return memberActor(found, { sessionId: null, secondFactor, memberships: 1, unread: 0, key: null })
}

/** A key stops with its member, with the role that may hold keys, and with the organisation. */
function stateOf(found: FoundKey, now: string): KeyState {
  const { key, member, organisation } = found
  const gone = member.endedAt !== null || organisation.deletedAt !== null
  return keyState({ ...key, suspended: gone || !may(actorOf(found), "key.manage") }, now)
}

interface KeyCounting {
  now: Date
  counts: KeyCounts
  /** Given what the database is to know of a key's count. */
  tell: (hash: string, requests: number) => void
}

const minuteOf = (now: Date) => Math.floor(now.getTime() / 60_000)

function presented(found: FoundKey, state: KeyState): Omit<PresentedKey, "count" | "check"> {
  const { id, name, prefix, expiresAt, scopes } = found.key
  const key = { id, scopes: stored.keyScopes(scopes) }
  return { actor: { ...actorOf(found), key }, name, prefix, state, expiresAt }
}

function countOnce(hash: string, { now, counts, tell }: KeyCounting): number {
  const { count, untold } = counts.count(hash, minuteOf(now))
  if (untold > 0) tell(hash, untold)
  return count
}

const storedIn = (minute: number, windowStart: unknown, windowCount: unknown) =>
  windowStart === minute ? Number(windowCount) : 0

/**
 * Finds a key by its hash and counts the request in its minute; one round trip. Null when there is no such key here.
 * A key that has ended is found too, so that its owner can be told. `tell` is given what the database is to know of the
 * count (tellUse), now and then. One that works is kept in `known`.
 */
export async function findKey(
  db: Database,
  hash: string,
  counting: KeyCounting,
  known: KnownKeys,
): Promise<PresentedKey | null> {
  const minute = minuteOf(counting.now)
  known.forget(hash)
  const [found] = await keyRows(db).where(eq(apiKeys.hash, hash))
  if (!found) return null
  const state = stateOf(found, counting.now.toISOString())
  const own = presented(found, state)
  if (state !== "active") return { ...own, count: 0, check: null }
  known.keep(hash, { presented: own, mark: found.mark })
  counting.counts.learn(hash, minute, storedIn(minute, found.key.windowStart, found.key.windowCount))
  return { ...own, count: countOnce(hash, counting), check: null }
}

/**
 * A key as this isolate knows it, counted, without a round trip: what it is good for has to be asked with the first thing
 * that is read through it (`check`). Null where it is not known, or not to be trusted so far: it is to be found then.
 */
export function knownKey(hash: string, counting: KeyCounting, known: KnownKeys): PresentedKey | null {
  const { now, counts } = counting
  const one = known.get(hash)
  if (!one || one.presented.expiresAt <= now.toISOString()) return null
  const minute = minuteOf(now)
  // Whoever is refused for its count is told so by what the database says of it.
  if (counts.next(hash, minute) > REQUESTS_A_MINUTE) return null
  const check = keyCheck(hash, one.mark, {
    holds: (windowStart, windowCount) =>
      counts.learn(hash, minute, storedIn(minute, windowStart, windowCount)),
    changed: () => known.forget(hash),
  })
  return { ...one.presented, count: countOnce(hash, counting), check }
}

/** What a request of a key is counted by: the counts of its cell's isolate, told to the database behind the answer. */
export function countIn(
  cell: { database: DatabaseAddress },
  clock: () => Date,
  background: (work: Promise<unknown>) => void,
): KeyCounting {
  const now = clock()
  // A count that was not told is lost; the next one tells again.
  const untold = (error: unknown) =>
    console.error(JSON.stringify({ level: "warn", event: "key_count", ...errorRecord(error) }))
  const tell = (hash: string, requests: number) =>
    background(tellUse(openDatabase(cell.database), hash, now, requests).catch(untold))
  return { now, counts: keyCountsOf(cell), tell }
}

/** Adds requests to a key's count of the running minute, and says when it was used last. */
async function tellUse(db: Database, hash: string, now: Date, requests: number): Promise<void> {
  const at = now.toISOString()
  const minute = minuteOf(now)
  await db
    .update(apiKeys)
    .set({
      windowStart: minute,
      windowCount: sql`case when ${apiKeys.windowStart} = ${minute} then ${apiKeys.windowCount} + ${requests}
        else ${requests} end`,
      lastUsedAt: `${at.slice(0, 16)}:00.000Z`,
    })
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, at)))
}

function readKey(found: FoundKey, replacedBy: string | null, now: string): ApiKey {
  const { hash: _, windowStart: __, windowCount: ___, scopes, ...key } = found.key
  return {
    ...key,
    scopes: stored.keyScopes(scopes),
    madeBy: found.user.name,
    state: stateOf(found, now),
    replacedBy,
  }
}

/** Keys of the actor's own organisation. */
export function apiKeyReads(db: Database, { actor }: Scope) {
  const own = eq(apiKeys.organisationId, actor.kind === "member" ? actor.organisation.id : "")
  const replacements = () =>
    db
      .select({ id: apiKeys.id, replaces: apiKeys.replaces })
      .from(apiKeys)
      .where(and(own, isNotNull(apiKeys.replaces)))
  return {
    /** A page of them, those that work first, then the newest; one round trip. */
    async list({ page, size, now }: { page: number; size: number; now: Date }) {
      const at = now.toISOString()
      const ended = sql`${apiKeys.revokedAt} is not null or ${apiKeys.expiresAt} <= ${at}`
      const [rows, replaced, total] = await db.batch([
        keyRows(db)
          .where(own)
          .orderBy(ended, desc(apiKeys.createdAt), desc(apiKeys.id))
          .limit(size)
          .offset((page - 1) * size),
        replacements(),
        db.select({ n: count() }).from(apiKeys).where(own),
      ])
      const by = new Map(replaced.map(({ id, replaces }) => [replaces, id]))
      const keys = rows.map((row) => readKey(row, by.get(row.key.id) ?? null, at))
      return { keys, total: total[0]?.n ?? 0 }
    },

    /** One of them; null when it is another organisation's. */
    async byId(id: string, now: Date): Promise<ApiKey | null> {
      const [rows, replaced] = await db.batch([
        keyRows(db).where(and(own, eq(apiKeys.id, id))),
        replacements(),
      ])
      const later = replaced.find(({ replaces }) => replaces === id)
      return rows[0] ? readKey(rows[0], later?.id ?? null, now.toISOString()) : null
    },
  }
}

/** What may be written of keys. */
export function apiKeyStore({ db, add, guard }: Unit) {
  return {
    add(row: typeof apiKeys.$inferInsert): void {
      add(db.insert(apiKeys).values(row))
    },
    /** The batch holds only while the key works and nothing has replaced it. */
    expectCurrent(id: string, now: Date): void {
      guard(sql`exists (select 1 from api_keys where id = ${id} and revoked_at is null
        and expires_at > ${now.toISOString()}) and not exists (select 1 from api_keys where replaces = ${id})`)
    },
    endAt(id: string, expiresAt: string): void {
      add(db.update(apiKeys).set({ expiresAt }).where(eq(apiKeys.id, id)))
    },
    /** Ends keys that are named with the person who made them; those that have ended meanwhile stay so. */
    revokeAll(ids: readonly string[], at: Date): void {
      const open = and(inArray(apiKeys.id, [...ids]), isNull(apiKeys.revokedAt))
      add(db.update(apiKeys).set({ revokedAt: at.toISOString() }).where(open))
    },
    revoke(id: string, at: Date): void {
      guard(sql`exists (select 1 from api_keys where id = ${id} and revoked_at is null)`)
      add(db.update(apiKeys).set({ revokedAt: at.toISOString() }).where(eq(apiKeys.id, id)))
    },
  }
}
