import type { DirectoryChunk } from "../../domain/release/directory.ts"
import { CHUNK_ESTATES, pieces } from "../../domain/release/progress.ts"
import {
  EXPECTED_HEADER,
  expectedLines,
  PART_CHUNKS,
  ValuesLines,
} from "../../domain/release/public-inputs.ts"
import type { InputPart } from "../../domain/release/snapshot.ts"
import { chunkCards } from "../public/release-files.ts"
import type { ReleaseRun } from "./release-run.ts"

/**
 * The parts of the public inputs, with the one that the last of these chunks completes. Its scorecards are read back from
 * what was written, a page at a time.
 */
export async function withPart(
  { deps, out, release, scoring }: ReleaseRun,
  chunks: readonly DirectoryChunk[],
): Promise<InputPart[]> {
  const { period, progress, estateCount } = release
  const inputs = progress.inputs ?? []
  const isLast = chunks.length === pieces(estateCount, CHUNK_ESTATES)
  if (!isLast && chunks.length % PART_CHUNKS !== 0) return inputs
  const part = inputs.length
  const own = chunks.slice(part * PART_CHUNKS)
  const lines = new ValuesLines(scoring.compiled.edition, period)
  let [values, expected, estates] = [ValuesLines.header, EXPECTED_HEADER, 0]
  for (const chunk of own)
    for await (const page of chunkCards(out, period, chunk)) {
      values += lines.of(page)
      expected += expectedLines(period, page)
      estates += page.length
    }
  if (part === 0) values += lines.ofCycle
  const [first, last] = [own[0]?.first ?? "", own.at(-1)?.last ?? ""]
  return [
    ...inputs,
    {
      estates,
      first,
      last,
      values: progress.quarters ? null : await deps.digest(values),
      expected: await deps.digest(expected),
    },
  ]
}
