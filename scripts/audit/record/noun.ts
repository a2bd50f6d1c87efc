import type { Fields, Told, ToldEvent } from "./told.ts"

/** One kind of row whose figures or states events tell. */
export interface Noun {
  name: string
  /** The entity of its own events. */
  entity: string
  /** Rows of the objects whose ids are in the JSON list `?`: the columns `subject` and `fields`, an object as JSON. */
  rows: string
  /** Events of other entities about these objects: all columns of an event, and `about`. */
  others?: string
  told(event: ToldEvent): Told[]
  /** The value of a row as an event would tell it. */
  written?(value: unknown, field: string): unknown
  /** Whether an object whose last word is this may be gone without a further event: retention takes drafts away. */
  mayGo?(fields: Fields): boolean
}

/** The ids that are asked for, as a list in SQL. */
export const ids = "(select value from json_each(?))"

/** An object by its own id, with the fields of its events that are called like its columns. */
export const own =
  (...names: string[]): Noun["told"] =>
  ({ about, entityId, after }) => {
    const known = names.flatMap((name): [string, unknown][] =>
      Object.hasOwn(after, name) ? [[name, after[name]]] : [],
    )
    return known.length === 0 ? [] : [{ subject: about ?? entityId, fields: Object.fromEntries(known) }]
  }

/** Columns as one object of JSON, by the names of events. */
export const fieldsOf = (columns: Record<string, string>) =>
  `json_object(${Object.entries(columns)
    .map(([name, column]) => `'${name}', ${column}`)
    .join(", ")})`
