import { type Memory, sizeOf } from "../../domain/memory.ts"
import { ColumnsBuilder, type ReleaseColumns } from "../../domain/release/columns.ts"
import type { Scorecard } from "../../domain/release/snapshot.ts"
import { type Files, rootOf } from "./release-files.ts"

interface ColumnsDeps {
  reader: { cards(release: Files): AsyncGenerator<Scorecard[], void, undefined> }
  memory: Memory
}

/** Columns of a release's scorecards, read once and kept in memory under the release's own files. */
export async function columnsOf({ reader, memory }: ColumnsDeps, release: Files): Promise<ReleaseColumns> {
  const { period, manifest } = release
  const name = `columns\n${manifest.cell}\n${period}\n${rootOf(manifest)}`
  const kept = memory.get<ReleaseColumns>(name)
  if (kept) return kept
  const builder = new ColumnsBuilder(manifest.totals.estates)
  for await (const cards of reader.cards(release)) builder.add(cards)
  memory.put(name, builder.columns, sizeOf(builder.columns))
  return builder.columns
}
