import { type Context, Hono } from "hono"
import { NoticePage } from "../../../web/pages/awards/notice-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import type { Course } from "../../data/notices.ts"
import { dayOf } from "../../domain/quarter.ts"
import { decisionOf, entriesOf, noticeState } from "../../domain/selection/notice-course.ts"
import { noticeLength } from "../../domain/selection/notice-days.ts"
import { objections } from "../../domain/selection/objections.ts"
import { isLate } from "../../domain/ticket/due.ts"
import { closeNotice } from "../../usecases/award/close-notice.ts"
import { basisFaults, openCourse } from "../../usecases/award/open-course.ts"
import { openNotice } from "../../usecases/award/open-notice.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { awardForm } from "../forms/award-form.ts"
import { refusedWhole } from "../forms/refused-form.ts"

const slugOf = (c: Context<DeskEnv>) => c.req.param("programme") ?? ""

/** The name of every candidate that ever stood on a list. */
export function estateNames({ candidates }: Pick<Course, "candidates">): Map<string, string> {
  return new Map(candidates.map(({ id, figures }) => [id, figures.estate.name]))
}

/** What is decided about everybody on the newest list. */
export function decisionsOf(course: Course) {
  const given = { ...course, lists: course.lists.map(({ document }) => document) }
  const newest = course.lists.at(-1)
  return (newest?.document.categories ?? []).flatMap(({ title, entries }) =>
    entries.map(({ nominationId, estate }) => ({
      estate: estate.name,
      category: title,
      decision: decisionOf(nominationId, given),
    })),
  )
}

/** Whether the release was corrected since, for a flag. */
export function basisFlag({ programme, published }: Course): Record<string, string | number> | null {
  return basisFaults(programme, published)[0]?.with ?? null
}

function objectionRows(course: Course, today: string) {
  const names = estateNames(course)
  return course.objections.map((one) => ({
    ...one,
    estate: names.get(one.nominationId) ?? "",
    overdue: isLate(objections, { state: one.state, dueDay: one.replyDueDay }, today),
  }))
}

async function render(c: Context<DeskEnv>, state: FormState, status: 200 | 409 | 422 = 200) {
  const { actor, ctx, text } = c.var
  const course = await openCourse(ctx, slugOf(c))
  const { programme, notices } = course
  const today = dayOf(ctx.now().getTime())
  const typed = {
    fromDay: today,
    workingDays: String(programme.rules?.dates.noticeWorkingDays ?? noticeLength.usual),
    ...state.typed,
  }
  const { least, most } = noticeLength
  const words: Record<string, string | undefined> = text.awards.done
  return c.render(
    <NoticePage
      actor={actor}
      programme={programme}
      notices={notices.map((notice) => ({
        ...notice,
        state: notice.closedAt === null ? noticeState(notice, today) : "closed",
      }))}
      objections={objectionRows(course, today)}
      decisions={entriesCount(course) > 0 ? decisionsOf(course) : []}
      basis={basisFlag(course)}
      lengths={Array.from({ length: most - least + 1 }, (_, at) => least + at)}
      state={{ ...state, typed }}
      done={words[c.req.query("done") ?? ""]}
    />,
    status,
  )
}

function entriesCount({ lists }: Course): number {
  const newest = lists.at(-1)
  return newest ? entriesOf(newest.document).length : 0
}

async function open(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const { fields, key, revision } = await awardForm(c, { permission: "programme.run", revised: true })
  const { fromDay = "", workingDays = "", reason = "" } = fields
  try {
    await once(ctx, { key, action: "notice.open" }, () =>
      openNotice(ctx, services.awards, slug, { fromDay, workingDays }, { key, revision, reason }),
    )
    return c.redirect(paths.selectionPart(slug, "notice", { done: "opened" }), 303)
  } catch (error) {
    const typed = { fromDay, workingDays, reason }
    const { state, status } = refusedWhole(c.var.text, error, ctx.newId(), typed)
    return render(c, state, status)
  }
}

async function close(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const slug = slugOf(c)
  const { fields, key } = await awardForm(c, { permission: "programme.run", revised: false })
  const number = /^\d{1,4}$/.test(fields["number"] ?? "") ? Number(fields["number"]) : 0
  try {
    await once(ctx, { key, action: "notice.close" }, () => closeNotice(ctx, slug, number, { key }))
    return c.redirect(paths.selectionPart(slug, "notice", { done: "closed" }), 303)
  } catch (error) {
    const { state, status } = refusedWhole(c.var.text, error, ctx.newId(), {})
    return render(c, state, status)
  }
}

/** The notice on the organiser's desk. */
export const noticeRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/notice", (c) => render(c, freshForm(c.var.ctx.newId())))
  .post("/selection/:programme/notice", open)
  .post("/selection/:programme/notice/closing", close)
