import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "../identity/deps.ts"

/**
 * Gives the person a secret address for its calendar, in place of the one before, which ends. Answers its token, which is
 * shown here and nowhere else; null when a repetition finds that it has happened already. Errors: forbidden.
 */
export async function renewFeed(
  ctx: UseCaseContext<MemberActor>,
  { tokens }: Pick<IdentityDeps, "tokens">,
  { key }: { key: string },
): Promise<string | null> {
  if (!may(ctx.actor, "message.read")) throw new DomainError("forbidden", "forbidden")
  const { userId } = ctx.actor
  const token = tokens.make()
  const at = ctx.now()
  const action = "calendar.renew"
  const { repeated } = await ctx.write({ key, action, result: null }, (store) => {
    store.calendarFeeds.put({ userId, tokenHash: tokens.hash(token), createdAt: at.toISOString() })
    store.audit.record({ id: ctx.newId(), at, action, entity: "user", entityId: userId, detail: {} })
  })
  return repeated ? null : token
}
