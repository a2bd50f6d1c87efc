import { isAfterDay } from "../quarter.ts"
import { anyJson } from "../stored.ts"
import { nextDigestDay } from "./digest.ts"
import type { LetterFields, LetterKind } from "./letter-kind.ts"
import { type LetterName, letterNames, letters } from "./letters.ts"

/** How somebody gets a kind of letter by e-mail: at once, in one letter a day, or not at all. In the inbox it is anyway. */
export const ways = ["now", "daily", "off"] as const
export type Way = (typeof ways)[number]

export type LetterSettings = Partial<Record<LetterName, Way>>

/** The letters that may be set; the others always go out at once. */
export const settable = letterNames.filter((name) => !letters[name].always)

const isWay = (value: unknown): value is Way => ways.some((way) => way === value)

/** Keeps what is a setting of a letter that may be set; everything else is as if it were not there. */
export function readSettings(stored: string): LetterSettings {
  const found = anyJson(stored)
  if (typeof found !== "object" || found === null) return {}
  const given = new Map<string, unknown>(Object.entries(found))
  return Object.fromEntries(
    settable.flatMap((name) => {
      const way = given.get(name)
      return isWay(way) ? [[name, way]] : []
    }),
  )
}

/** Whether the day after which a letter makes no sense is over; never of one that has none. */
export function isPast(name: LetterName, fields: Partial<LetterFields>, now: number): boolean {
  const { expires }: LetterKind = letters[name]
  const day = expires && fields[expires]
  return day !== undefined && isAfterDay(now, day)
}

/** Whether the next daily letter would come too late for it. */
export function cannotWait(name: LetterName, fields: Partial<LetterFields>, now: number): boolean {
  const { expires }: LetterKind = letters[name]
  const day = expires && fields[expires]
  return day !== undefined && day < nextDigestDay(now)
}

/** The way a letter goes out to a person (settings hold no others than may be set): as it has set, else as its organisation has, else at once. */
export function wayOf(name: LetterName, own: LetterSettings, organisation: LetterSettings): Way {
  return own[name] ?? organisation[name] ?? "now"
}
