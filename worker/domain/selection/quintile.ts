/** Candidates with a figure that a division into fifths needs; among fewer it would name single ones. */
export const quintileFrom = 5

/**
 * The fifth that a figure falls into among those of all candidates, 1 the best; equal figures fall into the same one.
 * Null where the figure is missing or too few candidates have one.
 */
export function quintileOf(figure: number | null, all: readonly (number | null)[]): number | null {
  const known = all.filter((one): one is number => one !== null)
  if (figure === null || known.length < quintileFrom) return null
  const better = known.filter((one) => one > figure).length
  return Math.floor((5 * better) / known.length) + 1
}
