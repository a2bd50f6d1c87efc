import { limits } from "../../domain/identity/attempts.ts"
import type { SecurityNotice } from "../../domain/mail/letter-kind.ts"
import type { UseCaseContext } from "../context.ts"
import { emailTry } from "./tries.ts"

/** Nobody: what is written for it is not stored. */
const nobody = "unknown"

/**
 * Tells a person by letter, and the audit, of wrong tries at its account; at most three letters a day, so that whoever
 * tries cannot fill a mailbox. The same statements whether or not there is such a person.
 */
export async function warnOwner(
  ctx: Pick<UseCaseContext, "newId" | "now" | "read" | "write">,
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
  await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
    if (tell) store.mails.warn(userId, notice)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action,
      entity: "user",
      entityId: userId,
      detail: {},
    })
  })
}
