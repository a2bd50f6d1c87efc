import { segment, withQuery } from "./address.ts"

/** What of a board is asked for. */
export interface BoardQuery {
  quarter?: string
  by?: string
  place?: string
}

/** Addresses of the board, of the estates behind its numbers, and of what is verified together; a part of `paths`. */
export const boardPaths = {
  board: (query: BoardQuery = {}) => withQuery("/board", { ...query }),
  boardFile: (query: BoardQuery = {}) => withQuery("/board/parts.csv", { ...query }),
  /** What the authorities below have done. */
  oversight: (query: Record<string, string | undefined> = {}) => withQuery("/oversight", query),
  oversightFile: () => "/oversight/list.csv",
  verifyTogether: (quarter: string, query: { done?: number } = {}) =>
    withQuery(`/verifying/${segment(quarter)}`, query),
  boardEstates: (query: Record<string, string | undefined> = {}) => withQuery("/board/estates", query),
}
