/** After so many tries a letter has failed. */
export const MOST_TRIES = 5

/**
 * Seconds from the beginning of a try to the beginning of the next: 30 s, 2 min, 8 min, 32 min for a `first` of 30. The
 * first must be longer than one try may take, so that two never run at once.
 */
export function pauseAfter(tries: number, first: number): number {
  return first * 4 ** (tries - 1)
}
