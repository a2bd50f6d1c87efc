import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { sensitiveFaults } from "../../domain/public-text.ts"
import { dayOf, shiftDay } from "../../domain/quarter.ts"
import { requireExplained } from "../../domain/registry/explain.ts"
import { checkDay } from "../../domain/registry/tenures.ts"
import { calendarFaults, noticeLength, noticePeriod } from "../../domain/selection/notice-days.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import type { AwardDeps } from "./award-deps.ts"
import { keptReason, reasonDetail } from "./explained.ts"
import { basisFaults, newestList, openCourse } from "./open-course.ts"

/** A notice begins at most so many days ahead. */
const furthestDays = 60

function readDays(typed: { fromDay: string; workingDays: string }, today: string) {
  const faults: Fault[] = []
  const checked = checkDay("fromDay", typed.fromDay, today)
  if ("fault" in checked && checked.fault) faults.push(checked.fault)
  const fromDay = "day" in checked ? checked.day : ""
  if (fromDay !== "" && (fromDay < today || fromDay > shiftDay(today, furthestDays)))
    faults.push({ rule: "notice_from", field: "fromDay", with: { most: furthestDays } })
  const workingDays = /^[1-9]$/.test(typed.workingDays) ? Number(typed.workingDays) : 0
  const { least, most } = noticeLength
  if (workingDays < least || workingDays > most)
    faults.push({ rule: "notice_length", field: "workingDays", with: { least, most } })
  return { fromDay, workingDays, faults }
}

/**
 * Opens the public notice of the frozen list; shortlist → notice. Its last day follows from the working-day calendar.
 * Errors: forbidden, not_found, conflict (phase), invalid (days; `explain` where the calendar does not know the year or
 * the release was corrected), stale.
 */
export async function openNotice(
  ctx: UseCaseContext<MemberActor>,
  { calendar }: Pick<AwardDeps, "calendar">,
  slug: string,
  typed: { fromDay: string; workingDays: string },
  command: { key: string; revision: number; reason: string },
): Promise<{ number: number }> {
  const course = await openCourse(ctx, slug)
  const { programme, published } = course
  requirePhase(programme, "shortlist")
  if (programme.revision !== command.revision) throw await ctx.outrun({ entity: "course", id: programme.id })
  const list = newestList(course)
  const now = ctx.now()
  const { fromDay, workingDays, faults } = readDays(typed, dayOf(now.getTime()))
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const period = noticePeriod(fromDay, workingDays, calendar)
  const soft = [...calendarFaults(period, calendar), ...basisFaults(programme, published)]
  const reason = command.reason.trim()
  requireExplained(sensitiveFaults("reason", reason), soft, reason)
  const number = course.notices.length + 1
  const id = ctx.newId()
  const { result } = await ctx.write(
    { key: command.key, action: "notice.open", result: { number } },
    (store) => {
      store.programmes.during(programme.id, "shortlist")
      // Somebody may have withdrawn meanwhile: a notice of the list before would leave who moved up without one.
      store.shortlists.expectNewest(programme.id, list.number)
      store.programmes.change(programme, { phase: "notice" })
      store.programmes.touchPublic(programme.id)
      store.notices.open({
        id,
        programmeId: programme.id,
        number,
        shortlistNumber: list.number,
        ...period,
        memberId: ctx.actor.memberId,
        openedAt: now.toISOString(),
        reason: keptReason(soft, reason),
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "notice.open",
        entity: "notice",
        entityId: id,
        detail: { programme: slug, number, shortlist: list.number, ...reasonDetail(soft, reason) },
        ...changedFields(null, { ...period }),
      })
    },
  )
  return result
}
