import type { Line } from "./content.ts"
import type { ReleaseRef } from "./snapshot.ts"

/** The second file of a release of format 2: where everything else of it stands. Ordered by slug. */
export interface Directory {
  chunks: DirectoryChunk[]
  /** One line a group, see GroupFigures. */
  groups: { pack: string; lines: (Line & { group: string })[] }
  /** The releases whose quarters and years the series hold, this one among them. */
  series: Pick<ReleaseRef, "period" | "number">[]
}

export interface DirectoryChunk {
  pack: string
  estates: number
  first: string
  last: string
  /** Where its leaves stand in the pack, each with its first slug. */
  leaves: (Line & { first: string })[]
  /** Content name of its rows. */
  rows: string
}

/** Up to 100 estates of a pack: their slugs, and where their scorecards and series stand. */
export interface Leaf {
  estates: { slug: string; card: Line; series: Line }[]
}

/** Estates of one leaf. */
export const LEAF_ESTATES = 100

/** The last of some things, ordered by their first slug, that does not begin after a slug; undefined before the first. */
function lastBefore<T extends { first: string }>(ordered: readonly T[], slug: string): T | undefined {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ordered[middle]?.first ?? "") <= slug) low = middle + 1
    else high = middle
  }
  return ordered[low - 1]
}

/** The chunk that would hold an estate, if the release has it; and its leaf. */
export function placeOf({ chunks }: Pick<Directory, "chunks">, slug: string) {
  const chunk = lastBefore(chunks, slug)
  const leaf = chunk && slug <= chunk.last ? lastBefore(chunk.leaves, slug) : undefined
  return chunk && leaf ? { chunk, leaf } : null
}

/** The leaves of a pack whose lines are scorecards, and as many series after them. */
export function leavesOf(slugs: readonly string[], lines: readonly Line[]): Leaf[] {
  const leaves: Leaf[] = []
  for (let from = 0; from < slugs.length; from += LEAF_ESTATES) {
    const estates = slugs.slice(from, from + LEAF_ESTATES).map((slug, at) => {
      const [card, series] = [lines[from + at], lines[slugs.length + from + at]]
      if (!card || !series) throw new Error(`no line for ${slug}`)
      return { slug, card, series }
    })
    leaves.push({ estates })
  }
  return leaves
}
