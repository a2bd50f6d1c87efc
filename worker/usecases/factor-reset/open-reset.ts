import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import {
  type AskedReset,
  askingFault,
  confirmingFault,
  mayStop,
  superiorPlaces,
} from "../../domain/identity/factor-reset.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

type Context = UseCaseContext<MemberActor>
type Row = NonNullable<Awaited<ReturnType<Context["read"]["factorResets"]["one"]>>>

/** A request that waits, with what the rules look at. */
export type OpenReset = Row & { asked: AskedReset }

function opened(row: Row, cell: string): OpenReset {
  const { reset, organisation, place, street, asker } = row
  const superiors = place ? superiorPlaces(place, street, cell) : []
  return { ...row, asked: { userId: reset.userId, organisation, askerId: asker.userId, superiors } }
}

/** What waits and the actor may stop, with why it may not confirm (null: it may); one round trip. Errors: forbidden. */
export async function listResets(ctx: Context) {
  if (!may(ctx.actor, "factor.manage")) throw new DomainError("forbidden", "forbidden")
  const waiting = await ctx.read.factorResets.waiting(ctx.now())
  return waiting
    .map((row) => opened(row, ctx.cell))
    .filter(({ asked }) => mayStop(ctx.actor, asked))
    .map((row) => ({ ...row, fault: confirmingFault(ctx.actor, row.asked) }))
}

/** One that waits and that the actor may stop; one round trip. Errors: not_found. */
export async function openReset(ctx: Context, id: string): Promise<OpenReset> {
  const found = await ctx.read.factorResets.one(id, ctx.now())
  const row = found && opened(found, ctx.cell)
  if (!row || !mayStop(ctx.actor, row.asked)) throw new DomainError("not_found", "not_found")
  return row
}

/** A member whose second factor is lost, with why the actor may not ask (null: it may). */
export type ResetMember = Awaited<ReturnType<typeof openResetMember>>

/**
 * A member of an organisation for whom somebody asks: of the own one by its id, of another one (the operator) by its
 * e-mail. One round trip. Errors: forbidden, not_found.
 */
export async function openResetMember(
  ctx: Context,
  organisationId: string,
  which: { id: string } | { email: string },
) {
  const found = await ctx.read.factorResets.member(organisationId, which, ctx.now())
  if (!found) throw new DomainError("not_found", "not_found")
  const fault = askingFault(ctx.actor, found)
  if (fault === "forbidden") throw new DomainError("forbidden", "forbidden")
  const rule = fault ?? (found.factorSince === null ? "second_factor_none" : found.open ? "reset_open" : null)
  return { ...found, rule }
}
