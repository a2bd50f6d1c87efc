/** Formats that every spreadsheet knows by number and that show days or times; 27 to 36 and 50 to 58 in East Asia. */
export function isKnownDateFormat(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

/** The longest format that a spreadsheet takes. */
const MOST_FORMAT = 255
const signs: ReadonlySet<string> = new Set(["d", "m", "y", "h", "s", "e", "a", "p"])
const digits = "0#?%"

/** What of a format is shown as it stands is left out: texts in quotes, escaped signs, colours and conditions. */
function meaning(format: string): string {
  let left = ""
  for (let at = 0; at < format.length; at++) {
    const sign = format[at]
    if (sign === "\\" || sign === "_" || sign === "*") at += 1
    else if (sign === '"' || sign === "[") {
      const end = format.indexOf(sign === "[" ? "]" : '"', at + 1)
      if (end === -1) return ""
      // A time that runs on stands in brackets.
      if (sign === "[" && signs.has(format[at + 1]?.toLowerCase() ?? "") && end - at <= 3) left += "h"
      at = end
    } else left += sign
  }
  return left.toLowerCase()
}

/** Whether a format that a workbook defines shows days or times: letters of days and no digits of numbers. */
export function isDateFormat(format: string): boolean {
  if (format.length > MOST_FORMAT) return false
  const [first = ""] = meaning(format).split(";")
  const letters = [...first].filter((sign) => sign >= "a" && sign <= "z")
  const numbers = [...first].some((sign) => digits.includes(sign))
  return letters.length > 0 && letters.every((letter) => signs.has(letter)) && !numbers
}
