import type { MemberActor, Role } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { readFactorRoles } from "../../domain/identity/second-factor.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

/** An organisation's requirement as it was opened. */
export type FactorPolicy = Awaited<ReturnType<typeof openFactorPolicy>>

/**
 * What an organisation asks of its roles: for those who run it, and of any organisation for the operator. One round
 * trip. Errors: forbidden, not_found.
 */
export async function openFactorPolicy(ctx: UseCaseContext<MemberActor>, organisationId: string) {
  const own = organisationId === ctx.actor.organisation.id
  if (!may(ctx.actor, own ? "factor.manage" : "organisation.register"))
    throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.factorPolicy.of(organisationId)
  if (!found) throw new DomainError("not_found", "not_found")
  return found
}

/**
 * Says which roles of an organisation need a second factor, besides those that always do: it takes effect with the next
 * request of each. Nothing when nothing changed. Errors: stale.
 */
export async function requireSecondFactor(
  ctx: UseCaseContext<MemberActor>,
  { id, kind, factorRoles }: FactorPolicy,
  ticked: (role: Role) => boolean,
  { key, revision }: { key: string; revision: number },
): Promise<void> {
  const roles = readFactorRoles(kind, ticked)
  const changed = changedFields({ factorRoles: factorRoles.join(" ") }, { factorRoles: roles.join(" ") })
  if (Object.keys(changed.after ?? {}).length === 0) return
  const action = "organisation.require_second_factor"
  await ctx.write({ key, action, result: null }, (store) => {
    store.factorPolicy.set({ id, revision }, roles)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action,
      entity: "organisation",
      entityId: id,
      detail: {},
      ...changed,
      concerns: id,
    })
  })
}
