/** What stored content must be like; every schema of zod is one. */
export interface Shape<T> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } }
}

/**
 * Something that the platform itself stored and that is not what it must be: nobody's mistake who asks now. It names the
 * column or object and the field, never what stands there.
 */
export class Unreadable extends Error {
  /** Table and column, or the whole name of an object in the bucket. */
  readonly stored: string
  /** Path of the first field that does not fit, for example `categories.0.code`; empty for the whole. */
  readonly field: string
  constructor(stored: string, field: string) {
    super(`stored content does not fit: ${stored} → ${field || "(whole)"}`)
    this.name = "Unreadable"
    this.stored = stored
    this.field = field
  }
}

/** Parses JSON of which nothing is known yet. Throws SyntaxError. */
export function anyJson(text: string): unknown {
  return JSON.parse(text)
}

const fits = <T>(shape: Shape<T>, value: unknown): value is T => shape.safeParse(value).success

/** Names in a path may be what people typed: only those stand that a program could have written. */
const told = (part: PropertyKey) => (/^[\w-]{1,40}$/.test(String(part)) ? String(part) : "…")

function firstFault(shape: Shape<unknown>, value: unknown): string {
  const read = shape.safeParse(value)
  return read.success ? "" : (read.error.issues[0]?.path ?? []).map(told).join(".")
}

/**
 * Stored JSON as what it must be. A shape looks and changes nothing: the value stays as it is stored, with fields that a
 * later version wrote, so that what is hashed keeps its hash. Throws Unreadable.
 */
export function readStored<T>(stored: string, shape: Shape<T>, text: string): T {
  let value: unknown
  try {
    value = anyJson(text)
  } catch {
    throw new Unreadable(stored, "")
  }
  return fitStored(stored, shape, value)
}

/** The same of JSON that was parsed already. Throws Unreadable. */
export function fitStored<T>(stored: string, shape: Shape<T>, value: unknown): T {
  if (!fits(shape, value)) throw new Unreadable(stored, firstFault(shape, value))
  return value
}

interface Kinds {
  string: string
  number: number
}

type Read<K> = { [P in keyof K]: K[P] extends keyof Kinds ? Kinds[K[P]] : never }

/** The shape of a small value that the platform writes for itself: fields by name, or by place in a list. */
export function fields<const K extends Record<string, keyof Kinds> | readonly (keyof Kinds)[]>(
  kinds: K,
): Shape<Read<K>> {
  const wrong = (value: object) =>
    Object.entries(kinds).find(([name, kind]) => typeof Reflect.get(value, name) !== kind)?.[0]
  const right = (value: unknown): value is Read<K> =>
    typeof value === "object" &&
    value !== null &&
    Array.isArray(value) === Array.isArray(kinds) &&
    !wrong(value)
  return {
    safeParse(value) {
      if (right(value)) return { success: true, data: value }
      const field = typeof value === "object" && value !== null ? wrong(value) : undefined
      return { success: false, error: { issues: [{ path: field === undefined ? [] : [field] }] } }
    },
  }
}
