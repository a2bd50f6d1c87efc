import type { Row } from "@libsql/client"

type Value = Row[string]

/** Makes rows of one statement: by name, as own properties, and by place, as @libsql/client's rows are. */
export type RowMaker = (values: Value[]) => Row

/**
 * What a statement's rows are made by. Places are read through the prototype, so that a row costs its names only; of two
 * columns with one name the first is found by it, and a column that is named like a place (`select 1`) by place only, as there.
 */
export function rowMaker(columns: readonly string[]): RowMaker {
  class Made {
    readonly #values: Value[]
    constructor(values: Value[]) {
      this.#values = values
    }
    static valueAt(row: Made, at: number): Value {
      return row.#values[at] as Value
    }
  }
  for (let at = 0; at < columns.length; at++)
    Object.defineProperty(Made.prototype, at, {
      get(this: Made) {
        return Made.valueAt(this, at)
      },
    })
  Object.defineProperty(Made.prototype, "length", { value: columns.length })
  const named = columns
    .map((name, at) => ({ name, at }))
    .filter(({ name, at }) => columns.indexOf(name) === at && !Object.hasOwn(Made.prototype, name))
  return (values) => {
    const row = new Made(values) as unknown as Record<string, Value>
    for (const { name, at } of named) row[name] = values[at] as Value
    return row as unknown as Row
  }
}
