import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"

/** Ends all of the person's sessions but the one that asks. */
export async function endOtherSessions(
  ctx: UseCaseContext<MemberActor>,
  { key }: { key: string },
): Promise<void> {
  const { userId, sessionId } = ctx.actor
  await ctx.write({ key, action: "session.end_others", result: null }, (store) => {
    store.sessions.endAll(userId, sessionId ?? undefined)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "session.end_others",
      entity: "user",
      entityId: userId,
      detail: {},
    })
  })
}
