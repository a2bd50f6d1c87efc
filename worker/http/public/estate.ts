import type {
  Baseline,
  EstateView,
  MeanOf,
  Standing,
  TrendPoint,
} from "../../../web/pages/public/estate-view.ts"
import { isQuarter, lastDay } from "../../domain/quarter.ts"
import type { PastPeriod } from "../../domain/release/series.ts"
import { exemptIn, type PublishedRelease, type Scorecard } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { isSameMethod } from "../../domain/scoring/edition-choice.ts"
import { chooseRelease, isMissing, type Missing } from "./query.ts"
import type { PublicReader, PublicState, PublicTenure } from "./reader.ts"

const trendLength = 8
const standingsShown = 3
const changesShown = 6

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

function trendOf(past: readonly PastPeriod[], releases: readonly PublishedRelease[]): TrendPoint[] {
  const medians = new Map(releases.map(({ period, manifest }) => [period, manifest.totals.median.base]))
  return past
    .filter(({ period }) => isQuarter(period))
    .slice(0, trendLength)
    .reverse()
    .map(({ period, outcome, base, band, rank }) => {
      return { period, outcome, base, band, rank, median: medians.get(period) ?? null }
    })
}

function meanOf(past: readonly PastPeriod[], release: PublishedRelease, card: Scorecard): MeanOf | null {
  if (release.kind !== "year" || card.base === null) return null
  const isScored = (quarter: number) =>
    past.some(({ period, base }) => period === `${release.period}Q${quarter}` && base !== null)
  const quarters = [1, 2, 3, 4]
  return { scored: quarters.filter(isScored), missing: quarters.filter((quarter) => !isScored(quarter)) }
}

type Chosen = { period: string; beforeTenure: boolean }
/** Of the earlier quarters with a score, newest first, the one to compare with. */
type ChooseBaseline = (scored: readonly string[], tenure: PublicTenure | undefined) => Chosen | null

/** Of the earlier quarters with a score, newest first: the last that ended before the present tenure, else the newest. */
function defaultBaseline(scored: readonly string[], tenure: PublicTenure | undefined): Chosen | null {
  const before = tenure && scored.find((period) => lastDay(period) < tenure.fromDate)
  if (before !== undefined) return { period: before, beforeTenure: true }
  return scored[0] === undefined ? null : { period: scored[0], beforeTenure: false }
}

function changesBetween(edition: Edition, from: PastPeriod, to: Scorecard): Baseline["changes"] {
  const present = new Map(to.indicators.map(({ code, points }) => [code, points]))
  const changes = edition.indicators.flatMap((indicator) => {
    const before = from.indicators.get(indicator.code)?.points ?? null
    const now = present.get(indicator.code) ?? null
    return before === null || now === null || before === now ? [] : [{ indicator, from: before, to: now }]
  })
  return changes.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from)).slice(0, changesShown)
}

async function baselineOf(
  reader: PublicReader,
  past: readonly PastPeriod[],
  present: { release: PublishedRelease; card: Scorecard; edition: Edition },
  asked: string,
  choose: (scored: readonly string[]) => Chosen | null,
): Promise<Baseline | Missing | null> {
  const { release, card, edition } = present
  if (release.kind !== "quarter" || card.base === null) return null
  const earlier = past.filter(
    ({ period, base }) => isQuarter(period) && period < release.period && base !== null,
  )
  const options = earlier.map(({ period }) => period)
  if (asked !== "" && !options.includes(asked)) return { missing: "period", asked: asked.slice(0, 40) }
  const chosen = asked === "" ? choose(options) : { period: asked, beforeTenure: false }
  const found = earlier.find(({ period }) => period === chosen?.period)
  if (!chosen || !found) return null
  const { code, version } = release.manifest.edition
  const sameMethod =
    found.edition === `${code}@${version}` || isSameMethod(edition, await reader.edition(found.edition))
  return {
    ...chosen,
    options,
    past: found,
    sameMethod,
    changes: sameMethod ? changesBetween(edition, found, card) : [],
  }
}

/** The release whose card is shown: the one asked for, else the newest quarter that holds the estate, else a year. */
function presentOf(
  past: readonly PastPeriod[],
  releases: readonly PublishedRelease[],
  chosen: PublishedRelease,
  quarter: string,
): PublishedRelease | undefined {
  const holds = (period: string) => past.some((one) => one.period === period)
  if (holds(chosen.period)) return chosen
  if (quarter !== "") return undefined
  const newest = past.find(({ period }) => isQuarter(period)) ?? past[0]
  return releases.find(({ period }) => period === newest?.period)
}

/** The quarter before, for what reports the news of one quarter. */
export const quarterBefore: ChooseBaseline = ([newest]) =>
  newest === undefined ? null : { period: newest, beforeTenure: false }

/**
 * The released side of an estate's page, or what the query asks for that does not exist. `choose` says what it is compared
 * with where the query names no baseline.
 */
export async function estateView(
  reader: PublicReader,
  state: PublicState,
  slug: string,
  query: Record<string, string>,
  choose: ChooseBaseline = defaultBaseline,
): Promise<EstateView | Missing> {
  const { quarter = "", baseline = "" } = query
  // What a release holds had a company by then, and a tenure of a released quarter stays: any other name reads no file.
  const past = Object.hasOwn(state.tenures, slug) ? await reader.past(state.releases, slug) : []
  if (past.length === 0) return { missing: "estate", asked: slug.slice(0, 60) }
  const chosen = chooseRelease(state, quarter)
  if (isMissing(chosen)) return chosen
  // From a quarter that it was exempted from (免报) the page says so, over the newest that holds it.
  const exempt = exemptIn(chosen.manifest).some((one) => one.slug === slug)
  const release = presentOf(past, state.releases, chosen, exempt ? "" : quarter)
  const card = release && (await reader.scorecards(release, [slug])).get(slug)
  if (!release || !card) return { missing: "period", asked: quarter.slice(0, 40) }
  const edition = await reader.edition(release.editionId)
  const standings = standingsOf(edition, card, release)
  const tenure = state.tenures[slug]?.at(-1)
  const compared = await baselineOf(reader, past, { release, card, edition }, baseline, (scored) =>
    choose(scored, tenure),
  )
  if (compared !== null && isMissing(compared)) return compared
  const name = card.company ?? tenure?.company
  const current = tenure && tenure.company === name ? tenure.fromDate : null
  return {
    kind: "released",
    release,
    edition,
    card,
    awards: state.outcomes.awards.filter((award) => award.estateSlug === slug),
    periods: past.map(({ period }) => period),
    checking: state.checking,
    // A year shows those of its quarters.
    pictures: (state.pictures[slug] ?? []).filter(({ quarter }) => quarter.startsWith(release.period)),
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
    trend: trendOf(past, state.releases),
    meanOf: meanOf(past, release, card),
    baseline: compared,
    exempt: exempt ? chosen.period : null,
    query: { quarter, baseline },
  }
}
