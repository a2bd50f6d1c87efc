import type { Fault } from "./errors.ts"

/** Most characters of a text that everybody reads: an answer, a reason. */
export const publicTextLimit = 1000

/** Says when a text is longer than it may be. */
export const tooLong = (field: string, text: string, max: number): Fault[] =>
  text.length > max ? [{ rule: "too_long", field, with: { length: text.length, max } }] : []

const personal = [
  /(?<!\d)1[3-9]\d{9}(?!\d)/,
  /(?<!\d)\d{17}[\dXx](?!\d)/,
  /[\w.+-]+@[\w-]+\.\w/,
  /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/,
]

/**
 * Words by which people name the counts of persons in care or dispute; every sensitive input of the editions is titled by
 * one of them (test/domain/public-text.test.ts).
 */
const aboutPersons = [
  /纠纷|调解|特殊困难|困难居民|关怀|探访|走访/,
  /\b(?:disputes?|mediat\w+|special need|in care|visited in month|home visits?)\b/i,
]
const numbers = [
  /[0-9０-９]/,
  /[一二两三四五六七八九十几]\s*(?:人|名|位|户|件|起|例|个|次|分)/,
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b/i,
]

/** Whether a text says a number about persons in care or dispute: a fixed sentence stands in its place. */
export const tellsOfPersons = (text: string) =>
  aboutPersons.some((words) => words.test(text)) && numbers.some((number) => number.test(text))

/** Says when a text that everybody will read tells a number about persons in care or dispute. */
export const sensitiveFaults = (field: string, text: string): Fault[] =>
  tellsOfPersons(text) ? [{ rule: "public_text_sensitive", field }] : []

/**
 * What is wrong with a text that everybody will read: nothing there, too long, telephone, identity or e-mail in it, or a
 * number about persons in care or dispute, from which a withheld count could be worked back.
 */
export function publicTextFaults(field: string, text: string, max: number): Fault[] {
  if (text === "") return [{ rule: "public_text_missing", field }]
  const found = personal.some((pattern) => pattern.test(text))
  const faults: Fault[] = found ? [{ rule: "public_text_personal", field }] : []
  return [...faults, ...sensitiveFaults(field, text), ...tooLong(field, text, max)]
}
