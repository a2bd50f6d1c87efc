/** One line of the benchmark's table. */
export interface Measurement {
  name: string
  measured: string
  /** What is asked for, in words; missing where nothing is judged. */
  limit?: string
  ok: boolean
}

/** The table as Markdown, as it stands in the README. */
export function markdownTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, measured, limit, ok }) => [
    name,
    measured,
    limit ?? "–",
    limit === undefined ? "" : ok ? "ok" : "BROKEN",
  ])
  const table = [["what", "measured", "limit", ""], ["---", "---", "---", "---"], ...rows]
  return table.map((row) => `| ${row.join(" | ")} |`).join("\n")
}
