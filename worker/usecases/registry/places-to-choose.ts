import type { PlaceChoice } from "../../data/places.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { reachOf } from "./reach.ts"

export interface PlacesToChoose {
  place: PlaceChoice
  rows: PlaceChoice[]
  /** The code one step up; null at the top of the actor's reach. */
  up: string | null
  q: string
  /** What a search found; null without one. */
  hits: PlaceChoice[] | null
  more: boolean
}

/**
 * Where a new estate may stand: a place of the actor's reach with what lies below it, and what a search in the reach
 * found. Errors: forbidden, not_found.
 */
export async function placesToChoose(
  ctx: UseCaseContext<MemberActor>,
  asked: { code: string; q: string },
): Promise<PlacesToChoose> {
  const top = reachOf(ctx.actor) ?? ctx.cell
  const today = dayOf(ctx.now().getTime())
  const found = await ctx.read.places.choose(asked.code || top, asked.q, top === ctx.cell ? null : top, today)
  if (!found) throw new DomainError("not_found", "not_found")
  const up = found.place.code === top ? null : found.place.upCode
  return { ...found, up, q: asked.q }
}
