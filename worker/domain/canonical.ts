/**
 * Canonical JSON (RFC 8785): names sorted by UTF-16 code units, no spaces, numbers as ECMAScript writes them, so equal
 * values give equal text and equal hashes whatever the order they were built in.
 */

/** Throws TypeError for what JSON cannot hold: NaN, infinities, undefined, functions, bigints, symbols, other objects. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value)
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`
  if (typeof value !== "object" || !isPlain(value))
    throw new TypeError(`${typeof value} has no canonical JSON`)
  const object = value as { readonly [name: string]: unknown }
  const members = Object.keys(object)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(object[name])}`)
  return `{${members.join(",")}}`
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
