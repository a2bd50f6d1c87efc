import type { KeySpec } from "../../../worker/domain/scoring/keys.ts"
import { type Standing, unsentStates } from "../../../worker/domain/submission/standing.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { BandChip } from "../../ui/band-chip.tsx"
import { formatChange, formatDay, formatPeriod, formatScore, formatTime } from "../../ui/format.ts"
import type { ShownColumns } from "../../ui/list.tsx"
import { useText } from "../../ui/use-text.ts"
import { estateColumns } from "../desk/estate-columns.tsx"
import type { BandInfo } from "../public/bands.tsx"
import { fieldId, RETURNED } from "./filing-view.ts"

/** An estate of the filing desk's list. */
export interface ListRow {
  slug: string
  name: string
  placeName: string
  demonstration: boolean
  standing: Standing
  dueDay: string
  /** 延期: the last day that an authority has given it. */
  extended: string | null
  late: boolean
  closed: boolean
  correcting: boolean
  /** Keys that the company is asked about in what came back. */
  cameBack: string[]
  /** Which company asks the reader's place to check its part, and since when (ISO). */
  askedBy: string | null
  askedAt: string | null
  /** The released quarter whose score stands here; null where there is none. */
  scoredIn: string | null
  final: number | null
  change: number | null
  /** Null: without one. */
  band: BandInfo | null
}

type Column = "estate" | "place" | "state" | "due" | "period" | "score" | "change" | "band"

/** Where an estate stands, with what must be known beside it. */
export function standingWords(text: Text, row: ListRow): string {
  const { filing, corrections, extensions } = text
  const closed = row.closed && row.standing !== "closed"
  const { askedBy, askedAt } = row
  const more = [
    ...(askedBy && askedAt ? [filing.list.askedBy(askedBy, formatTime(askedAt))] : []),
    ...(row.late ? [filing.list.late] : []),
    ...(row.extended ? [extensions.state(formatDay(text, row.extended))] : []),
    ...(row.correcting ? [corrections.being] : closed ? [filing.closed] : []),
  ]
  return [filing.states[row.standing], ...more].join(" · ")
}

/** Whether its day still matters: nothing has been sent, and something can be. */
const isDue = ({ standing }: ListRow) =>
  standing === "none" || unsentStates.some((state) => state === standing)

/** What is asked for by the edition, by key. */
export type Specs = ReadonlyMap<string, KeySpec>

/** What came back of an estate: each value as the way to its field; one of others, to what is said of it. */
function AskedLinks({ row, quarter, specs }: { row: ListRow; quarter: string; specs: Specs }) {
  const text = useText()
  if (row.cameBack.length === 0) return null
  const form = paths.submission(row.slug, quarter)
  return (
    <ul class="asked-links">
      {row.cameBack.map((key) => {
        const spec = specs.get(key)
        const place = spec?.provider === "company" ? fieldId(key) : RETURNED
        return (
          <li>
            <a href={`${form}#${place}`}>{spec?.title[text.language] ?? key}</a>
          </li>
        )
      })}
    </ul>
  )
}

/** How the columns of the filing desk are called and what stands in them. */
export function filingColumns(text: Text, quarter: string, specs: Specs): ShownColumns<ListRow, Column> {
  const { list } = text.filing
  return {
    ...estateColumns<ListRow>(text, (row) => paths.submission(row.slug, quarter)),
    state: {
      title: list.state,
      value: (row) => standingWords(text, row),
      cell: (row) => (
        <>
          {standingWords(text, row)}
          <AskedLinks row={row} quarter={quarter} specs={specs} />
        </>
      ),
    },
    due: {
      title: list.due,
      className: "list-due",
      value: ({ dueDay }) => dueDay,
      cell: (row) => (isDue(row) ? formatDay(text, row.dueDay) : ""),
    },
    period: { title: list.scoredIn, value: ({ scoredIn }) => scoredIn && formatPeriod(text, scoredIn) },
    score: {
      title: list.score,
      value: ({ final }) => (final === null ? null : Number(formatScore(final, 2))),
      cell: ({ slug, final, scoredIn }) =>
        final === null || scoredIn === null ? (
          ""
        ) : (
          <a href={paths.estate(slug, { quarter: scoredIn })}>{formatScore(final, 1)}</a>
        ),
    },
    change: {
      title: list.change,
      value: ({ change }) => (change === null ? null : Number(change.toFixed(2))),
      cell: ({ change }) => (change === null ? "" : formatChange(change, 1)),
    },
    band: {
      title: list.band,
      value: ({ band }) => band?.title ?? null,
      cell: ({ band }) => (band ? <BandChip look={band.look} title={band.title} /> : ""),
    },
  }
}
