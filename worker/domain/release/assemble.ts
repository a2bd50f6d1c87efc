import type { Edition } from "../scoring/edition.ts"
import type {
  Corrects,
  ExemptEstate,
  InputPart,
  ListRow,
  ReleaseRef,
  ReleaseStanding,
  Scorecard,
  SecondManifest,
  Totals,
} from "./snapshot.ts"
import type { CardsFile, FiguresFile, RanksFile, ReleaseBasis } from "./working.ts"

/** The rows of a chunk with their ranks; `from` is the position of its first estate. */
export function rankedRows(
  { estates }: FiguresFile,
  { ranks, ranges, figures }: Pick<RanksFile, "ranks" | "ranges" | "figures">,
  from: number,
): ListRow[] {
  return estates.map(({ row }, at) => ({
    ...row,
    rank: ranks[from + at] ?? null,
    rankFigure: figures[from + at] ?? null,
    range: ranges[from + at] ?? null,
  }))
}

/** The scorecards of a chunk, each with what the release corrects of it. */
export function scorecardsOf(
  rows: readonly ListRow[],
  { cards }: CardsFile,
  { basis: { corrects }, companies }: Pick<RanksFile, "basis" | "companies">,
): Scorecard[] {
  return rows.map((row, at) => {
    const card = cards[at]
    if (!card) throw new Error(`no scorecard for ${row.slug}`)
    const own = corrects?.estates.filter(({ slug }) => slug === row.slug) ?? []
    const confirmed = row.outcome === "scored" && row.company !== null ? companies?.[row.company] : undefined
    const whole = { ...row, ...card, ...(confirmed && { confirmed }) }
    if (own.length === 0) return whole
    return { ...whole, corrected: own.map(({ slug: _, ...correction }) => correction) }
  })
}

/** Corrected estates that the manifest lists; the others are on their scorecards. */
export const CORRECTIONS_LISTED = 20

function listed({ number, manifestHash, estates }: Corrects): Corrects {
  const count = new Set(estates.map(({ slug }) => slug)).size
  return { number, manifestHash, count, estates: estates.slice(0, CORRECTIONS_LISTED) }
}

/** What the manifest names besides the files. */
export interface ManifestFacts {
  cell: string
  period: string
  number: number
  edition: Edition
  editionHash: string
  engine: string
  inputHash: string
  frozenAt: string
  totals: Totals
  basis: ReleaseBasis
  directory: string
  inputs: InputPart[]
  standing: ReleaseStanding
  /** Estates that were exempted (免报) from the quarter. */
  exempt: ExemptEstate[]
  /** Of a year. */
  quarters?: ReleaseRef[]
}

/** The root of a release; see snapshot.ts. */
export function manifestOf(facts: ManifestFacts): SecondManifest {
  const { edition, editionHash, basis, exempt, ...named } = facts
  const { score, places, ties, tie_break, min_group } = edition.rank
  return {
    format: 2,
    ...named,
    kind: facts.quarters ? "year" : "quarter",
    edition: { code: edition.code, version: edition.version, hash: editionHash },
    before: basis.before,
    ranking: { score, places, ties, tie_break: [...tie_break], min_group },
    ...(exempt.length > 0 && { exempt }),
    ...(basis.corrects && { corrects: listed(basis.corrects) }),
  }
}
