import type { MemberActor, VisitorActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import { securityMail } from "../identity/letters.ts"
import type { PasskeyDeps } from "./passkey-deps.ts"

const action = "passkey.copied"

/** Puts on record, and tells the owner, that a passkey was used whose authenticator counts less than it had before. */
export async function tellCopied(
  ctx: UseCaseContext<MemberActor> | UseCaseContext<VisitorActor>,
  deps: Pick<PasskeyDeps, "outbox" | "language">,
  { user, passkey }: { user: { id: string; email: string }; passkey: { id: string } },
): Promise<void> {
  const mail = await securityMail(ctx, deps, user.email, "passkey_copied")
  await ctx.write({ key: mail.id, action, result: null }, (store) => {
    store.mails.add(mail)
    store.audit.record({
      id: ctx.newId(),
      at: mail.at,
      action,
      entity: "user",
      entityId: user.id,
      detail: { passkey: passkey.id },
    })
  })
  deps.outbox.notify(mail.id)
}
