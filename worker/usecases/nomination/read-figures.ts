import { canonicalJson } from "../../domain/canonical.ts"
import { lastDay, quartersOfYear, shiftDay, shiftQuarter } from "../../domain/quarter.ts"
import type { Digest } from "../../domain/release/content.ts"
import { type PastFigures, pastFigures } from "../../domain/release/series.ts"
import type { FigureCard, Manifest, Outcome, PublishedRelease } from "../../domain/release/snapshot.ts"
import { type EstateFigures, type QuarterFigures, windowQuarters } from "../../domain/selection/figures.ts"
import type { Basis } from "../../domain/selection/rules.ts"
import type { PastFigure } from "../public/past-periods.ts"
import type { PublicState } from "../public/public-state.ts"

type Files = Pick<PublishedRelease, "period" | "number" | "manifest">

/** Which release of a period everybody sees. */
export type Published = Pick<PublishedRelease, "period" | "number" | "manifestHash">

/** What reading released figures needs: of the public reader, so that nothing unreleased is ever seen. */
export interface FiguresDeps {
  state(): Promise<PublicState>
  figureCards(release: Files, slugs: string[]): Promise<Map<string, FigureCard>>
  told(release: Files, slugs: readonly string[]): Promise<Map<string, PastFigure[]>>
  manifest(period: string, hash: string): Promise<Manifest>
}

/** An estate to read, with its tenures (days, both included); the one figure that no release holds. */
export interface EstateToRead {
  slug: string
  tenures: readonly { fromDate: string; toDate: string | null }[]
}

const isYear = (period: string) => period.length === 4
const quarterAtEnd = (period: string) => (isYear(period) ? (quartersOfYear(period).at(-1) ?? "") : period)

/** The quarters that figures look at: the last eight that end with the basis, oldest first. */
function quartersOf(period: string): string[] {
  const last = quarterAtEnd(period)
  return Array.from({ length: windowQuarters }, (_, at) => shiftQuarter(last, at - windowQuarters + 1))
}

/** Whole months from the beginning of the tenure that covers a day to the end of that day. */
function monthsOfTenure(tenures: EstateToRead["tenures"], day: string): number | null {
  const held = tenures.find(({ fromDate, toDate }) => fromDate <= day && (toDate === null || toDate >= day))
  if (!held) return null
  const [year = 0, month = 0, date = 0] = held.fromDate.split("-").map(Number)
  const [endYear = 0, endMonth = 0, endDate = 0] = shiftDay(day, 1).split("-").map(Number)
  return (endYear - year) * 12 + (endMonth - month) - (endDate < date ? 1 : 0)
}

/** How late it was reported, as the release's own deduction tells: DED-01 counts once up to ten days, twice after. */
function latenessOf(outcome: Outcome, { deducted }: PastFigures): number | null {
  return outcome === "scored" ? (deducted["DED-01"] ?? 0) : null
}

type PastCard = Pick<FigureCard, "outcome" | "base" | "final" | "band" | "rank">

function quarterFigures(period: string, card: PastCard, kept: PastFigures): QuarterFigures {
  const { outcome, base, final, band, rank } = card
  const { gatesFailed, vetoes } = kept
  return { period, outcome, base, final, band, rank, gatesFailed, vetoes, late: latenessOf(outcome, kept) }
}

function noFigures(period: string): QuarterFigures {
  const none = { outcome: null, base: null, final: null, band: null, rank: null, late: null }
  return { period, ...none, gatesFailed: [], vetoes: [] }
}

function basisFigures({ period, manifestHash }: Basis, card: FigureCard): EstateFigures["basis"] {
  const { outcome, base, bonus, deductions, final, ranking, band, rank, range } = card
  const { gatesFailed, vetoes, dimensions } = card
  const ranges = { rankP5: range?.p5 ?? null, rankP95: range?.p95 ?? null, top10: range?.top10 ?? null }
  const scores = { outcome, base, bonus, deductions, final, ranking, band, rank, ...ranges }
  return { period, manifestHash, ...scores, gatesFailed, vetoes, dimensions }
}

/** What the public has of a period by now, compared with what a programme rests on. */
export function basisStanding(
  { period, manifestHash }: Basis,
  releases: readonly Published[],
): "published" | "revised" | "gone" {
  const published = releases.find((release) => release.period === period)
  if (!published) return "gone"
  return published.manifestHash === manifestHash ? "published" : "revised"
}

async function filesOf(deps: FiguresDeps, { period, number, manifestHash }: Published): Promise<Files> {
  return { period, number, manifest: await deps.manifest(period, manifestHash) }
}

type ByEstate = Map<string, QuarterFigures>

/** A quarter's figures by slug: as the basis tells of it, else (a later number, a series of before) of the scorecards. */
async function quarterOf(
  deps: FiguresDeps,
  own: Published,
  slugs: string[],
  told: Map<string, PastFigure[]>,
): Promise<ByEstate> {
  const found: ByEstate = new Map()
  const { period, number } = own
  const missing: string[] = []
  for (const slug of slugs) {
    const past = told.get(slug)
    const one = past?.find((figure) => figure.period === period && figure.number === number)
    if (one?.kept) found.set(slug, quarterFigures(period, one, one.kept))
    else missing.push(slug)
  }
  if (missing.length === 0) return found
  for (const [slug, card] of await deps.figureCards(await filesOf(deps, own), missing))
    found.set(slug, quarterFigures(period, card, pastFigures(card)))
  return found
}

/**
 * The released figures of estates, by slug; one that the basis release does not hold is absent. The basis is found by
 * its hash, also when a later revision is published by now; earlier quarters are those that are published, each with
 * its manifest. Who has read what is published hands it in; no round trip then.
 */
export async function readFigures(
  deps: FiguresDeps,
  basis: Basis,
  estates: readonly EstateToRead[],
  published?: readonly Published[],
): Promise<Map<string, EstateFigures>> {
  const slugs = estates.map(({ slug }) => slug)
  const releases = published ?? (await deps.state()).releases
  const files = await filesOf(deps, basis)
  const cards = await deps.figureCards(files, slugs)
  const held = slugs.filter((slug) => cards.has(slug))
  const told = await deps.told(files, held)
  const quarters = await Promise.all(
    quartersOf(basis.period).map(async (period) => {
      const own = period === basis.period ? basis : releases.find((release) => release.period === period)
      const rows: ByEstate = own ? await quarterOf(deps, own, held, told) : new Map()
      return { period, manifestHash: own?.manifestHash ?? null, rows }
    }),
  )
  const end = lastDay(quarterAtEnd(basis.period))
  const found = new Map<string, EstateFigures>()
  for (const { slug, tenures } of estates) {
    const card = cards.get(slug)
    if (!card) continue
    const { name, place, placeNames, district, company, demonstration } = card
    found.set(slug, {
      format: 1,
      estate: { slug, name, place, placeNames, district, company },
      basis: basisFigures(basis, card),
      quarters: quarters.map(({ period, manifestHash, rows }) => ({
        ...(rows.get(slug) ?? noFigures(period)),
        manifestHash,
      })),
      tenureMonths: monthsOfTenure(tenures, end),
      demonstration,
    })
  }
  return found
}

/** What figures are told apart by: SHA-256 of their canonical JSON. */
export function figuresHash(figures: EstateFigures, digest: Digest): Promise<string> {
  return digest(canonicalJson(figures))
}
