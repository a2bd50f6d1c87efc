import type { CertificateView } from "../../../web/pages/awards/certificate-page.tsx"
import type { PressAward, PublicAwardRow } from "../../../web/pages/awards/public-awards-page.tsx"
import type { PublicNoticeProps, Standing } from "../../../web/pages/awards/public-notice-page.tsx"
import type { Language } from "../../../web/text/text.ts"
import { dayOf } from "../../domain/quarter.ts"
import { certificateState } from "../../domain/selection/award-certificate.ts"
import { readCertificateNumber } from "../../domain/selection/certificate-number.ts"
import { entriesOf, noticeOf, noticeState } from "../../domain/selection/notice-course.ts"
import type { PublicAward, PublicCourse, PublicProgramme, PublicState } from "./reader.ts"

/** A notice by number; without one that which runs, else the newest. Null when there is no such notice. */
export function chooseNotice(course: PublicCourse | undefined, asked: string | undefined, today: string) {
  if (!course) return null
  const { notices } = course
  if (asked === undefined)
    return notices.findLast((one) => noticeState(one, today) === "running") ?? notices.at(-1) ?? null
  return course.notices.find(({ number }) => String(number) === asked) ?? null
}

/** Names of all that ever stood on a list of the programme, by nomination. */
export function namesOf({ lists }: Pick<PublicCourse, "lists">): Map<string, string> {
  const entries = lists.flatMap(entriesOf)
  return new Map(entries.map(({ nominationId, estate }) => [nominationId, estate.name]))
}

/** Whether the release that a programme rests on was corrected since. */
export function publicBasisFlag({ rules }: PublicProgramme, { releases }: Pick<PublicState, "releases">) {
  const { period, number, releaseId } = rules.basis
  const now = releases.find((release) => release.period === period)
  return now && now.id !== releaseId ? { period, frozen: number, now: now.number } : null
}

/** What the page of a notice shows, besides programme and words. */
export function noticeView(
  course: PublicCourse,
  notice: PublicCourse["notices"][number],
  today: string,
): Pick<PublicNoticeProps, "notice" | "list" | "standing" | "objections" | "others"> | null {
  const list = course.lists.find(({ number }) => number === notice.shortlistNumber)
  if (!list) return null
  const names = namesOf(course)
  const newest = course.lists.at(-1)
  const present = new Set((newest ? entriesOf(newest) : []).map(({ nominationId }) => nominationId))
  const withdrawn = new Set(newest?.withdrawn)
  const standing = new Map<string, Standing>()
  for (const { nominationId } of entriesOf(list)) {
    const own = noticeOf(nominationId, course.notices, course.lists)?.number ?? notice.number
    if (withdrawn.has(nominationId)) standing.set(nominationId, "withdrawn")
    else if (!present.has(nominationId)) standing.set(nominationId, "struck")
    else if (own < notice.number) standing.set(nominationId, own)
    else if (notice.number > 1) standing.set(nominationId, "newcomer")
  }
  const withState = (one: PublicCourse["notices"][number]) => ({
    ...one,
    state: one.closedAt === null ? noticeState(one, today) : ("over" as const),
  })
  return {
    notice: withState(notice),
    list,
    standing,
    others: course.notices.map(withState),
    objections: course.objections
      .filter(({ noticeId }) => noticeId === notice.id)
      .map((one) => ({ ...one, estate: names.get(one.nominationId) ?? "" })),
  }
}

/** Awards that newspapers reported: only where the article itself says that the estate was selected. */
export function pressAwards({ press }: Pick<PublicState, "press">, language: Language): PressAward[] {
  return press.flatMap(({ slug, name, placeNames, year, document }) =>
    document.selected
      ? [
          {
            slug,
            name,
            placeNames,
            year,
            selected: document.selected[language],
            source: document.source.paper[language],
          },
        ]
      : [],
  )
}

/** An award as lists show it on a day. */
export function awardRow(award: PublicAward, today: string): PublicAwardRow {
  return { ...award, state: certificateState(award, today) }
}

/** The year in which an award was given. */
export const awardYear = ({ awardedAt }: Pick<PublicAward, "awardedAt">) =>
  dayOf(Date.parse(awardedAt)).slice(0, 4)

/** A certificate by its number as somebody typed it; null for every number that is none. */
export function certificateView(
  { awards }: PublicState["outcomes"],
  typed: string,
  today: string,
): CertificateView | null {
  const number = readCertificateNumber(typed.slice(0, 60))
  const award = number === null ? undefined : awards.find((one) => one.number === number)
  return award ? { ...award, state: certificateState(award, today) } : null
}
