/**
 * CSV by RFC 4180: reading with physical line numbers (UTF-8 with or without BOM, LF or CRLF, empty lines skipped), and
 * writing of fields; `csvCell` for files that people open in a spreadsheet.
 */
export interface CsvRecord {
  /** The physical line on which the record begins, from 1. */
  readonly line: number
  readonly fields: readonly string[]
}

export interface CsvFault {
  readonly line: number
  readonly message: string
}

/** Text of a UTF-8 file; bytes that are none are faults, line by line. */
export function decodeCsv(bytes: Uint8Array): { text: string } | { faults: CsvFault[] } {
  const text = decodedText(bytes, "utf-8")
  return text === null ? { faults: badLines(bytes) } : { text }
}

/** Bytes as text, a mark at their beginning included; null when they are none in this coding. */
export function decodedText(bytes: Uint8Array, coding: "utf-8" | "gb18030"): string | null {
  try {
    return new TextDecoder(coding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Lines that do not become the same bytes again: an exception for each would cost a thousand times as much. */
function badLines(bytes: Uint8Array): CsvFault[] {
  const faults: CsvFault[] = []
  const [decoder, encoder] = [new TextDecoder("utf-8", { ignoreBOM: true }), new TextEncoder()]
  let line = 1
  for (let start = 0; start <= bytes.length; line++) {
    const feed = bytes.indexOf(10, start)
    const end = feed < 0 ? bytes.length : feed
    const content = bytes.subarray(start, end)
    const again = encoder.encode(decoder.decode(content))
    if (again.length !== content.length || again.some((byte, at) => byte !== content[at]))
      faults.push({ line, message: "the line is not UTF-8" })
    start = end + 1
  }
  return faults
}

/** What stands between the fields of a text: a tab or a semicolon where its first line has more of them than commas. */
export function separatorOf(text: string): "," | "\t" | ";" {
  const feed = text.indexOf("\n")
  const first = text.slice(0, feed < 0 ? text.length : feed).replace(/"[^"]*"/g, "")
  const times = (sign: string) => first.split(sign).length - 1
  return ([",", "\t", ";"] as const).reduce((best, sign) => (times(sign) > times(best) ? sign : best))
}

/** Steps that a field takes besides those of its characters. */
const STEPS_PER_FIELD = 10

/**
 * All records of a text, and the faults of quoting; a record with a fault is left out. `spend` is told of the steps that
 * each record took and how many fields it has (none for an empty line), and may throw where it is too much.
 */
export function parseCsv(
  text: string,
  spend: (steps: number, fields: number) => void = () => {},
  separator = ",",
): { records: CsvRecord[]; faults: CsvFault[] } {
  const records: CsvRecord[] = []
  const faults: CsvFault[] = []
  let line = 1
  let at = text.startsWith("\uFEFF") ? 1 : 0
  while (at < text.length) {
    const feed = text.indexOf("\n", at)
    const end = feed < 0 ? text.length : feed
    const content = text.slice(at, feed > at && text[feed - 1] === "\r" ? feed - 1 : end)
    if (!content.includes('"')) {
      const fields = content === "" ? [] : content.split(separator)
      if (content !== "") records.push({ line, fields })
      spend(end + 1 - at + STEPS_PER_FIELD * fields.length, fields.length)
      at = end + 1
      line++
      continue
    }
    const quoted = quotedRecord(text, at, separator)
    if ("fields" in quoted) records.push({ line, fields: quoted.fields })
    else faults.push({ line, message: quoted.message })
    const count = "fields" in quoted ? quoted.fields.length : 1
    spend(2 * (quoted.next - at) + STEPS_PER_FIELD * count, count)
    for (let k = at; k < quoted.next; k++) if (text.charCodeAt(k) === 10) line++
    at = quoted.next
  }
  return { records, faults }
}

type QuotedRecord = { fields: string[]; next: number } | { message: string; next: number }

/** Reads the record that begins at `start` and has a quote on its first line. */
function quotedRecord(text: string, start: number, separator: string): QuotedRecord {
  const fields: string[] = []
  let at = start
  for (;;) {
    const field = text[at] === '"' ? quotedField(text, at, separator) : plainField(text, at, separator)
    if ("message" in field) return { message: field.message, next: nextLine(text, field.next) }
    fields.push(field.value)
    if (text[field.next] !== separator) return { fields, next: nextLine(text, field.next) }
    at = field.next + 1
  }
}

type Field = { value: string; next: number } | { message: string; next: number }

function nextLine(text: string, from: number): number {
  const feed = text.indexOf("\n", from)
  return feed < 0 ? text.length : feed + 1
}

/** Where a record ends at this place: before LF, before CRLF, or at the end of the text. */
function endsAt(text: string, at: number): boolean {
  return at >= text.length || text[at] === "\n" || (text[at] === "\r" && text[at + 1] === "\n")
}

function plainField(text: string, start: number, separator: string): Field {
  let at = start
  while (!endsAt(text, at) && text[at] !== separator) {
    if (text[at] === '"') return { message: "a quote stands inside a field that is not quoted", next: at }
    at++
  }
  return { value: text.slice(start, at), next: at }
}

function quotedField(text: string, start: number, separator: string): Field {
  let value = ""
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return { message: "a quoted field is not closed", next: text.length }
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') {
      const next = quote + 1
      if (text[next] === separator || endsAt(text, next)) return { value, next }
      return { message: "text stands after the closing quote of a field", next }
    }
    value += '"'
    from = quote + 2
  }
}

/** A field as RFC 4180 writes it: quoted when it has to be. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

/** Whether a spreadsheet would take a text for a formula; some read full-width signs (＝＋－＠) as the plain ones. */
function isFormula(text: string): boolean {
  return /^[=+\-@\t\r\n]/.test(text.slice(0, 1).normalize("NFKC"))
}

/**
 * A cell of a file that people open in a spreadsheet: a text that a spreadsheet would take for a formula gets a leading
 * apostrophe; numbers stay numbers; null is empty.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return ""
  if (typeof value === "number") return String(value)
  return csvField(isFormula(value) ? `'${value}` : value)
}
