/**
 * Canonical JSON: object keys in the order of their UTF-16 code units, no white space, absent values left out. The
 * same data always gives the same text, so that its hash names it. Throws on numbers that JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError(`not a JSON number: ${value}`)
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (Array.isArray(value)) {
    const items = value.map((item) => (item === undefined ? "null" : canonicalJson(item)))
    return `[${items.join(",")}]`
  }
  const members: string[] = []
  const record = value as Record<string, unknown>
  for (const key of Object.keys(record).sort())
    if (record[key] !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(record[key])}`)
  return `{${members.join(",")}}`
}
