import type { SystemActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { lastDayOfTenures, requestedBefore } from "../../domain/leaving/deletion.ts"
import type { UseCaseContext } from "../context.ts"

const action = "organisation.delete"

/** Deletes one organisation in one batch; false when it was taken back or something moved meanwhile. */
async function deleteOrganisation(
  ctx: UseCaseContext<SystemActor>,
  { id, requestedAt }: { id: string; requestedAt: string },
): Promise<boolean> {
  const day = lastDayOfTenures(requestedAt)
  const leaver = await ctx.read.leaving.leaver(id, day)
  if (!leaver) return false
  const at = ctx.now()
  const { people, gone, estates, drafts, keys, invitations } = leaver
  try {
    await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
      store.leaving.erase({ organisationId: id, requestedAt, at, day, gone })
      store.audit.record({
        id: ctx.newId(),
        at,
        action,
        entity: "organisation",
        entityId: id,
        concerns: id,
        detail: { people, gone, estates, drafts, keys, invitations, tenuresUntil: day },
        before: { deletedAt: null },
        after: { deletedAt: at.toISOString() },
      })
    })
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") return false
    throw error
  }
}

/**
 * Deletes every organisation whose 30 days are over: its people, contacts, keys and unsent drafts go, its public name
 * stays with what was released. Answers how many; what moved meanwhile comes again in the next run.
 */
export async function deleteDueOrganisations(ctx: UseCaseContext<SystemActor>): Promise<number> {
  let deleted = 0
  for (const { id, deletionRequestedAt } of await ctx.read.leaving.due(requestedBefore(ctx.now().getTime())))
    if (deletionRequestedAt && (await deleteOrganisation(ctx, { id, requestedAt: deletionRequestedAt })))
      deleted++
  return deleted
}
