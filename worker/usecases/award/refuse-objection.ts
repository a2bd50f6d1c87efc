import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import type { UseCaseContext } from "../context.ts"
import { type Answer, objectionToAnswer } from "./answer-objection.ts"

/**
 * Does not admit an objection, with the reason for everybody to read. Errors: forbidden, not_found, conflict (phase,
 * state), stale, invalid (the reply).
 */
export async function refuseObjection(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  objectionId: string,
  answer: Answer,
): Promise<{ number: number }> {
  const asked = { slug, objectionId, to: "inadmissible" as const }
  const { course, objection, reply } = await objectionToAnswer(ctx, asked, answer)
  const { programme } = course
  const { number } = objection
  const now = ctx.now()
  const { result } = await ctx.write(
    { key: answer.key, action: "objection.refuse", result: { number } },
    (store) => {
      store.programmes.during(programme.id, programme.phase)
      store.programmes.touchPublic(programme.id)
      store.objections.change(objection, {
        state: "inadmissible",
        reply,
        decidedAt: now.toISOString(),
        memberId: ctx.actor.memberId,
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "objection.refuse",
        entity: "objection",
        entityId: objection.id,
        detail: { programme: slug, number, replyLength: reply.length },
        ...changedFields({ state: objection.state }, { state: "inadmissible" }),
      })
    },
  )
  return result
}
