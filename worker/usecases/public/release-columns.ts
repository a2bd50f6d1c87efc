import { type Memory, sizeOf } from "../../domain/memory.ts"
import { ColumnsBuilder, type ReleaseColumns, WHOLE_COLUMNS } from "../../domain/release/columns.ts"
import type { Scorecard } from "../../domain/release/snapshot.ts"
import { type Files, rootOf } from "./release-files.ts"

interface ColumnsDeps {
  reader: { cards(release: Files): AsyncGenerator<Scorecard[], void, undefined> }
  memory: Memory
}

/** Whether a release has so many estates that only one indicator of it is looked at, and no figures over quarters. */
export const isLarge = ({ manifest }: Files): boolean => manifest.totals.estates > WHOLE_COLUMNS

/**
 * Columns of a release's scorecards, read once and kept in memory under the release's own files: all of them, of a large
 * release those of one indicator. Reading all scorecards of 20,000 estates takes seconds, so pages of a large city ask for
 * no more than one release.
 */
export async function columnsOf(
  { reader, memory }: ColumnsDeps,
  release: Files,
  code: string,
): Promise<ReleaseColumns> {
  const { period, manifest } = release
  const only = isLarge(release) ? code : null
  const name = `columns\n${manifest.cell}\n${period}\n${rootOf(manifest)}\n${only ?? ""}`
  const kept = memory.get<ReleaseColumns>(name)
  if (kept) return kept
  const builder = new ColumnsBuilder(manifest.totals.estates, only)
  for await (const cards of reader.cards(release)) builder.add(cards)
  memory.put(name, builder.columns, sizeOf(builder.columns))
  return builder.columns
}
