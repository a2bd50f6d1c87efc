import type { MemberActor, OrganisationKind } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ListAsked, ListPage } from "../../domain/list.ts"
import { invitationState } from "../../domain/organisation/invitation.ts"
import { readUscc } from "../../domain/organisation/uscc.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"

function requireRegistrar(ctx: UseCaseContext<MemberActor>): void {
  if (!may(ctx.actor, "organisation.register")) throw new DomainError("forbidden", "forbidden")
}

/** One page of the cell's organisations; one round trip. Errors: forbidden. */
export async function listOrganisations(
  ctx: UseCaseContext<MemberActor>,
  { q, filters }: ListAsked<"kind", "kind">,
  page: ListPage,
) {
  requireRegistrar(ctx)
  const kind = filters.kind === "" ? null : (filters.kind as OrganisationKind)
  return ctx.read.organisations.page({ q, kind }, page, ctx.now())
}

/** Places that an authority could be of, with the one that each has already; none for an empty word. Errors: forbidden. */
export async function findPlaces(ctx: UseCaseContext<MemberActor>, q: string) {
  requireRegistrar(ctx)
  return q === "" ? [] : ctx.read.organisations.places(q, dayOf(ctx.now().getTime()))
}

export type OpenOrganisation = Awaited<ReturnType<typeof openOrganisation>>

/**
 * One organisation for the operator: what it is, its heads, those who are invited to be one; and whose the code is that
 * was typed. One round trip. Errors: forbidden, not_found.
 */
export async function openOrganisation(ctx: UseCaseContext<MemberActor>, id: string, typedUscc = "") {
  requireRegistrar(ctx)
  const found = await ctx.read.organisations.one(id, readUscc(typedUscc) ?? "", ctx.now())
  if (!found) throw new DomainError("not_found", "not_found")
  const waiting = found.waiting.map((one) => ({
    ...one,
    expired: invitationState(one, ctx.now()) === "expired",
  }))
  return { ...found, waiting }
}
