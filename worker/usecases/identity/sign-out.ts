import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"

/** Ends the actor's own session. */
export async function signOut(ctx: UseCaseContext<MemberActor>): Promise<void> {
  const { sessionId } = ctx.actor
  if (!sessionId) return
  await ctx.write({ key: `${sessionId}/end`, action: "session.end", result: null }, (store) => {
    store.sessions.end(sessionId)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "session.end",
      entity: "session",
      entityId: sessionId,
      detail: {},
    })
  })
}
