import { dayOf, shiftDay } from "../quarter.ts"
import { closingDue, finalDue, preliminaryOut, releaseDue, waitsLong } from "../quarter-letters.ts"
import { handedOver, partOpened, quarterOpened, released } from "../submission/letters.ts"
import { remindedDays, type ToldKind } from "./deadline-kind.ts"

/** For so many days after it happened somebody is told who was not: cron stood still, or the person came later. */
export const NEWS_DAYS = 7

/** What the clock tells of once, after it happened: one letter for each person, however many estates it is about. */
export const news = {
  /** A quarter that was opened, to the companies that file for it. */
  opened: { name: "opened", whose: "filing.submit", letter: quarterOpened },
  /** The same, to communities, streets and districts, which provide their part. */
  parts: { name: "parts", whose: "part.edit", letter: partOpened },
  /** A release that is public, to the companies whose estates are in it; of a correction, to those whose result it changes. */
  released: { name: "released", whose: "filing.edit", letter: released },
  /** A preliminary release, to the companies whose estates are in it. */
  preliminary: { name: "preliminary", whose: "filing.edit", letter: preliminaryOut },
  /** Its window is over and the final release waits for the city: how many requests for correction have no answer. */
  final: { name: "final", whose: "quarter.release", letter: finalDue },
  /** Estates whose turn has long been that of a street or district, once a week. */
  waits: { name: "waits", whose: "verification.decide", letter: waitsLong },
  /** A quarter that a district has not closed, the day after its last one. */
  closing: { name: "closing", whose: "quarter.close", letter: closingDue },
  /** Every district has closed, and nothing is released. */
  release: { name: "release", whose: "quarter.release", letter: releaseDue },
  /** Estates that changed hands, the day after it was written down: once, of however many estates. */
  handed: { name: "handed", whose: "filing.edit", letter: handedOver },
} as const satisfies Record<string, ToldKind>

export type NewsName = keyof typeof news

/** The days of which news are told now, the first and the last; null at hours when nobody is written to. */
export function newsDays(now: number): { from: string; to: string } | null {
  const today = dayOf(now)
  return remindedDays(now) && { from: shiftDay(today, -NEWS_DAYS), to: today }
}

/** What nobody is told twice, as a member of one organisation. */
export const newsOnce = ({ name }: Pick<ToldKind, "name">, subject: string): string => `${name}/${subject}`
