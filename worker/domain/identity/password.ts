import type { Fault } from "../errors.ts"
import { isCommonPassword } from "./common-passwords.ts"

/** Characters that a password has at least and at most. */
export const passwordLength = { min: 12, max: 200 }
/** Longest rhythm that counts as one word over and over: `abcabcabcabc`. */
const RHYTHM = 4
/** What must be left of a password beside the person's own name and e-mail. */
const OWN = 8

const rows = [
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "1234567890",
]
const runs = rows.flatMap((row) => [row, [...row].reverse().join("")])

const plain = (text: string) => text.normalize("NFKC").toLowerCase()

/** Whether a text is one short piece repeated, or a run of the alphabet, the digits or the keyboard. */
function isSimple(text: string): boolean {
  const characters = [...text]
  for (let size = 1; size <= RHYTHM; size++)
    if (characters.every((character, at) => character === characters[at % size])) return true
  return runs.some((row) => (row + row).includes(text))
}

/** A password without the words that everybody knows of its owner. */
function withoutOwner(password: string, { email, name }: { email: string; name: string }): string {
  const [local = ""] = email.split("@")
  const words = [plain(email), plain(local), plain(name), plain(name).replaceAll(/\s/g, "")]
  return words
    .filter((word) => word.length >= 2)
    .reduce((left, word) => left.replaceAll(word, ""), plain(password))
}

/**
 * What keeps a new password from being taken; nothing when it is good. Rules: `password_short` · `password_long` ·
 * `password_common` (on the list, two of it, repeated or a run) · `password_own` (hardly more than the person's name or e-mail).
 */
export function passwordFaults(
  password: string,
  owner: { email: string; name: string },
  field = "password",
): Fault[] {
  const length = [...password].length
  const { min, max } = passwordLength
  if (length < min) return [{ rule: "password_short", field, with: { min } }]
  if (length > max) return [{ rule: "password_long", field, with: { max } }]
  const text = plain(password)
  if (isCommonPassword(text) || isSimple(text)) return [{ rule: "password_common", field }]
  const left = withoutOwner(password, owner)
  const touched = left.length < text.length
  return touched && [...left].length < OWN ? [{ rule: "password_own", field }] : []
}
