/** What a scorecard tells of the values behind it: as entries, and as the lines of a values file. */
import { csvCell } from "../csv.ts"
import { digitsOf, plainText } from "../scoring/decimal.ts"
import type { PublicValue } from "../scoring/disclosure.ts"
import type { Edition } from "../scoring/edition.ts"
import { reportCsv, totalsReport } from "../scoring/report.ts"
import { CHUNK_ESTATES } from "./progress.ts"
import type { PublishedIndicator, PublishedValue, Scorecard } from "./snapshot.ts"

type Told = readonly [key: string, value: string]

/** A number as the scoring command reads it: no exponent. */
const numberText = (value: number) => plainText(digitsOf(String(value)))

const rangeText = ([from, to]: readonly [number, number]) => `${numberText(from)}-${numberText(to)}`

/** The typed values that a scorecard shows, and the codes of withheld indicators; what is missing or hidden is not there. */
export function cardEntries({ values, indicators }: Pick<Scorecard, "values" | "indicators">) {
  const typed = values.flatMap(({ key, state, value, range }): [string, PublicValue][] => {
    if (range) return [[key, rangeText(range)]]
    if (state === "not_applicable") return [[key, "NA"]]
    return value === null ? [] : [[key, value]]
  })
  return [...typed, ...indicators.flatMap(toldIndicator)]
}

/** Empty is missing. A suppressed value has no row at all, one of few persons the range that it lies in. */
function toldValue({ key, state, value, range }: PublishedValue): Told[] {
  if (range) return [[key, rangeText(range)]]
  if (state === "suppressed") return []
  if (state === "not_applicable") return [[key, "NA"]]
  return [[key, value === null ? "" : numberText(value)]]
}

/** What stands in place of the counts of a withheld indicator. */
function toldIndicator({ code, withheld }: PublishedIndicator): Told[] {
  return withheld === undefined ? [] : [[code, `withheld:${withheld}`]]
}

function toldGate({ code, met, answered }: Scorecard["gates"][number]): Told {
  if (answered) return [code, met ? "yes" : "no"]
  return [code, met ? "NA" : ""]
}

/** A bonus that was not claimed is 0, or empty where the edition's `values` have no 0. */
function toldBonus(edition: Edition, { code, points }: Scorecard["bonuses"][number]): Told {
  const values = edition.bonuses.find((bonus) => bonus.code === code)?.values
  return [code, points === 0 && values && !values.includes(0) ? "" : numberText(points)]
}

/** Everything that a scorecard tells of what was typed, checked or computed by the platform, as the command reads it. */
function toldBy(edition: Edition, card: Scorecard, ofCycle: ReadonlySet<string>): Told[] {
  return [
    ...card.values.flatMap(toldValue),
    ...card.indicators.flatMap(toldIndicator),
    ...card.gates.map(toldGate),
    ...card.bonuses.map((bonus) => toldBonus(edition, bonus)),
    ...card.deductionDetail.map(({ code, count }): Told => [code, numberText(count)]),
    ...card.vetoes.filter((code) => !ofCycle.has(code)).map((code): Told => [code, "yes"]),
  ]
}

const cycleCodes = ({ vetoes }: Edition) =>
  new Set(vetoes.flatMap(({ code, level }) => (level === "cycle" ? [code] : [])))

/** Chunks whose values stand in one part of the public inputs: 2,000 estates. */
export const PART_CHUNKS = 4
/** Estates in one part of the public inputs. */
export const PART_ESTATES = PART_CHUNKS * CHUNK_ESTATES

/** What was scored of a quarter, a page of scorecards after another, as lines of a values file without its header. */
export class ValuesLines {
  readonly #edition: Edition
  readonly #quarter: string
  readonly #ofCycle: ReadonlySet<string>
  readonly #told = new Set<string>()

  constructor(edition: Edition, quarter: string) {
    this.#edition = edition
    this.#quarter = quarter
    this.#ofCycle = cycleCodes(edition)
  }

  static readonly header = "estate,quarter,key,value\n"

  /** The lines of some estates; one that was not scored has none. */
  of(cards: readonly Scorecard[]): string {
    const lines: string[] = []
    for (const card of cards.filter(({ outcome }) => outcome === "scored")) {
      const estate = csvCell(card.slug)
      for (const [key, value] of toldBy(this.#edition, card, this.#ofCycle))
        lines.push(`${estate},${this.#quarter},${key},${value}\n`)
      for (const code of card.vetoes) if (this.#ofCycle.has(code)) this.#told.add(code)
    }
    return lines.join("")
  }

  /** The vetoes of the cycle that these estates showed: each stands once, for `*`, at the end of the first part. */
  get ofCycle(): string {
    return [...this.#told].map((code) => `*,${this.#quarter},${code},yes\n`).join("")
  }
}

/** The header of what the scoring command prints with --ranges. */
export const EXPECTED_HEADER = reportCsv(totalsReport({ rows: [] }, true))

/** What the scoring command prints with --ranges and --period of some estates, those that have a score; no header. */
export function expectedLines(period: string, cards: readonly Scorecard[]): string {
  const rows = cards.flatMap((card) => {
    const { slug: estate, base, bonus, deductions, final, ranking, rank, range, band } = card
    if (base === null || bonus === null || deductions === null || final === null || ranking === null)
      return []
    const totals = { base, bonus, deductions, final, ranking }
    const { gatesFailed, vetoes } = card
    const told = range && { ...range, top10Share: range.top10 }
    return [{ estate, period, totals, rank, range: told, band, gatesFailed, vetoes }]
  })
  return reportCsv(totalsReport({ rows }, true)).slice(EXPECTED_HEADER.length)
}
