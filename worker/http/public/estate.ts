import type {
  Baseline,
  EstateView,
  MeanOf,
  Standing,
  TrendPoint,
} from "../../../web/pages/public/estate-view.ts"
import { lastDay } from "../../domain/quarter.ts"
import type { PublishedRelease, Scorecard } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { chooseRelease, isMissing, type Missing } from "./query.ts"
import type { PublicReader, PublicState, PublicTenure } from "./reader.ts"

const trendLength = 8
const standingsShown = 3
const changesShown = 6

type Found = { release: PublishedRelease; card: Scorecard }

/** The estate's scorecard in every release that holds it, in the order of the releases. */
async function cardsOf(
  reader: PublicReader,
  releases: readonly PublishedRelease[],
  slug: string,
): Promise<Found[]> {
  const found: Found[] = []
  for (const release of releases) {
    const card = (await reader.scorecards(release, [slug])).get(slug)
    if (card) found.push({ release, card })
  }
  return found
}

function standingsOf(edition: Edition, card: Scorecard, release: PublishedRelease): Standing[] {
  const medians = release.manifest.totals.median.indicators
  return edition.indicators.flatMap((indicator) => {
    const result = card.indicators.find(({ code }) => code === indicator.code)
    if (!result || result.points === null) return []
    const median = medians[indicator.code] ?? 0
    return [
      {
        indicator,
        result,
        ahead: result.points - median * indicator.points,
        lost: indicator.points - result.points,
      },
    ]
  })
}

function trendOf(cards: readonly Found[]): TrendPoint[] {
  return cards
    .filter(({ release }) => release.kind === "quarter")
    .slice(0, trendLength)
    .reverse()
    .map(({ release, card }) => ({
      period: release.period,
      outcome: card.outcome,
      base: card.base,
      band: card.band,
      rank: card.rank,
      median: release.manifest.totals.median.base,
    }))
}

function meanOf(cards: readonly Found[], { release, card }: Found): MeanOf | null {
  if (release.kind !== "year" || card.base === null) return null
  const isScored = (quarter: number) =>
    cards.some((found) => found.release.period === `${release.period}Q${quarter}` && found.card.base !== null)
  const quarters = [1, 2, 3, 4]
  return { scored: quarters.filter(isScored), missing: quarters.filter((quarter) => !isScored(quarter)) }
}

type Chosen = { period: string; beforeTenure: boolean }

/** Of the earlier quarters with a score, newest first: the last that ended before the present tenure, else the newest. */
function defaultBaseline(scored: readonly string[], tenure: PublicTenure | undefined): Chosen | null {
  const before = tenure && scored.find((period) => lastDay(period) < tenure.fromDate)
  if (before !== undefined) return { period: before, beforeTenure: true }
  return scored[0] === undefined ? null : { period: scored[0], beforeTenure: false }
}

function changesBetween(edition: Edition, from: Scorecard, to: Scorecard): Baseline["changes"] {
  const points = (card: Scorecard, code: string) =>
    card.indicators.find((result) => result.code === code)?.points ?? null
  const changes = edition.indicators.flatMap((indicator) => {
    const [before, now] = [points(from, indicator.code), points(to, indicator.code)]
    return before === null || now === null || before === now ? [] : [{ indicator, from: before, to: now }]
  })
  return changes.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from)).slice(0, changesShown)
}

function baselineOf(
  cards: readonly Found[],
  present: Found,
  edition: Edition,
  asked: string,
  tenure: PublicTenure | undefined,
): Baseline | Missing | null {
  if (present.release.kind !== "quarter" || present.card.base === null) return null
  const earlier = cards.filter(
    ({ release, card }) =>
      release.kind === "quarter" && release.period < present.release.period && card.base !== null,
  )
  const options = earlier.map(({ release }) => release.period)
  if (asked !== "" && !options.includes(asked)) return { missing: "period", asked: asked.slice(0, 40) }
  const chosen = asked === "" ? defaultBaseline(options, tenure) : { period: asked, beforeTenure: false }
  const found = earlier.find(({ release }) => release.period === chosen?.period)
  if (!chosen || !found) return null
  const sameEdition = found.release.editionId === present.release.editionId
  return {
    ...chosen,
    options,
    card: found.card,
    sameEdition,
    changes: sameEdition ? changesBetween(edition, found.card, present.card) : [],
  }
}

/** The released side of an estate's page, or what the query asks for that does not exist. */
export async function estateView(
  reader: PublicReader,
  state: PublicState,
  slug: string,
  query: Record<string, string>,
): Promise<EstateView | Missing> {
  const { quarter = "", baseline = "" } = query
  const cards = await cardsOf(reader, state.releases, slug)
  if (cards.length === 0) return { missing: "estate", asked: slug.slice(0, 60) }
  const chosen = chooseRelease(state, quarter)
  if (isMissing(chosen)) return chosen
  // Without a quarter in the address: the newest quarter that holds this estate.
  const newest = cards.find(({ release }) => release.kind === "quarter") ?? cards[0]
  const asked = cards.find(({ release }) => release.id === chosen.id)
  const present = asked ?? (quarter === "" ? newest : undefined)
  if (!present) return { missing: "period", asked: quarter.slice(0, 40) }
  const { release, card } = present
  const edition = await reader.edition(release.editionId)
  const standings = standingsOf(edition, card, release)
  const tenure = state.tenures[slug]?.at(-1)
  const compared = baselineOf(cards, present, edition, baseline, tenure)
  if (compared !== null && isMissing(compared)) return compared
  const name = card.company ?? tenure?.company
  const current = tenure && tenure.company === name ? tenure.fromDate : null
  return {
    kind: "released",
    release,
    edition,
    card,
    awards: state.outcomes.awards.filter((award) => award.estateSlug === slug),
    periods: cards.map((found) => found.release.period),
    company: name ? { name, since: current ?? "" } : null,
    ranked: release.manifest.totals.outcomes.scored,
    strongest: standings
      .filter(({ ahead }) => ahead > 0)
      .sort((a, b) => b.ahead - a.ahead)
      .slice(0, standingsShown),
    weakest: standings
      .filter(({ lost }) => lost > 0)
      .sort((a, b) => b.lost - a.lost)
      .slice(0, standingsShown),
    trend: trendOf(cards),
    meanOf: meanOf(cards, present),
    baseline: compared,
    query: { quarter, baseline },
  }
}
