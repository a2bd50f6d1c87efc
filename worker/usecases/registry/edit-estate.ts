import type { EstateSheet } from "../../data/estates.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import {
  type EstateFacts,
  readEstate,
  type TypedEstate,
  withFormerName,
} from "../../domain/registry/estate-facts.ts"
import { checkEstate } from "../../domain/registry/estate-place.ts"
import { explained, requireExplained } from "../../domain/registry/explain.ts"
import { type Spell, searchTextOf } from "../../domain/registry/spelling.ts"
import type { UseCaseContext } from "../context.ts"
import { reachOf } from "./reach.ts"

/** The facts of an estate as it stands. */
export function factsOf({ estate }: EstateSheet): EstateFacts {
  const { name, formerNames, placeCode, builtYear } = estate
  const { households, microGrids, gridWorkers, generalGrids } = estate
  return { name, formerNames, placeCode, builtYear, households, microGrids, gridWorkers, generalGrids }
}

/** An estate does not change its district while one of the two has closed a quarter that is still to be released. */
function districtFaults(from: string, to: string, closed: readonly { quarter: string; placeCode: string }[]) {
  const waiting = from === to ? undefined : closed.find(({ placeCode }) => [from, to].includes(placeCode))
  const fault: Fault[] = waiting
    ? [{ rule: "district_closed", field: "placeCode", with: { quarter: waiting.quarter } }]
    : []
  return fault
}

/**
 * Changes the facts of an estate; `revision` is the one that the person saw, `keepName` keeps a changed name as a former
 * one. Its address stays. Errors: forbidden, not_found, invalid (`explain` when only a reason is missing), stale.
 */
export async function editEstate(
  ctx: UseCaseContext<MemberActor>,
  spell: Spell,
  slug: string,
  typed: TypedEstate,
  command: { key: string; revision: number; reason: string; keepName: boolean },
): Promise<{ slug: string }> {
  const within = reachOf(ctx.actor)
  const now = ctx.now()
  const today = dayOf(now.getTime())
  const read = readEstate(typed, Number(today.slice(0, 4)))
  const { name, placeCode } = read.facts
  const found = await ctx.read.estates.forEdit(slug, name, placeCode)
  if (!found) throw new DomainError("not_found", "not_found")
  const { estate } = found.sheet
  if (estate.revision !== command.revision) throw await ctx.outrun({ entity: "estate", id: estate.id })
  const before = factsOf(found.sheet)
  const facts = command.keepName ? withFormerName(read.facts, before.name) : read.facts
  const checked = checkEstate(read, found, { today, within })
  // What stands already needs no second reason.
  const moved = facts.placeCode !== before.placeCode || facts.name !== before.name
  const soft = moved ? checked.soft : []
  const { standing } = checked
  const district = standing ? districtFaults(estate.districtCode, standing.districtCode, found.closed) : []
  const retired = moved ? [] : checked.hard.filter(({ rule }) => rule === "place_retired")
  const hard = [...checked.hard.filter((fault) => !retired.includes(fault)), ...district]
  const reason = command.reason.trim()
  requireExplained(hard, soft, reason)
  const changes = changedFields({ ...before }, { ...facts })
  if (Object.keys(changes.after ?? {}).length === 0) return { slug }
  const codes = standing && { districtCode: standing.districtCode, streetCode: standing.streetCode }
  const streetName = standing ? standing.streetName : found.sheet.streetName
  const { result } = await ctx.write(
    { key: command.key, action: "estate.edit", result: { slug } },
    (store) => {
      store.estates.expect(estate)
      if (moved) store.estates.expectNoRelease()
      store.estates.expectNameFree(facts.name, facts.placeCode, estate.id)
      if (codes && codes.districtCode !== estate.districtCode)
        store.estates.expectNoneClosed(estate.id, [estate.districtCode, codes.districtCode])
      store.estates.change(estate.id, {
        ...facts,
        ...codes,
        formerNames: JSON.stringify(facts.formerNames),
        searchText: searchTextOf({ ...facts, streetName }, spell),
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "estate.edit",
        entity: "estate",
        entityId: estate.id,
        detail: { slug, ...explained(soft, reason) },
        ...changes,
      })
    },
  )
  return result
}
