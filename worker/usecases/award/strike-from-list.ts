import type { Course } from "../../data/notices.ts"
import type { Stores } from "../../data/stores.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { dayOf, shiftDay } from "../../domain/quarter.ts"
import { strikeCandidate, waits } from "../../domain/selection/next-in-line.ts"
import { type NoticePeriod, noticePeriod } from "../../domain/selection/notice-days.ts"
import type { ShortlistCategory, ShortlistDocument } from "../../domain/selection/shortlist.ts"
import { rulesOf } from "../programme/open-programme.ts"
import type { AwardDeps } from "./award-deps.ts"
import { newestList } from "./open-course.ts"

/** As much of a programme's course as the next list is made of. */
type ListedCourse = Pick<Course, "programme" | "lists" | "notices">

/** The list without a candidate, and the notice of who moves up. */
interface StruckList {
  number: number
  /** Canonical JSON of the list, and its hash. */
  document: string
  hash: string
  newcomer: string | null
  /**
   * From the day after: everybody has as many working days against the newcomer as against the others. Null while no
   * notice was opened: the one to come is about the newest list.
   */
  notice: NoticePeriod | null
}

/** Whether a candidate is on the list of a category, or could move up to it. */
function ranks(category: ShortlistCategory, nominationId: string): boolean {
  return category.entries.some((one) => one.nominationId === nominationId) || waits(category, nominationId)
}

/** Makes the list that follows when a candidate leaves the newest one; null when it is not on it, and cannot move up. */
export async function strikeFromList(
  { digest, calendar }: Pick<AwardDeps, "digest" | "calendar">,
  course: ListedCourse,
  { nominationId, reason }: { nominationId: string; reason: "struck" | "withdrawn" },
  now: Date,
): Promise<StruckList | null> {
  const rules = rulesOf(course.programme)
  const { document } = newestList(course)
  const on = document.categories.find((category) => ranks(category, nominationId))
  if (!on) return null
  const quotas = rules.categories.find(({ code }) => code === on.code)?.quotas ?? []
  const { category, newcomer } = strikeCandidate(on, nominationId, quotas, reason)
  const next: ShortlistDocument = {
    ...document,
    number: document.number + 1,
    frozenAt: now.toISOString(),
    categories: document.categories.map((one) => (one === on ? category : one)),
  }
  const text = canonicalJson(next)
  const tomorrow = shiftDay(dayOf(now.getTime()), 1)
  const noticed = newcomer && course.notices.length > 0
  return {
    number: next.number,
    document: text,
    hash: await digest(text),
    newcomer: newcomer?.nominationId ?? null,
    notice: noticed ? noticePeriod(tomorrow, rules.dates.noticeWorkingDays, calendar) : null,
  }
}

/** Writes the list after a candidate left, and opens the notice of who moves up. */
export function writeStruckList(
  store: Stores,
  course: ListedCourse,
  { number, document, hash, notice }: StruckList,
  { noticeId, ...made }: { memberId: string; frozenAt: string; noticeId: string },
): void {
  const programmeId = course.programme.id
  const { memberId, frozenAt } = made
  store.shortlists.add({ programmeId, number, document, hash, ...made })
  if (notice)
    store.notices.open({
      id: noticeId,
      programmeId,
      number: course.notices.length + 1,
      shortlistNumber: number,
      ...notice,
      memberId,
      openedAt: frozenAt,
    })
}

/** What the audit tells of it. */
export function struckDetail(struck: StruckList | null) {
  return struck && { shortlist: struck.number, hash: struck.hash, newcomer: struck.newcomer }
}
