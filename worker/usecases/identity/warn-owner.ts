import { limits } from "../../domain/identity/attempts.ts"
import type { SecurityNotice } from "../../domain/mail/letter.ts"
import type { UseCaseContext } from "../context.ts"
import { type LetterDeps, securityMail } from "./letters.ts"
import { emailTry } from "./tries.ts"

/** Nobody: what is written for it is not stored. */
const nobody = "unknown"

/**
 * Tells a person by letter, and the audit, of wrong tries at its account; at most three letters a day, so that whoever
 * tries cannot fill a mailbox. The same statements whether or not there is such a person.
 */
export async function warnOwner(
  ctx: Pick<UseCaseContext, "newId" | "now" | "read" | "write">,
  deps: LetterDeps,
  warned: {
    userId: string | undefined
    email: string
    notice: SecurityNotice
    action: "session.block" | "session.wrong_code"
  },
): Promise<void> {
  const { userId = nobody, email, notice, action } = warned
  const [letters] = await ctx.read.identity.count([emailTry("warning", email)], ctx.now())
  const tell = (letters?.count ?? 1) <= limits.warning.tries
  const mail = await securityMail(ctx, deps, email, notice)
  await ctx.write({ key: mail.id, action, result: null }, (store) => {
    if (tell) store.mails.addFor(userId, mail)
    store.audit.record({
      id: ctx.newId(),
      at: mail.at,
      action,
      entity: "user",
      entityId: userId,
      detail: {},
    })
  })
  if (tell) deps.outbox.notify(mail.id)
}
