import type { SystemActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"

const OVERDUE_AFTER = 5 * 60_000
const LONGEST_WAIT = 60 * 60_000
const AT_ONCE = 100

/**
 * Tells the queue again of letters that should have gone out five minutes ago, a hundred at most, since cron comes again;
 * or of `all` that wait: after a restart, which comes once, it knows of none, and each is tried when it is due. Answers
 * how many; a round trip for each hundred.
 */
export async function requeueMails(
  ctx: UseCaseContext<SystemActor>,
  tellQueue: (mailIds: readonly string[]) => Promise<void>,
  all = false,
): Promise<number> {
  const now = ctx.now().getTime()
  // Who waits longer than any letter was told to does so since a clock was set back.
  const after = new Date(now + LONGEST_WAIT)
  const which = { before: all ? after : new Date(now - OVERDUE_AFTER), after }
  let told = 0
  let page = await ctx.read.mails.overdue(which, { most: AT_ONCE, last: null })
  while (page.length > 0) {
    await tellQueue(page.map(({ id }) => id))
    told += page.length
    if (!all || page.length < AT_ONCE) return told
    page = await ctx.read.mails.overdue(which, { most: AT_ONCE, last: page.at(-1) ?? null })
  }
  return told
}
