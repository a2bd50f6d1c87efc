import type { Course } from "../../data/notices.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { dayOf, shiftDay } from "../../domain/quarter.ts"
import { strikeCandidate } from "../../domain/selection/next-in-line.ts"
import { type NoticePeriod, noticePeriod } from "../../domain/selection/notice-days.ts"
import type { ShortlistDocument } from "../../domain/selection/shortlist.ts"
import { rulesOf } from "../programme/open-programme.ts"
import type { AwardDeps } from "./award-deps.ts"
import { newestList } from "./open-course.ts"

/** The list without a candidate, and the notice of who moves up. */
export interface StruckList {
  number: number
  /** Canonical JSON of the list, and its hash. */
  document: string
  hash: string
  newcomer: string | null
  /** From the day after: everybody has as many working days against the newcomer as against the others. */
  notice: NoticePeriod | null
}

/** Makes the list that follows from striking a candidate off the newest one; null when it is not on it any more. */
export async function strikeFromList(
  { digest, calendar }: Pick<AwardDeps, "digest" | "calendar">,
  course: Course,
  nominationId: string,
  now: Date,
): Promise<StruckList | null> {
  const rules = rulesOf(course.programme)
  const { document } = newestList(course)
  const on = document.categories.find(({ entries }) =>
    entries.some((entry) => entry.nominationId === nominationId),
  )
  if (!on) return null
  const quotas = rules.categories.find(({ code }) => code === on.code)?.quotas ?? []
  const { category, newcomer } = strikeCandidate(on, nominationId, quotas)
  const next: ShortlistDocument = {
    ...document,
    number: document.number + 1,
    frozenAt: now.toISOString(),
    categories: document.categories.map((one) => (one === on ? category : one)),
  }
  const text = canonicalJson(next)
  const tomorrow = shiftDay(dayOf(now.getTime()), 1)
  return {
    number: next.number,
    document: text,
    hash: await digest(text),
    newcomer: newcomer?.nominationId ?? null,
    notice: newcomer && noticePeriod(tomorrow, rules.dates.noticeWorkingDays, calendar),
  }
}
