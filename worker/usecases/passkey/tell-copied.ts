import type { MemberActor, VisitorActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"

const action = "passkey.copied"

/** Puts on record, and tells the owner, that a passkey was used whose authenticator counts less than it had before. */
export async function tellCopied(
  ctx: UseCaseContext<MemberActor> | UseCaseContext<VisitorActor>,
  { user, passkey }: { user: { id: string }; passkey: { id: string } },
): Promise<void> {
  await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
    store.mails.warn(user.id, "passkey_copied")
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action,
      entity: "user",
      entityId: user.id,
      detail: { passkey: passkey.id },
    })
  })
}
