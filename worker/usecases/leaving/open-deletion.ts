import type { Leaver, OrganisationRow } from "../../data/leaving.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"

/** What the page about leaving shows: to the operator what is under way, to everybody else their own organisation. */
export type OpenDeletion = { own: Leaver; mayAsk: boolean } | { pending: OrganisationRow[] }

/** Whether a member asks for the deletion of authorities, which do not ask themselves. */
export function asksForAuthorities(actor: MemberActor): boolean {
  return may(actor, "organisation.register")
}

/** For an audit event: the organisation that it is about, when it is another one than the actor's. */
export function concerns(actor: MemberActor, organisationId: string): string | undefined {
  return organisationId === actor.organisation.id ? undefined : organisationId
}

/** The deletion of the actor's organisation, or all that are under way. One round trip. Errors: forbidden. */
export async function openDeletion(ctx: UseCaseContext<MemberActor>): Promise<OpenDeletion> {
  const { actor } = ctx
  if (asksForAuthorities(actor)) return { pending: await ctx.read.leaving.pending() }
  const mayAsk = may(actor, "organisation.delete")
  if (!mayAsk && !may(actor, "organisation.export")) throw new DomainError("forbidden", "forbidden")
  const own = await ctx.read.leaving.leaver(actor.organisation.id, dayOf(ctx.now().getTime()))
  if (!own) throw new DomainError("not_found", "not_found")
  return { own, mayAsk }
}
