import { readFileSync } from "node:fs"
import { estateName } from "../../schema/seed/demonstration/estate-names.ts"
import { siteFinder } from "../../schema/seed/demonstration/sites.ts"
import { readPlaces } from "../../schema/seed/places/read-places.ts"
import { pressEstates } from "../../schema/seed/press/press-estates.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import { Rows } from "../../worker/domain/release/rows-file.ts"
import { pastOf } from "../../worker/domain/release/series.ts"
import type { ListRow, Outcome, PublishedRelease, Scorecard } from "../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../worker/domain/scoring/edition.ts"
import type { KeyValue } from "../../worker/domain/scoring/keys.ts"
import type { OpenDataReader, PublicState } from "../../worker/http/public/reader.ts"
import { manifestOf } from "./fixture-manifest.ts"
import { scorecardOf } from "./fixture-scorecard.ts"
import { rankCards, readEditionFor, scoreFor } from "./fixture-scoring.ts"
import { typedValues } from "./fixture-values.ts"

export const editionId = "cd-wwsg-2023@1.0.0"
export const fixtureQuarters = ["2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"]
const companies = ["锦城物业（演示）", "蓉和物业（演示）", "天府家园物业（演示）", "西岭物业（演示）"]

const fixtureDocument: unknown = JSON.parse(readFileSync("schema/seed/editions/cd-wwsg-2023.json", "utf8"))
export const fixtureEdition: Edition = readEditionFor(fixtureDocument)
const places = readPlaces(readFileSync("schema/seed/places/chengdu.tsv", "utf8"))
const placeName = new Map(places.map((place) => [place.code, place.name]))

function frame(index: number): Scorecard {
  const { name, slug } = estateName(index)
  const site = siteFinder(places)(index)
  return {
    slug,
    name,
    place: site.community,
    placeNames: [site.district, site.street, site.community].map((code) => placeName.get(code) ?? ""),
    district: site.district,
    company: index % 17 === 16 ? null : (companies[index % companies.length] ?? null),
    demonstration: true,
    outcome: "not_reported",
    band: null,
    base: null,
    bonus: null,
    deductions: null,
    final: null,
    ranking: null,
    rank: null,
    range: null,
    gatesFailed: [],
    vetoes: [],
    dimensions: {},
    dimensionDetail: [],
    indicators: [],
    values: [],
    gates: [],
    bonuses: [],
    deductionDetail: [],
  }
}

function outcomeOf(index: number, quarter: number): Outcome {
  const luck = (index * 7 + quarter * 13) % 23
  if (luck === 3) return "not_reported"
  if (luck === 9 && index % 2 === 0) return "under_check"
  return luck === 15 && quarter === 6 ? "returned" : "scored"
}

/** Households 60 to 3,000, skewed towards the small. */
const householdsOf = (index: number) => 180 + ((index * 397) % 1400) + (index % 9 === 0 ? 1200 : 0)

function qualityOf(index: number, quarter: number): number {
  const level = 0.48 + ((index * 29) % 50) / 100
  const turn = index % 11 === 2 && quarter > 2 ? 0.16 : 0
  return Math.min(0.99, level + turn + quarter * 0.012)
}

function cardsOf(count: number, quarter: number): Scorecard[] {
  const scored: Scorecard[] = []
  const typed: Map<string, KeyValue>[] = []
  const cards = Array.from({ length: count }, (_, index) => {
    const outcome = outcomeOf(index, quarter)
    if (outcome !== "scored") return { ...frame(index), outcome }
    const seed = 1 + index * 64 + quarter
    const values = typedValues(fixtureEdition, qualityOf(index, quarter), householdsOf(index), seed)
    const card = scorecardOf(frame(index), fixtureEdition, values, scoreFor(fixtureEdition, values), index)
    scored.push(card)
    typed.push(values)
    return card
  })
  rankCards(fixtureEdition, scored, typed)
  return cards.sort((a, b) => (a.slug < b.slug ? -1 : 1))
}

function listRow(card: Scorecard): ListRow {
  const { dimensionDetail, indicators, values, gates, bonuses, deductionDetail, ...row } = card
  return row
}

function yearCards(quarters: Scorecard[][]): Scorecard[] {
  return (quarters[0] ?? []).map((first) => {
    const mine = quarters.flatMap((cards) =>
      cards.filter((card) => card.slug === first.slug && card.base !== null),
    )
    const last = mine.at(-1)
    if (!last || mine.length < 3)
      return {
        ...first,
        outcome: "not_reported",
        band: null,
        base: null,
        final: null,
        ranking: null,
        rank: null,
        range: null,
        dimensions: {},
        dimensionDetail: [],
        indicators: [],
        values: [],
      }
    const base = Math.round((mine.reduce((sum, card) => sum + (card.base ?? 0), 0) / mine.length) * 100) / 100
    return { ...last, base, ranking: base, final: base, bonus: 0, deductions: 0, indicators: [], values: [] }
  })
}

