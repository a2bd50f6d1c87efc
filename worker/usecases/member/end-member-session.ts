import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import type { OpenMember } from "./open-member.ts"

/** Ends one session in which a member acts for the organisation. Errors: not_found, stale. */
export async function endMemberSession(
  ctx: UseCaseContext<MemberActor>,
  member: OpenMember,
  command: { key: string; sessionId: string },
): Promise<void> {
  const { sessionId } = command
  if (!member.sessions.some(({ id }) => id === sessionId)) throw new DomainError("not_found", "not_found")
  await ctx.write({ key: command.key, action: "member.session_end", result: null }, (store) => {
    store.members.endSession(member.id, sessionId)
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "member.session_end",
      entity: "session",
      entityId: sessionId,
      detail: { member: member.id },
    })
  })
}
