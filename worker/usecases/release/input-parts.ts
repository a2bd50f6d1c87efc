import type { DirectoryChunk } from "../../domain/release/directory.ts"
import { CHUNK_ESTATES, pieces } from "../../domain/release/progress.ts"
import { expectedScores, PART_CHUNKS, valuesPart } from "../../domain/release/public-inputs.ts"
import type { InputPart, Scorecard } from "../../domain/release/snapshot.ts"
import { chunkCards } from "../public/release-files.ts"
import type { ReleaseRun } from "./release-run.ts"

/**
 * The parts of the public inputs, with the one that the last of these chunks completes. Its scorecards are read back from
 * what was written: at most 2,000 are in memory.
 */
export async function withPart(
  { deps, release, scoring }: ReleaseRun,
  chunks: readonly DirectoryChunk[],
): Promise<InputPart[]> {
  const { period, progress, estateCount } = release
  const inputs = progress.inputs ?? []
  const isLast = chunks.length === pieces(estateCount, CHUNK_ESTATES)
  if (!isLast && chunks.length % PART_CHUNKS !== 0) return inputs
  const part = inputs.length
  const own = chunks.slice(part * PART_CHUNKS)
  const cards: Scorecard[] = []
  for (const chunk of own) for await (const page of chunkCards(deps.files, period, chunk)) cards.push(...page)
  const { edition } = scoring.compiled
  const values = progress.quarters ? null : await deps.digest(valuesPart(edition, period, part, cards))
  const expected = await deps.digest(expectedScores(period, cards))
  const [first, last] = [own[0]?.first ?? "", own.at(-1)?.last ?? ""]
  return [...inputs, { estates: cards.length, first, last, values, expected }]
}
