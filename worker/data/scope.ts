import { and, eq, gte, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { Actor } from "../domain/actor.ts"
import { lastDay } from "../domain/quarter.ts"
import type { Database } from "./database.ts"

/** Which estates the actor sees; bound when data is opened, so that no query can forget it. */
export interface Scope {
  actor: Actor
  /** Condition on `estates` for a quarter: a company holds the estate on its last day, an authority has it in its place. */
  estatesIn(quarter: string): SQL
}

/** The idempotency key as stored: keys of two people never meet. */
export function writeKey({ actor }: Pick<Scope, "actor">, key: string): string {
  return actor.kind === "member" ? `${actor.userId}:${key}` : `system:${key}`
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
export function scopeOf(db: Database, actor: Actor): Scope {
  if (actor.kind === "system") return { actor, estatesIn: () => everything }
  const { organisation, level } = actor
  if (organisation.kind === "authority" && organisation.placeCode && level) {
    const condition = authorityScope(organisation.placeCode, level)
    return { actor, estatesIn: () => condition }
  }
  if (organisation.kind !== "company") return { actor, estatesIn: () => nothing }
  return {
    actor,
    estatesIn: (quarter) => {
      const day = lastDay(quarter)
      return inArray(
        estates.id,
        db
          .select({ id: tenures.estateId })
          .from(tenures)
          .where(
            and(
              eq(tenures.organisationId, organisation.id),
              lte(tenures.fromDate, day),
              or(isNull(tenures.toDate), gte(tenures.toDate, day)),
            ),
          ),
      )
    },
  }
}
