import type { Edition } from "../scoring/edition.ts"
import { LIST_ROWS, type ReleaseProgress } from "./progress.ts"
import type { Chunk, Corrects, ListRow, Manifest, Totals } from "./snapshot.ts"
import type { CardsFile, FiguresFile, RanksFile } from "./working.ts"

/** The rows of a chunk with their ranks; `from` is the position of its first estate. */
export function rankedRows({ estates }: FiguresFile, { ranks, ranges }: RanksFile, from: number): ListRow[] {
  return estates.map(({ row }, at) => ({
    ...row,
    rank: ranks[from + at] ?? null,
    range: ranges[from + at] ?? null,
  }))
}

/** A chunk file of scorecards. */
export function chunkFile(rows: readonly ListRow[], { cards }: CardsFile): Chunk {
  return {
    scorecards: rows.map((row, at) => {
      const card = cards[at]
      if (!card) throw new Error(`no scorecard for ${row.slug}`)
      return { ...row, ...card }
    }),
  }
}

/** The chunks, counted from 0, whose rows are in a list file. */
export function chunksOfList(list: number, chunkEstates: number, chunks: number): number[] {
  const each = LIST_ROWS / chunkEstates
  const first = list * each
  return Array.from({ length: Math.min(each, chunks - first) }, (_, at) => first + at)
}

/** What the manifest names besides the files. */
export interface ManifestFacts {
  cell: string
  period: string
  number: number
  edition: Edition
  editionHash: string
  engine: string
  inputHash: string
  frozenAt: string
  totals: Totals
  corrects: Corrects | null
}

/** The root of a release; see snapshot.ts. */
export function manifestOf(facts: ManifestFacts, { chunks, lists, quarters }: ReleaseProgress): Manifest {
  const { cell, period, number, edition, editionHash, engine, inputHash, frozenAt, totals, corrects } = facts
  return {
    format: 1,
    cell,
    period,
    number,
    kind: quarters ? "year" : "quarter",
    edition: { code: edition.code, version: edition.version, hash: editionHash },
    engine,
    inputHash,
    frozenAt,
    chunks,
    lists,
    totals,
    ...(corrects && { corrects }),
  }
}
