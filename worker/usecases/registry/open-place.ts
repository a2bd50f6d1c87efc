import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

/** A place with what stands above, below and in it. Errors: forbidden, not_found, stale (against a revision given). */
export async function openPlace(ctx: UseCaseContext<MemberActor>, code: string, revision?: number) {
  if (!may(ctx.actor, "place.edit")) throw new DomainError("forbidden", "forbidden")
  const sheet = await ctx.read.places.sheet(code)
  if (!sheet) throw new DomainError("not_found", "not_found")
  if (revision !== undefined && sheet.place.revision !== revision)
    throw await ctx.outrun({ entity: "place", id: code })
  return sheet
}
