import {
  type BoardMark,
  type BoardPart,
  type BoardRow,
  boardMarks,
  NO_COMPANY,
} from "../../../worker/domain/submission/board.ts"
import { type Standing, standings } from "../../../worker/domain/submission/standing.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"

/** What a number of the board counts: all that is expected, a state, or what is told beside it. */
export type Counted = "all" | Standing | BoardMark

/** Which estates the parts of a board stand for. */
export interface BoardView {
  quarter: string
  by: BoardPart
  /** Code of the place that it is narrowed to; all when empty. */
  place: string
}

/** How many estates of a part are counted. */
export function countOf({ expected, states, marks }: BoardRow, of: Counted): number {
  if (of === "all") return expected
  const mark = boardMarks.find((one) => one === of)
  return mark ? marks[mark] : (states[of as Standing] ?? 0)
}

/** How what is counted is called. */
export function countedWord({ board, filing }: Text, of: Counted): string {
  if (of === "all") return board.expected
  const mark = boardMarks.find((one) => one === of)
  return mark ? board.marks[mark] : filing.states[of as Standing]
}

/** What is shown as columns: everything by which anything is counted, of the states the common ones always. */
export function countedColumns(whole: BoardRow): Counted[] {
  const always: readonly Counted[] = ["all", "none", "draft", "submitted", "street_verified", "verified"]
  const rest = ["all", ...standings, ...boardMarks] as const
  return rest.filter((one) => always.includes(one) || countOf(whole, one) > 0)
}

/** The address of exactly the estates that a number counts; `row` is null for the whole board. */
export function behind({ quarter, by, place }: BoardView, row: BoardRow | null, of: Counted | "due"): string {
  const own = row?.key ?? ""
  const within = by === "district" || by === "street" ? { place: own || place } : { place }
  const part = row === null ? { place } : by === "company" ? { place, company: own || NO_COMPANY } : within
  const at = row !== null && by === "community" ? { at: own } : {}
  return paths.boardEstates({ quarter, state: of === "all" ? undefined : of, ...part, ...at })
}
