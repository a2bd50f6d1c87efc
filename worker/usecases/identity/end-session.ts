import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"

/** Ends one of the person's own sessions. Errors: DomainError not_found, also for one of somebody else. */
export async function endOwnSession(
  ctx: UseCaseContext<MemberActor>,
  { key, sessionId }: { key: string; sessionId: string },
): Promise<void> {
  const session = await ctx.read.sessions.find(sessionId, ctx.actor.userId)
  if (!session) {
    // The same form sent again: it has ended already.
    if ((await ctx.read.writes.firstResult(key, "session.end")) !== undefined) return
    throw new DomainError("not_found", "not_found")
  }
  await ctx.write({ key, action: "session.end", result: null }, (store) => {
    store.sessions.end(session.id)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "session.end",
      entity: "session",
      entityId: session.id,
      detail: { user: session.userId },
    })
  })
}
