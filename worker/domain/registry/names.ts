/** Longest name of an estate or a place; what is longer is a fault, never cut. */
export const MAX_NAME = 60

/** Characters that nobody sees: zero-width ones, marks of writing direction, control and half characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** A name on one line: no invisible characters, one space for any white space, composed letters. */
export function cleanName(typed: string): string {
  return typed.normalize("NFC").replace(/\s+/g, " ").replace(invisible, "").trim()
}

/** Whether a clean name is one: some letter or digit, not too long. Answers the rule that it breaks. */
export function nameFault(name: string): "name_missing" | "name_too_long" | "name_no_letter" | null {
  if (name === "") return "name_missing"
  if ([...name].length > MAX_NAME) return "name_too_long"
  return /[\p{L}\p{N}]/u.test(name) ? null : "name_no_letter"
}

/** More of a text says nothing about which name or code it is; the longest name in letters has 360. */
const MOST_COMPARED = 500

/** Text in signs of ordinary width. Of a text that is longer than any name or code only the beginning is looked at. */
export function ordinaryWidth(text: string): string {
  return text.slice(0, MOST_COMPARED).normalize("NFKC").slice(0, MOST_COMPARED)
}

/** A name or what is searched, so that width, case, spaces and punctuation do not tell two apart. */
export function plainText(text: string): string {
  return ordinaryWidth(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
}
