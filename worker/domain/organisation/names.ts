import type { Fault } from "../errors.ts"

/** Control characters, line and paragraph separators, and invisible marks that turn or hide text. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u
/** Everything that a name may not be made of alone: letters or digits must be in it. */
const readable = /[\p{L}\p{N}]/u

/** Most characters of a name. */
export const nameLength = { person: 40, organisation: 80 } as const

/** A name as it is stored: composed characters, single spaces. */
export function readName(text: string): string {
  return text.normalize("NFC").trim().replaceAll(/ {2,}/g, " ")
}

/** What keeps a name from being taken: `name_missing` · `name_long` · `name_characters`. Expects what readName made. */
export function nameFaults(name: string, kind: keyof typeof nameLength, field = "name"): Fault[] {
  const length = [...name].length
  const max = nameLength[kind]
  if (length === 0) return [{ rule: "name_missing", field, with: { kind } }]
  if (length > max) return [{ rule: "name_long", field, with: { length, max } }]
  if (unseen.test(name) || !readable.test(name)) return [{ rule: "name_characters", field }]
  return []
}
