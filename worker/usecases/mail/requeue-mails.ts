import type { SystemActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"

const OVERDUE_AFTER = 5 * 60_000
const AT_ONCE = 100

/** Tells the queue again of letters that should have gone out five minutes ago. Answers how many; one round trip. */
export async function requeueMails(
  ctx: UseCaseContext<SystemActor>,
  tellQueue: (mailIds: readonly string[]) => Promise<void>,
): Promise<number> {
  const ids = await ctx.read.mails.overdue(new Date(ctx.now().getTime() - OVERDUE_AFTER), AT_ONCE)
  if (ids.length > 0) await tellQueue(ids)
  return ids.length
}
