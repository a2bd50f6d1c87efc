import type { CompareView, Offered } from "../../../web/pages/public/compare-view.ts"
import { compared } from "../../domain/release/comparing.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { Scorecard } from "../../domain/release/snapshot.ts"
import { chooseRelease, isMissing, type Missing, searchText } from "./query.ts"
import type { PublicReader, PublicState } from "./reader.ts"

const offersShown = 10
const suggestionsShown = 5

/** The slugs of an address: without repetitions, empty ones and what no slug can be. */
export function slugsOf(raw: string): string[] {
  const parts = raw.split(",").map((part) => part.trim().slice(0, 80))
  return [...new Set(parts.filter((part) => part !== ""))]
}

const offered = (rows: Rows, at: number): Offered => ({
  slug: rows.slug(at),
  name: rows.name(at),
  placeNames: rows.placeNames(at),
})

function placesOf(rows: Rows, matches: (at: number) => boolean): number[] {
  const found: number[] = []
  for (let at = 0; at < rows.length; at++) if (matches(at)) found.push(at)
  return found
}

/** Estates that a typed text may mean, an exact name first and alone. */
export function offersFor(typed: string, rows: Rows, chosen: readonly string[]): Offered[] {
  const isFree = (at: number) => !chosen.includes(rows.slug(at))
  const exact = placesOf(rows, (at) => isFree(at) && (rows.name(at) === typed || rows.slug(at) === typed))
  if (exact.length > 0) return exact.map((at) => offered(rows, at))
  const text = typed.toLowerCase()
  const matches = (at: number) =>
    [rows.name(at), ...rows.placeNames(at)].join(" ").toLowerCase().includes(text)
  return placesOf(rows, (at) => isFree(at) && matches(at))
    .slice(0, offersShown)
    .map((at) => offered(rows, at))
}

/** The nearest in rank to the first chosen estate that has one, else the first of the ranking. */
function suggestionsFor(rows: Rows, chosen: readonly string[]): Offered[] {
  const rank = (at: number) => rows.number("rank", at)
  const ranks = chosen.map((slug) => rank(rows.find(slug)))
  const middle = ranks.find((one) => one !== null) ?? 1
  const distance = (at: number) => Math.abs((rank(at) ?? 0) - middle)
  return placesOf(rows, (at) => rank(at) !== null && !chosen.includes(rows.slug(at)))
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, suggestionsShown)
    .map((at) => offered(rows, at))
}

/** The comparison that the query asks for, or what it asks for that does not exist. */
export async function compareView(
  reader: PublicReader,
  state: PublicState,
  query: Record<string, string>,
): Promise<CompareView | Missing> {
  const { quarter = "" } = query
  const release = chooseRelease(state, quarter)
  if (isMissing(release)) return release
  const edition = await reader.edition(release.editionId)
  const rows = await reader.list(release)
  const asked = slugsOf(query.estates ?? "")
  const found = asked.filter((slug) => rows.find(slug) >= 0)
  const chosen = found.slice(0, compared.most)
  const press = new Set(state.press.map(({ slug }) => slug))
  const left: CompareView["left"] = [
    ...asked
      .filter((slug) => rows.find(slug) < 0)
      .map((slug) => ({ slug, why: press.has(slug) ? ("press" as const) : ("unknown" as const) })),
    ...found.slice(compared.most).map((slug) => ({ slug, why: "too_many" as const })),
  ]
  const cards = await reader.scorecards(release, chosen)
  const typed = searchText(query.add ?? "")
  return {
    release,
    edition,
    periods: state.releases.map((other) => other.period),
    checking: state.checking,
    cards: chosen.map((slug) => cards.get(slug)).filter((card): card is Scorecard => card !== undefined),
    left: left.slice(0, compared.most),
    adding: typed === "" ? null : { typed, offers: offersFor(typed, rows, chosen) },
    suggestions: suggestionsFor(rows, chosen),
    ranked: placesOf(rows, (at) => rows.number("rank", at) !== null).length,
    quarter,
  }
}
