import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { dayOf } from "../../domain/quarter.ts"
import { readEstate, type TypedEstate } from "../../domain/registry/estate-facts.ts"
import { checkEstate } from "../../domain/registry/estate-place.ts"
import { explained, requireExplained } from "../../domain/registry/explain.ts"
import { freeSlug, type Spell, searchTextOf, slugBase } from "../../domain/registry/spelling.ts"
import type { UseCaseContext } from "../context.ts"
import { reachOf } from "./reach.ts"

/**
 * Enters an estate. Errors: forbidden, invalid (`explain` when only a reason is missing), stale (place, name or address
 * was taken meanwhile).
 */
export async function createEstate(
  ctx: UseCaseContext<MemberActor>,
  spell: Spell,
  typed: TypedEstate,
  command: { key: string; reason: string },
): Promise<{ slug: string }> {
  const within = reachOf(ctx.actor)
  const now = ctx.now()
  const today = dayOf(now.getTime())
  const read = readEstate(typed, Number(today.slice(0, 4)))
  const { facts } = read
  const base = slugBase(facts.name, spell)
  const found = await ctx.read.estates.forNew(facts.name, facts.placeCode, base)
  const { standing, hard, soft } = checkEstate(read, found, { today, within })
  const reason = command.reason.trim()
  requireExplained(hard, soft, reason)
  if (!standing) throw new Error("an estate without faults has a place")
  const { streetName, ...codes } = standing
  const slug = freeSlug(base, found.slugs)
  const id = ctx.newId()
  const { result } = await ctx.write(
    { key: command.key, action: "estate.create", result: { slug } },
    (store) => {
      store.estates.expectPlace(facts.placeCode, today)
      store.estates.expectNameFree(facts.name, facts.placeCode, id)
      store.estates.create({
        ...facts,
        ...codes,
        id,
        slug,
        formerNames: JSON.stringify(facts.formerNames),
        searchText: searchTextOf({ ...facts, streetName }, spell),
        origin: "registered",
        createdAt: now.toISOString(),
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "estate.create",
        entity: "estate",
        entityId: id,
        detail: { slug, ...explained(soft, reason) },
        ...changedFields(null, { ...facts }),
      })
    },
  )
  return result
}