export interface PublicFixture {
  reader: OpenDataReader
  /** Counts what the pages asked for. */
  asked: { state: number; list: number; scorecards: number }
  cards: Map<string, Scorecard[]>
  change(next: Partial<PublicState>): void
  state(): PublicState
  releases(period: string): PublishedRelease
}

function publicState(releases: PublishedRelease[], estates: number): PublicState {
  const districts = places.filter((place) => place.kind === "county" || place.kind === "functional_zone")
  return {
    version: "fixture-1",
    releases,
    superseded: [],
    press: pressEstates.flatMap((estate) =>
      estate.records.map((record) => ({
        slug: estate.slug,
        name: estate.name,
        placeNames: [6, 9, 12]
          .filter((length) => estate.placeCode.length >= length)
          .map((length) => placeName.get(estate.placeCode.slice(0, length)) ?? ""),
        district: estate.placeCode.slice(0, 6),
        year: Number(record.year),
        document: record.document,
      })),
    ),
    places: { districts: districts.map(({ code, name }) => ({ code, name })) },
    tenures: Object.fromEntries(
      Array.from({ length: estates }, (_, index) => [
        estateName(index).slug,
        index % 11 === 2
          ? [
              { company: companies[(index + 1) % 4]!, fromDate: "2019-05-01" },
              { company: companies[index % 4]!, fromDate: "2025-08-15" },
            ]
          : [{ company: companies[index % 4]!, fromDate: "2020-01-01" }],
      ]),
    ),
    open: { quarter: "2026Q3", deadlineDay: "2026-12-07" },
    checking: null,
    programmes: [],
    outcomes: { courses: [], awards: [] },
    former: {},
    pictures: {},
  }
}

/** A reader over `estates` fictional estates with seven quarters and a year, scored by the engine. */
export function publicFixture(estates = 60, quarters = fixtureQuarters): PublicFixture {
  const cards = new Map(quarters.map((quarter, index) => [quarter, cardsOf(estates, index)] as const))
  const year = quarters.filter((quarter) => quarter.startsWith("2025"))
  if (year.length === 4) cards.set("2025", yearCards(year.map((quarter) => cards.get(quarter) ?? [])))
  const releases: PublishedRelease[] = [...cards]
    .map(([period, rows], index) => manifestOf(period, rows, fixtureEdition, editionId, index))
    .sort((a, b) =>
      a.period + (a.kind === "year" ? "Q9" : "") < b.period + (b.kind === "year" ? "Q9" : "") ? 1 : -1,
    )
  let state = publicState(releases, estates)
  const asked = { state: 0, list: 0, scorecards: 0 }
  const reader: OpenDataReader = {
    state: async () => {
      asked.state += 1
      return state
    },
    freshVersion: () => null,
    list: async (release) => {
      asked.list += 1
      return Rows.of((cards.get(release.period) ?? []).map(listRow))
    },
    scorecards: async (release, slugs) => {
      asked.scorecards += 1
      const wanted = (cards.get(release.period) ?? []).filter((card) => slugs.includes(card.slug))
      return new Map(wanted.map((card) => [card.slug, card]))
    },
    figureCards: (release, slugs) => reader.scorecards(release, slugs),
    told: async () => new Map(),
    past: async (releases, slug) => {
      asked.scorecards += 1
      return releases.flatMap((release) => {
        const card = cards.get(release.period)?.find((one) => one.slug === slug)
        return card ? [pastOf(release, editionId, card)] : []
      })
    },
    pages: async function* (release) {
      yield (cards.get(release.period) ?? []).map((card) => canonicalJson(card))
    },
    cards: async function* (release) {
      yield cards.get(release.period) ?? []
    },
    chunks: async function* (release) {
      yield cards.get(release.period) ?? []
    },
    groups: async () => [],
    edition: async () => fixtureEdition,
    manifest: async (period) => releaseOf(period).manifest,
    programmeRules: async () => null,
    editionDocument: async () => canonicalJson(fixtureDocument),
    programmeArchive: async function* (slug, hash) {
      yield JSON.stringify({ slug, hash })
    },
  }
  const change = (next: Partial<PublicState>) => {
    state = { ...state, version: `${state.version}+`, ...next }
  }
  const releaseOf = (period: string) => {
    const found = state.releases.find((release) => release.period === period)
    if (!found) throw new Error(`no release of ${period}`)
    return found
  }
  return { reader, asked, cards, change, state: () => state, releases: releaseOf }
}
