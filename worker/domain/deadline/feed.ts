import type { ToldKind } from "./deadline-kind.ts"
import type { DeadlineName } from "./deadlines.ts"
import { deadlines } from "./deadlines.ts"
import { news } from "./news.ts"

/** So many days ahead a calendar goes. */
export const FEED_DAYS = 190

/** What an entry is about: a deadline, or the part that a place provides by the quarter's. */
export type FeedName = Exclude<DeadlineName, "window"> | "parts"

/** A kind of deadline in a person's calendar: whom it concerns and what waits (`told`), and whose days it has (`dates`). */
interface FeedKind {
  told: ToldKind & { name: FeedName }
  dates: DeadlineName
}

/** What stands in calendars. Whoever provides a part has the quarter's deadline, too. */
export const feedKinds: readonly FeedKind[] = [
  { told: deadlines.submissions, dates: "submissions" },
  { told: news.parts, dates: "submissions" },
  { told: deadlines.corrections, dates: "corrections" },
  { told: deadlines.objections, dates: "objections" },
  { told: deadlines.nominations, dates: "nominations" },
]

/** One entry of a calendar: a deadline of one person in one organisation. */
export interface FeedEntry {
  /** The same as long as it is the same deadline, also when it is moved to another day. */
  id: string
  kind: FeedName
  /** Its last day. */
  day: string
  /** Of how many things. */
  count: number
  quarter: string
  programme: string
  subject: string
}
