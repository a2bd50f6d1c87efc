import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import type { OpenMember } from "./open-member.ts"

const action = "member.session_end"

/** Ends one session in which a member acts for the organisation. Errors: not_found, also for a session that has ended. */
export async function endMemberSession(
  ctx: UseCaseContext<MemberActor>,
  member: OpenMember,
  { key, sessionId }: { key: string; sessionId: string },
): Promise<void> {
  try {
    await ctx.write({ key, action, result: null }, (store) => {
      store.members.endSession(member.id, sessionId)
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action,
        entity: "session",
        entityId: sessionId,
        detail: { member: member.id },
      })
    })
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    // The same request sent again: it has ended already.
    if ((await ctx.read.writes.firstResult(key, action)) !== undefined) return
    throw new DomainError("not_found", "not_found")
  }
}
