import type { SystemActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"

const OVERDUE_AFTER = 5 * 60_000
const LONGEST_WAIT = 60 * 60_000
const AT_ONCE = 100

/**
 * Tells the queue again of letters that should have gone out five minutes ago, or of `all` that wait: after a restart it
 * knows of none, and each is tried when it is due. Answers how many; one round trip.
 */
export async function requeueMails(
  ctx: UseCaseContext<SystemActor>,
  tellQueue: (mailIds: readonly string[]) => Promise<void>,
  all = false,
): Promise<number> {
  const now = ctx.now().getTime()
  // Who waits longer than any letter was told to does so since a clock was set back.
  const after = new Date(now + LONGEST_WAIT)
  const ids = await ctx.read.mails.overdue(
    { before: all ? after : new Date(now - OVERDUE_AFTER), after },
    AT_ONCE,
  )
  if (ids.length > 0) await tellQueue(ids)
  return ids.length
}
