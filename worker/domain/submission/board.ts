import { listKind } from "../list.ts"
import { type Standing, type StandingGroup, standingGroups, standings } from "./standing.ts"

/** What a board (看板) puts together: the estates of each district, street, community or company. */
export const boardParts = ["district", "street", "community", "company"] as const
export type BoardPart = (typeof boardParts)[number]

/**
 * What is counted beside where an estate stands: sent after its deadline (`late`); its day over and nothing sent
 * (`overdue`); with an authority for longer than WAITS_LONG days (`long`); with a later last day of its
 * own (`extended`, 延期); without a company (`orphan`).
 */
export const boardMarks = ["late", "overdue", "long", "extended", "orphan"] as const
export type BoardMark = (typeof boardMarks)[number]

/** What a list is narrowed to for estates without a company. */
export const NO_COMPANY = "none"

/** So many days with one authority are long: a colleague or the level above should look. */
export const WAITS_LONG = 7

/** What the rows of a board can be narrowed to. */
export const boardFilters = [
  "all",
  ...(Object.keys(standingGroups) as StandingGroup[]),
  ...standings,
  ...boardMarks,
] as const

/** The mark that a filter names, if it names one. */
export const markOf = (filter: string): BoardMark | null => boardMarks.find((one) => one === filter) ?? null

/** The estates behind the numbers of a board, what waits longest at the top. */
export const boardList = listKind({
  name: "board",
  columns: {
    estate: "text",
    place: "text",
    company: "text",
    state: "text",
    due: "day",
    sent: "time",
    waits: "number",
  },
  filters: {
    quarter: "code",
    state: { of: boardFilters, usual: "all" },
    place: "code",
    at: "code",
    company: "code",
  },
  sorts: ["waits", "name", "state", "deadline"],
  searched: true,
})
export type BoardSort = (typeof boardList.sorts)[number]

/** What of a quarter's estates is asked for. */
export interface BoardFilter {
  quarter: string
  /** The day it is in Asia/Shanghai: by it days are over, and waited. */
  today: string
  /** Only where these stand; null for all. */
  standings: readonly Standing[] | null
  /** Only those that are this as well. */
  mark: BoardMark | null
  /** Names, pinyin or initials. */
  q: string
  /** Code of a district, street or community, with everything in it; all when empty. */
  place: string
  /** Code of the place in which an estate itself stands; all when empty. */
  at: string
  /** Id of a company, NO_COMPANY; all when empty. */
  company: string
  sort: BoardSort
}

/** One part of a board: how many of its estates stand where. */
export interface BoardRow {
  /** Code of a place or id of a company; empty for estates without. */
  key: string
  name: string
  expected: number
  states: Partial<Record<Standing, number>>
  marks: Record<BoardMark, number>
  /** Sent by the deadline that applied. */
  inTime: number
  /** Days that the oldest has been with an authority; null where nothing waits. */
  longest: number | null
  /** Who is to be asked there. */
  contacts: string[]
}

/** 按时率: of those expected how many were sent in time, from 0 to 1; null where none is expected. */
export function onTimeRate({ expected, inTime }: Pick<BoardRow, "expected" | "inTime">): number | null {
  return expected === 0 ? null : inTime / expected
}

/** Numbers are added up over parts; of days the longest stands. */
export function addUp(rows: readonly BoardRow[], name: string): BoardRow {
  const sum = (of: (row: BoardRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const days = rows.flatMap(({ longest }) => (longest === null ? [] : [longest]))
  return {
    key: "",
    name,
    expected: sum(({ expected }) => expected),
    states: Object.fromEntries(standings.map((one) => [one, sum(({ states }) => states[one] ?? 0)])),
    marks: Object.fromEntries(boardMarks.map((one) => [one, sum(({ marks }) => marks[one])])) as Record<
      BoardMark,
      number
    >,
    inTime: sum(({ inTime }) => inTime),
    longest: days.length === 0 ? null : Math.max(...days),
    contacts: [],
  }
}
