import { canonicalJson } from "../canonical.ts"

export type Fields = Readonly<Record<string, unknown>>

/** The changed fields of an audit event; `before` is missing for what is new, `after` for what is gone. */
export interface Change {
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** How a field's value stands in an event; free text and figures that people typed: typed-value.ts. */
type Written = (value: unknown, field: string) => unknown

const asItIs: Written = (value) => value

/**
 * The one place that says what changed: the fields of `before` and `after` that differ (compared as canonical JSON, a
 * missing one as null), as they stand in an audit event. `null` instead of fields: the object is new, or gone.
 */
export function changedFields(
  before: Fields | null,
  after: Fields | null,
  written: Written = asItIs,
): Change {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const fieldOf = (fields: Fields | null, name: string) => fields?.[name] ?? null
  const changed = names.filter(
    (name) => canonicalJson(fieldOf(before, name)) !== canonicalJson(fieldOf(after, name)),
  )
  const side = (fields: Fields | null) =>
    Object.fromEntries(changed.map((name) => [name, written(fieldOf(fields, name), name)]))
  return { ...(before && { before: side(before) }), ...(after && { after: side(after) }) }
}
