/** Which edition scores a quarter or a year. */
import { compareQuarters } from "../quarter.ts"

/** The edition with the greatest `effective_from` that is not after the quarter; null when all are later. */
export function editionOfQuarter<E extends { readonly effective_from: string }>(
  editions: readonly E[],
  quarter: string,
): E | null {
  let found: E | null = null
  for (const edition of editions)
    if (compareQuarters(edition.effective_from, quarter) <= 0)
      if (!found || compareQuarters(edition.effective_from, found.effective_from) > 0) found = edition
  return found
}

/** The one edition that scores all these quarters; null when they fall under two: then the year has no score. */
export function editionOfYear<E extends { readonly effective_from: string }>(
  editions: readonly E[],
  quarters: readonly string[],
): E | null {
  const found = new Set(quarters.map((quarter) => editionOfQuarter(editions, quarter)))
  const [only] = found
  return found.size === 1 && only ? only : null
}
