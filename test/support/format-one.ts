import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import type { TestCell } from "./cell.ts"
import { smallCity } from "./small-city.ts"

/**
 * What the program wrote at commit ea90964, before there was a second format: three quarters of `smallCity` with all
 * files of the bucket, their releases, publications and scorecards.
 */
interface Written {
  files: Record<string, string>
  tables: Record<"releases" | "scorecards" | "publications", Record<string, string | number | null>[]>
}

export const firstQuarters = ["2025Q1", "2025Q2", "2025Q3"]

/** Puts a city with three releases of format 1 into an empty cell, and answers what was written. */
export async function cityOfFormatOne(cell: TestCell): Promise<Written> {
  const text = gunzipSync(readFileSync(new URL("../fixtures/release-format-1.json.gz", import.meta.url)))
  const written: Written = JSON.parse(text.toString("utf8"))
  for (const [quarter, day] of [
    ["2025Q1", "2025-04-20"],
    ["2025Q2", "2025-07-20"],
    ["2025Q3", "2025-10-20"],
  ] as const)
    await smallCity(cell, quarter, day)
  for (const [table, rows] of Object.entries(written.tables))
    for (const row of rows) {
      const names = Object.keys(row)
      const places = names.map(() => "?").join(", ")
      await cell.client.execute({
        sql: `insert into ${table} (${names.join(", ")}) values (${places})`,
        args: Object.values(row),
      })
    }
  for (const [key, file] of Object.entries(written.files))
    await cell.bucket.put(key, new TextEncoder().encode(file))
  return written
}
