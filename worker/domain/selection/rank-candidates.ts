import { roundTo } from "../scoring/rounding.ts"
import { sha256 } from "../scoring/sha256.ts"
import type { EstateFigures } from "./figures.ts"
import type { CandidateResult } from "./results.ts"
import type { Category, ProgrammeRules, TieBreak } from "./rules.ts"
import type { ShortlistCategory, ShortlistEntry, TieStep } from "./shortlist.ts"

/** What a list is made of: a candidate that screening let in, its frozen figures and what the judges' reviews come to. */
export interface Candidate {
  nominationId: string
  category: string
  blindCode: string
  figures: EstateFigures
  result: CandidateResult | null
  struck: boolean
}

/** The part of the rules that an order follows from. */
export type RankingRules = Pick<ProgrammeRules, "categories" | "review" | "tieBreak" | "seed">

/**
 * The lot of a candidate: the first 48 bits of SHA-256 over `<seed>:<blind code>`, the smaller one first. It depends on
 * nobody else and on no order, so that anybody can draw it again.
 */
export function lotOf(seed: number, blindCode: string): number {
  return Number.parseInt(sha256(`${seed}:${blindCode}`).slice(0, 12), 16)
}

interface Ranked {
  candidate: Candidate
  total: number
  judges: number | null
  score: number | null
}

/** Decimals of a total and of what it is made of. */
export const totalPlaces = 4
const decimals = (value: number | null) => (value === null ? null : roundTo(value, totalPlaces))

/** The two parts and their total; why it cannot be ranked, where a part that counts is missing. */
function totalOf({ review }: RankingRules, candidate: Candidate): Ranked | "insufficient" | "not_scored" {
  const { result, figures } = candidate
  const { ranking, outcome } = figures.basis
  const counting = review.method === "raw" ? result?.rawMean : result?.calibratedMean
  const judges = result === null || result.insufficient ? null : decimals(counting ?? null)
  const score =
    outcome === "scored" && ranking !== null ? decimals(Math.min(100, Math.max(0, ranking))) : null
  const share = review.judgesShare
  if (share < 100 && score === null) return "not_scored"
  if (share > 0 && judges === null) return "insufficient"
  const total = roundTo((share * (judges ?? 0) + (100 - share) * (score ?? 0)) / 100, totalPlaces)
  return { candidate, total, judges, score }
}

/** What a step compares, and whether the larger one comes first. */
const steps: Record<TieBreak, { largest: boolean; of(ranked: Ranked, seed: number): number | null }> = {
  judges: { largest: true, of: ({ judges }) => judges },
  score: { largest: true, of: ({ score }) => score },
  range: { largest: false, of: ({ candidate }) => candidate.figures.basis.rankP95 },
  tenure: { largest: true, of: ({ candidate }) => candidate.figures.tenureMonths },
  draw: { largest: false, of: ({ candidate }, seed) => lotOf(seed, candidate.blindCode) },
}

function compared(own: number | null, next: number | null, largest: boolean): number {
  if (own === next) return 0
  if (own === null || next === null) return own === null ? 1 : -1
  return largest ? next - own : own - next
}

/** The published chain; the draw always comes last. */
function chainOf({ tieBreak }: RankingRules): TieBreak[] {
  return [...tieBreak.filter((step) => step !== "draw"), "draw"]
}

/** The steps that are tried between two with equal totals, the deciding one last. */
function tiePath(rules: RankingRules, a: Ranked, b: Ranked): TieStep[] {
  if (a.total !== b.total) return []
  const path: TieStep[] = []
  for (const step of chainOf(rules)) {
    const { of, largest } = steps[step]
    const tried = { step, own: of(a, rules.seed), next: of(b, rules.seed) }
    path.push(tried)
    if (compared(tried.own, tried.next, largest) !== 0) break
  }
  return path
}

function order(rules: RankingRules): (a: Ranked, b: Ranked) => number {
  return (a, b) => {
    if (a.total !== b.total) return b.total - a.total
    const last = tiePath(rules, a, b).at(-1)
    const decided = last ? compared(last.own, last.next, steps[last.step].largest) : 0
    // Two blind codes with one lot: as good as impossible, and still the same for everybody.
    return decided || (a.candidate.blindCode < b.candidate.blindCode ? -1 : 1)
  }
}

function entryOf(rules: RankingRules, ranked: Ranked[], at: number): ShortlistEntry[] {
  const own = ranked[at]
  const next = ranked[at + 1]
  if (!own) return []
  const { candidate, total, judges, score } = own
  const { slug, name, district, placeNames, company } = candidate.figures.estate
  const { band, rank, rankP5, rankP95 } = candidate.figures.basis
  return [
    {
      nominationId: candidate.nominationId,
      estate: { slug, name, district, placeNames, company },
      place: null,
      order: at + 1,
      total,
      judges,
      score,
      band,
      rank,
      rankP5,
      rankP95,
      tie: next ? tiePath(rules, own, next) : [],
    },
  ]
}

/** Whether one more of a district may stand on a list. */
export function quotaAllows(
  quotas: Category["quotas"],
  entries: readonly ShortlistEntry[],
  district: string,
): boolean {
  const quota = quotas.find((one) => one.district === district)
  return (
    quota === undefined || entries.filter(({ estate }) => estate.district === district).length < quota.most
  )
}

/** Gives the entries of a list their places, in the order of the ranking. */
export function withPlaces(entries: readonly ShortlistEntry[]): ShortlistEntry[] {
  return [...entries].sort((a, b) => a.order - b.order).map((entry, at) => ({ ...entry, place: at + 1 }))
}

function categoryOf(
  rules: RankingRules,
  category: Category,
  candidates: readonly Candidate[],
): ShortlistCategory {
  const left: ShortlistCategory["left"] = []
  const ranked: Ranked[] = []
  for (const candidate of candidates) {
    const { nominationId, struck } = candidate
    const total = struck ? ("struck" as const) : totalOf(rules, candidate)
    if (typeof total === "string") left.push({ nominationId, reason: total, entry: null })
    else ranked.push(total)
  }
  left.sort((a, b) => (a.nominationId < b.nominationId ? -1 : 1))
  ranked.sort(order(rules))
  const entries: ShortlistEntry[] = []
  const reserve: ShortlistEntry[] = []
  for (const entry of ranked.flatMap((_, at) => entryOf(rules, ranked, at))) {
    if (entries.length >= category.places) reserve.push(entry)
    else if (quotaAllows(category.quotas, entries, entry.estate.district)) entries.push(entry)
    else left.push({ nominationId: entry.nominationId, reason: "quota", entry })
  }
  const { code, title, places } = category
  return { code, title, places, entries: withPlaces(entries), reserve, left }
}

/**
 * The list of every category, from figures, reviews and rules alone: the order of what it is given does not matter. The
 * total is the judges' share of their part and the rest of the released score, with 4 decimals.
 */
export function rankCandidates(rules: RankingRules, candidates: readonly Candidate[]): ShortlistCategory[] {
  return rules.categories.map((category) =>
    categoryOf(
      rules,
      category,
      candidates.filter((candidate) => candidate.category === category.code),
    ),
  )
}
