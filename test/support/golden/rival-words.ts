/** Guard → what somebody faster does, in words → the statements that do it. */
export type Rivals = Record<string, Record<string, readonly string[]>>

/** A release beside what stands. */
export const release = (period: string, state: string) =>
  `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress, requested_by,
     requested_at, heartbeat_at, instance_id)
   select 'rival', ${period}, 99, '${state}', 'done', edition_id, engine_version, estate_count, progress, requested_by,
     requested_at, heartbeat_at, 'rival' from releases limit 1`

/** The first of some rows that were found is there no more. */
export const gone = (table: string, key = "id") => ({
  "one of them has gone": [`delete from ${table} where ${key} = json_extract($1, '$[0]')`],
})

const field = /\$(\d)((?:\.\w+)*)/g

/** Fills `$0.id` of a statement from a guard's arguments; a list or an object is JSON. */
export function filled(
  sql: string,
  args: readonly unknown[],
): { sql: string; args: (string | number | null)[] } {
  const values: (string | number | null)[] = []
  const text = sql.replace(field, (_, at: string, path: string) => {
    let value: unknown = args[Number(at)]
    for (const name of path.split(".").slice(1)) value = Object(value)[name]
    if (typeof value === "string" || typeof value === "number") values.push(value)
    else values.push(value === null || value === undefined ? null : JSON.stringify(value))
    return "?"
  })
  return { sql: text, args: values }
}
