import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { isAfterDay } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { openCourse } from "./open-course.ts"

/**
 * Closes a notice, once its last day is over. Objections that came in time are still answered. Errors: forbidden,
 * not_found, conflict (phase, closed already, its last day is not over).
 */
export async function closeNotice(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  number: number,
  command: { key: string },
): Promise<{ number: number }> {
  const { programme, notices } = await openCourse(ctx, slug)
  const notice = notices.find((one) => one.number === number)
  if (!notice) throw new DomainError("not_found", "not_found")
  requirePhase(programme, "notice", "decided")
  if (notice.closedAt !== null) throw new DomainError("conflict", "notice_closed", [], { number })
  const now = ctx.now()
  if (!isAfterDay(now.getTime(), notice.toDay))
    throw new DomainError("conflict", "notice_running", [], { day: notice.toDay })
  const { result } = await ctx.write(
    { key: command.key, action: "notice.close", result: { number } },
    (store) => {
      store.programmes.during(programme.id, programme.phase)
      store.programmes.touchPublic(programme.id)
      store.notices.close(notice.id, now.toISOString())
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "notice.close",
        entity: "notice",
        entityId: notice.id,
        detail: { programme: slug, number },
        ...changedFields({ closed: false }, { closed: true }),
      })
    },
  )
  return result
}
