/** Far beyond any list: keeps what is asked of the database a whole number. */
const MOST = 100_000

/** The page asked for, from 1; anything that is no such number counts as the first page. */
export function pageNumber(asked: string | undefined): number {
  return Math.min(MOST, Math.max(1, Math.trunc(Number(asked)) || 1))
}
