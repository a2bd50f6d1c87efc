/** Fields of a form by name. */
export type Fields = Record<string, string>

const longest = 6000

/** What stands in a field, trimmed. */
export function typedText(fields: Fields, name: string): string {
  return (fields[name] ?? "").slice(0, longest).trim()
}

/** A typed whole number, full-width digits too; -1 when the field is empty, null for anything else. */
export function typedWhole(fields: Fields, name: string): number | null {
  const text = typedText(fields, name).normalize("NFKC").replaceAll(",", "")
  if (text === "") return -1
  return /^\d{1,10}$/.test(text) ? Number(text) : null
}

/**
 * The rows `<prefix>.N.<name>` of a form in their order, without those where nothing is typed; `always` are the fields
 * that a row has by itself.
 */
export function rowsOf(fields: Fields, prefix: string, always: readonly string[] = []): Fields[] {
  const rows = new Map<number, Fields>()
  for (const [field, value] of Object.entries(fields)) {
    const found = /^([a-z]+)\.(\d{1,3})\.(\w+)$/.exec(field)
    if (!found || found[1] !== prefix) continue
    const at = Number(found[2])
    rows.set(at, { ...rows.get(at), [found[3] ?? ""]: value })
  }
  const ordered = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row)
  return ordered.filter((row) =>
    Object.entries(row).some(([name, value]) => !always.includes(name) && value.trim() !== ""),
  )
}

/** Rows as fields of a form, numbered from 0. */
export function fieldsOfRows(prefix: string, rows: readonly Fields[]): Fields {
  const named = rows.flatMap((row, at) =>
    Object.entries(row).map(([name, value]) => [`${prefix}.${at}.${name}`, value] as const),
  )
  return Object.fromEntries(named)
}
