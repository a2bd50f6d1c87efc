import type { ListRow, PublishedRelease, Scorecard } from "../../domain/release/snapshot.ts"
import type { PublicReader } from "../public/reader.ts"

/** Larger releases are given without indicators and values: their chunks are named in the manifest. */
export const mostWithIndicators = 2000

/** The rows of a release; scorecards when it is small enough to send their indicators and values too. */
export async function rowsOf(
  reader: PublicReader,
  release: PublishedRelease,
): Promise<{ rows: ListRow[]; cards: Map<string, Scorecard> | null }> {
  const rows = await reader.list(release)
  if (rows.length > mostWithIndicators) return { rows, cards: null }
  const cards = await reader.scorecards(
    release,
    rows.map((row) => row.slug),
  )
  return { rows, cards }
}
