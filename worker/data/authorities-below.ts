import { eq, or, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import type { Actor } from "../domain/actor.ts"

/** The street of an authority's place that is a community, joined under this name. */
export const streets = alias(places, "streets")

/**
 * Rows of organisations that somebody may have to do with as their superior (`organisations`, their `places` and `streets`
 * are joined): its own one, for an authority those of its place besides, for operator and system all.
 */
export function withinAuthority(actor: Actor, organisationId: SQLWrapper): SQL {
  if (actor.kind === "system") return sql`1 = 1`
  if (actor.kind === "visitor") return sql`1 = 0`
  const { organisation, level } = actor
  if (organisation.kind === "platform") return sql`1 = 1`
  const own = sql`${organisationId} = ${organisation.id}`
  const { placeCode } = organisation
  if (organisation.kind !== "authority" || placeCode === null) return own
  const authority = eq(organisations.kind, "authority")
  if (level === "city") return or(own, authority)!
  const districtOf = (street: typeof places | typeof streets) =>
    sql`coalesce(${street.zoneCode}, substr(${street.code}, 1, 6))`
  const above = or(
    eq(places.parentCode, placeCode),
    sql`(${places.kind} = 'street' and ${districtOf(places)} = ${placeCode})`,
    eq(districtOf(streets), placeCode),
  )
  return or(own, sql`(${authority} and ${above})`)!
}
