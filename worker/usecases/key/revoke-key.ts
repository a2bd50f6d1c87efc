import type { ApiKey } from "../../data/api-keys.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"
import { requireLiving } from "./open-key.ts"

/** Ends a key at once. Errors: forbidden, conflict (key_ended), stale. */
export async function revokeKey(
  ctx: UseCaseContext<MemberActor>,
  key: ApiKey,
  command: { key: string },
): Promise<null> {
  if (!may(ctx.actor, "key.manage")) throw new DomainError("forbidden", "forbidden")
  const now = ctx.now()
  requireLiving(key)
  const { result } = await ctx.write({ key: command.key, action: "key.revoke", result: null }, (store) => {
    store.apiKeys.revoke(key.id, now)
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action: "key.revoke",
      entity: "key",
      entityId: key.id,
      detail: { prefix: key.prefix },
      before: { revokedAt: null },
      after: { revokedAt: now.toISOString() },
    })
  })
  return result
}
