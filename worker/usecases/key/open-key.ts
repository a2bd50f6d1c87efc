import type { ApiKey } from "../../data/api-keys.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

/** A key of the actor's organisation: what rotating and revoking start from. Errors: forbidden, not_found. */
export async function openKey(ctx: UseCaseContext<MemberActor>, id: string): Promise<ApiKey> {
  if (!may(ctx.actor, "key.manage")) throw new DomainError("forbidden", "forbidden")
  const key = await ctx.read.apiKeys.byId(id, ctx.now())
  if (!key) throw new DomainError("not_found", "not_found")
  return key
}

/** Throws DomainError conflict for a key that has ended. */
export function requireLiving({ state }: ApiKey): void {
  if (state === "revoked" || state === "expired") throw new DomainError("conflict", "key_ended")
}
