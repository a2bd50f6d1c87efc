import { paths } from "../../web/paths.ts"
import type { FrontDoor } from "./front-door.ts"
import { type Shown, shown } from "./quarter-forms.ts"
import { openCourseOf, type SelectionCourse } from "./selection-course.ts"

/** A front door whose clock is moved from day to day of a notice. */
export interface NoticeDays {
  /** Moves the clock to a time in Asia/Shanghai. */
  at(time: string): void
  /** Far enough for the public reader to look again. */
  later(): void
  /** A page as nobody in particular sees it, a little later. */
  visit(path: string): Promise<Shown>
  /** Frozen and on notice from 8 to 13 October 2026: the 10th is a Saturday that is worked on. */
  onNotice(slug: string, options?: Parameters<typeof openCourseOf>[1]): Promise<SelectionCourse>
  /** What was objected, as it is stored, by number. */
  objectionsOf(course: SelectionCourse): Promise<Record<string, unknown>[]>
}

export function noticeDays(door: FrontDoor): NoticeDays {
  const days: NoticeDays = {
    at(time) {
      door.now = new Date(`${time}+08:00`)
      // A clock that goes back would keep the public reader from looking again: it begins anew.
      door.bindings = { ...door.bindings }
    },
    later() {
      door.now = new Date(door.now.getTime() + 6000)
    },
    async visit(path) {
      days.later()
      return shown(await (await door.as(null)).get(path))
    },
    async onNotice(slug, options = {}) {
      days.at("2026-10-08T09:00:00")
      const course = await openCourseOf(door, { slug, ...options })
      for (const answer of [await course.freeze(), await course.openNotice()])
        if (answer.status !== 303) throw new Error(`${paths.notice(slug)}: ${answer.status} ${answer.words}`)
      return course
    },
    objectionsOf: ({ programmeId }) =>
      door.cell.rows("select * from objections where programme_id = ? order by number", [programmeId]),
  }
  return days
}
