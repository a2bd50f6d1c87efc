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

/** What is wrong with a text that everybody will read: nothing there, too long, or telephone, identity or e-mail in it. */
export function publicTextFaults(field: string, text: string, max: number): Fault[] {
  if (text === "") return [{ rule: "public_text_missing", field }]
  const found = personal.some((pattern) => pattern.test(text))
  const faults: Fault[] = found ? [{ rule: "public_text_personal", field }] : []
  return [...faults, ...tooLong(field, text, max)]
}
