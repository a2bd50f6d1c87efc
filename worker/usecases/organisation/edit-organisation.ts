import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { readOrganisation } from "../../domain/organisation/organisation-faults.ts"
import type { UseCaseContext } from "../context.ts"
import type { OpenOrganisation } from "./open-organisation.ts"

/**
 * Gives an organisation another name or code; its kind and place stay. Opened with the code that is asked for, so that
 * whose it is is known. Nothing when nothing changed. Errors: conflict, invalid, stale.
 */
export async function editOrganisation(
  ctx: UseCaseContext<MemberActor>,
  { organisation, owner }: OpenOrganisation,
  request: { name: string; uscc: string },
  command: { key: string; revision: number },
): Promise<void> {
  const { id, kind } = organisation
  if (organisation.deletedAt) throw new DomainError("conflict", "organisation_deleted")
  const read = readOrganisation(kind, request)
  const { name, uscc } = read
  // One that came without a code (by seeding) may be renamed before somebody knows it.
  const faults = read.faults.filter(({ rule }) => rule !== "uscc_missing" || organisation.uscc !== null)
  if (uscc && owner && owner.id !== id)
    faults.push({ rule: "uscc_taken", field: "uscc", with: { name: owner.name } })
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const changed = changedFields({ name: organisation.name, uscc: organisation.uscc }, { name, uscc })
  if (Object.keys(changed.after ?? {}).length === 0) return
  await ctx.write({ key: command.key, action: "organisation.edit", result: null }, (store) => {
    store.organisations.change({ id, revision: command.revision }, { name, uscc })
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "organisation.edit",
      entity: "organisation",
      entityId: id,
      detail: {},
      ...changed,
      concerns: id,
    })
  })
}
