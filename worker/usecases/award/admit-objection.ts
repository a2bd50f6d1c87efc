import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import type { UseCaseContext } from "../context.ts"
import { type Answer, objectionToAnswer } from "./answer-objection.ts"

/**
 * Takes an objection up: it is looked into, and its candidate waits. Errors: forbidden, not_found, conflict (phase,
 * state), stale.
 */
export async function admitObjection(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  objectionId: string,
  { key, revision }: Pick<Answer, "key" | "revision">,
): Promise<{ number: number }> {
  const asked = { slug, objectionId, to: "admitted" as const }
  const { course, objection } = await objectionToAnswer(ctx, asked, { revision, reply: "" })
  const { programme } = course
  const { number } = objection
  const { result } = await ctx.write({ key, action: "objection.admit", result: { number } }, (store) => {
    store.programmes.during(programme.id, programme.phase)
    store.programmes.touchPublic(programme.id)
    store.objections.change(objection, { state: "admitted", memberId: ctx.actor.memberId })
    store.audit.record({
      id: ctx.newId(),
      at: ctx.now(),
      action: "objection.admit",
      entity: "objection",
      entityId: objection.id,
      detail: { programme: slug, number },
      ...changedFields({ state: objection.state }, { state: "admitted" }),
    })
  })
  return result
}
