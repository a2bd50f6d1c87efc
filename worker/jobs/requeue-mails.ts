import { requeueMails } from "../usecases/mail/requeue-mails.ts"
import type { SystemServices } from "./system-services.ts"

/** Cron: tells the queue again of letters that wait longer than they should. Answers how many. */
export async function requeue({ context, mail }: SystemServices): Promise<number> {
  return requeueMails(context, mail.tellQueue)
}
