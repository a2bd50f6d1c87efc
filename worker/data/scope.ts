import { and, eq, gt, gte, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { memberEstates } from "../../schema/tables/members.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { Actor } from "../domain/actor.ts"
import type { Faster } from "../domain/audit/faster.ts"
import type { Language } from "../domain/mail/letter.ts"
import { lastDay } from "../domain/quarter.ts"
import type { Database } from "./database.ts"

/** The request that a write comes from: its id for the audit event, its fingerprint for the idempotency key. */
export interface RequestMark {
  id: string | null
  /** SHA-256 of an API request (method, path, body); null for forms, whose keys hold it. */
  fingerprint: string | null
  /** The language of the page: that of letters to whoever asked for them. */
  language?: Language
  /** Told who was faster when a write of the request is refused for it. */
  outrun?: (by: Faster) => void
}

/** Which estates the actor sees; bound when data is opened, so that no query can forget it. */
export interface Scope {
  actor: Actor
  request: RequestMark
  /**
   * Condition on `estates` for a quarter: a company holds the estate on its last day, an authority has it in its place;
   * an estate that is retired by then is nobody's.
   */
  estatesIn(quarter: string): SQL
  /** Condition on `estates` for the registry: what a company holds, held or will hold, what stands in an authority's place. */
  registered: SQL
}

/** The idempotency key as stored: keys of two people never meet. */
export function writeKey({ actor }: Pick<Scope, "actor">, key: string): string {
  return actor.kind === "member" ? `${actor.userId}:${key}` : `${actor.kind}:${key}`
}

const everything = sql`1 = 1`
const nothing = sql`1 = 0`

function authorityScope(placeCode: string, level: string): SQL {
  if (level === "city") return everything
  if (level === "district") return eq(estates.districtCode, placeCode)
  if (level === "street") return eq(estates.streetCode, placeCode)
  return eq(estates.placeCode, placeCode)
}

/** The scope of an actor: system all, company by tenure, authority by place, everybody else nothing. */
export function scopeOf(db: Database, actor: Actor, request: RequestMark): Scope {
  const mine = estatesOf(db, actor)
  return {
    actor,
    request,
    estatesIn: (quarter) => and(mine(quarter), notRetired(lastDay(quarter)))!,
    registered: registeredOf(db, actor),
  }
}

/** An estate that still takes part on a day. */
function notRetired(day: string): SQL {
  return or(isNull(estates.retiredFrom), gt(estates.retiredFrom, day))!
}

function registeredOf(db: Database, actor: Actor): SQL {
  if (actor.kind === "system") return everything
  if (actor.kind === "visitor") return nothing
  const { organisation, level, limited, memberId } = actor
  if (organisation.kind === "platform") return everything
  if (organisation.kind === "authority" && organisation.placeCode && level)
    return authorityScope(organisation.placeCode, level)
  if (organisation.kind !== "company") return nothing
  const ever = db
    .select({ id: tenures.estateId })
    .from(tenures)
    .where(eq(tenures.organisationId, organisation.id))
  const known = inArray(estates.id, ever)
  return limited ? and(known, givenTo(db, memberId))! : known
}

function estatesOf(db: Database, actor: Actor): Scope["estatesIn"] {
  if (actor.kind === "system") return () => everything
  if (actor.kind === "visitor") return () => nothing
  const { organisation, level } = actor
  if (organisation.kind === "authority" && organisation.placeCode && level) {
    const condition = authorityScope(organisation.placeCode, level)
    return () => condition
  }
  if (organisation.kind !== "company") return () => nothing
  return (quarter) => {
    const held = heldOn(db, organisation.id, lastDay(quarter))
    return actor.limited ? and(held, givenTo(db, actor.memberId))! : held
  }
}

/** Estates that a company holds on a day. */
function heldOn(db: Database, organisationId: string, day: string): SQL {
  const held = and(
    eq(tenures.organisationId, organisationId),
    lte(tenures.fromDate, day),
    or(isNull(tenures.toDate), gte(tenures.toDate, day)),
  )
  return inArray(estates.id, db.select({ id: tenures.estateId }).from(tenures).where(held))
}

/** Estates that a company gave to one of its members. */
function givenTo(db: Database, memberId: string): SQL {
  const given = eq(memberEstates.memberId, memberId)
  return inArray(estates.id, db.select({ id: memberEstates.estateId }).from(memberEstates).where(given))
}
