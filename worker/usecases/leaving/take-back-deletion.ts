import type { OrganisationRow } from "../../data/leaving.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { deletionDueAt } from "../../domain/leaving/deletion.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { once } from "../once.ts"
import { asksForAuthorities, concerns } from "./open-deletion.ts"

const action = "organisation.deletion_taken_back"

/** A head takes back for its own organisation, the operator for authorities. */
async function target(ctx: UseCaseContext<MemberActor>, organisationId: string): Promise<OrganisationRow> {
  const own = ctx.actor.organisation.id
  const id = may(ctx.actor, "organisation.delete") ? own : organisationId
  const found = await ctx.read.leaving.leaver(id, dayOf(ctx.now().getTime()))
  if (!found || (id !== own && found.organisation.kind !== "authority"))
    throw new DomainError("not_found", "not_found")
  return found.organisation
}

async function takeBack(ctx: UseCaseContext<MemberActor>, key: string, organisationId: string) {
  const organisation = await target(ctx, organisationId)
  const { id, deletionRequestedAt } = organisation
  if (!deletionRequestedAt) throw new DomainError("conflict", "deletion_not_asked")
  const at = ctx.now()
  if (at.toISOString() >= deletionDueAt(deletionRequestedAt))
    throw new DomainError("conflict", "deletion_due")
  await ctx.write({ key, action, result: null }, (store) => {
    store.leaving.takeBack(id, deletionRequestedAt)
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "organisation",
      entityId: id,
      concerns: concerns(ctx.actor, id),
      detail: {},
      before: { deletionRequestedAt },
      after: { deletionRequestedAt: null },
    })
  })
}

/**
 * Takes a deletion back within its 30 days; nothing has gone yet. `organisationId` says which, for the operator.
 * Errors: forbidden, not_found, conflict (deletion_not_asked, deletion_due).
 */
export async function takeBackDeletion(
  ctx: UseCaseContext<MemberActor>,
  { key, organisationId }: { key: string; organisationId: string },
): Promise<void> {
  if (!may(ctx.actor, "organisation.delete") && !asksForAuthorities(ctx.actor))
    throw new DomainError("forbidden", "forbidden")
  await once(ctx, { key, action }, () => takeBack(ctx, key, organisationId))
}
