import { blocks } from "../ticket/states.ts"
import { type ObjectionState, objections } from "./objections.ts"
import type { ShortlistDocument, ShortlistEntry } from "./shortlist.ts"

/** A notice as far as its course depends on it. */
export interface NoticeDays {
  number: number
  shortlistNumber: number
  fromDay: string
  toDay: string
}

/** Whether a notice is still to come, runs, or is over: days are Asia/Shanghai, both included. */
export type NoticeState = "coming" | "running" | "over"

/** The state of a notice on a day. */
export function noticeState(notice: Pick<NoticeDays, "fromDay" | "toDay">, today: string): NoticeState {
  if (today < notice.fromDay) return "coming"
  return today <= notice.toDay ? "running" : "over"
}

type Lists = readonly Pick<ShortlistDocument, "number" | "categories">[]

/** The entries of all categories of a list. */
export function entriesOf({ categories }: Pick<ShortlistDocument, "categories">): ShortlistEntry[] {
  return categories.flatMap(({ entries }) => entries)
}

/** The notice of a candidate: the first one whose list it stood on. Who moves up later has one of its own. */
export function noticeOf<N extends NoticeDays>(
  nominationId: string,
  notices: readonly N[],
  lists: Lists,
): N | undefined {
  return [...notices]
    .sort((a, b) => a.number - b.number)
    .find(({ shortlistNumber }) => {
      const list = lists.find(({ number }) => number === shortlistNumber)
      return list && entriesOf(list).some((entry) => entry.nominationId === nominationId)
    })
}

/**
 * What is to be decided about a candidate of the newest list: `award` it; it is `awarded`; an `objection` is open; its
 * `notice` has not been closed.
 */
export type Decision = "award" | "awarded" | "objection" | "notice"

/** The decision that is prepared for a candidate; all of them are released together. */
export function decisionOf(
  nominationId: string,
  course: {
    notices: readonly (NoticeDays & { closedAt: string | null })[]
    lists: Lists
    objections: readonly { nominationId: string; state: ObjectionState }[]
    awards: readonly { nominationId: string }[]
  },
): Decision {
  if (course.awards.some((award) => award.nominationId === nominationId)) return "awarded"
  const waits = course.objections.some(
    (one) => one.nominationId === nominationId && blocks(objections, one.state),
  )
  if (waits) return "objection"
  const notice = noticeOf(nominationId, course.notices, course.lists)
  return notice && notice.closedAt !== null ? "award" : "notice"
}
