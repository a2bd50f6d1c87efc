import { type CompareView, most, type Offered } from "../../../web/pages/public/compare-view.ts"
import type { ListRow, Scorecard } from "../../domain/release/snapshot.ts"
import { chooseRelease, isMissing, type Missing, searchText } from "./query.ts"
import type { PublicReader, PublicState } from "./reader.ts"

const offersShown = 10
const suggestionsShown = 5

/** The slugs of an address: without repetitions, empty ones and what no slug can be. */
export function slugsOf(raw: string): string[] {
  const parts = raw.split(",").map((part) => part.trim().slice(0, 80))
  return [...new Set(parts.filter((part) => part !== ""))]
}

const offered = ({ slug, name, placeNames }: ListRow): Offered => ({ slug, name, placeNames })

/** Estates that a typed text may mean, an exact name first and alone. */
export function offersFor(typed: string, rows: readonly ListRow[], chosen: readonly string[]): Offered[] {
  const free = rows.filter((row) => !chosen.includes(row.slug))
  const exact = free.filter((row) => row.name === typed || row.slug === typed)
  if (exact.length > 0) return exact.map(offered)
  const text = typed.toLowerCase()
  const matches = (row: ListRow) => [row.name, ...row.placeNames].join(" ").toLowerCase().includes(text)
  return free.filter(matches).slice(0, offersShown).map(offered)
}

/** The nearest in rank to the first chosen estate that has one, else the first of the ranking. */
function suggestionsFor(rows: readonly ListRow[], chosen: readonly string[]): Offered[] {
  const ranks = chosen.map((slug) => rows.find((row) => row.slug === slug)?.rank ?? null)
  const at = ranks.find((rank) => rank !== null) ?? 1
  return rows
    .filter((row) => row.rank !== null && !chosen.includes(row.slug))
    .sort((a, b) => Math.abs((a.rank ?? 0) - at) - Math.abs((b.rank ?? 0) - at) || (a.slug < b.slug ? -1 : 1))
    .slice(0, suggestionsShown)
    .map(offered)
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
  const known = new Set(rows.map((row) => row.slug))
  const asked = slugsOf(query.estates ?? "")
  const found = asked.filter((slug) => known.has(slug))
  const chosen = found.slice(0, most)
  const press = new Set(state.press.map(({ slug }) => slug))
  const left: CompareView["left"] = [
    ...asked
      .filter((slug) => !known.has(slug))
      .map((slug) => ({ slug, why: press.has(slug) ? ("press" as const) : ("unknown" as const) })),
    ...found.slice(most).map((slug) => ({ slug, why: "too_many" as const })),
  ]
  const cards = await reader.scorecards(release, chosen)
  const typed = searchText(query.add ?? "")
  return {
    release,
    edition,
    periods: state.releases.map((other) => other.period),
    cards: chosen.map((slug) => cards.get(slug)).filter((card): card is Scorecard => card !== undefined),
    left: left.slice(0, most),
    adding: typed === "" ? null : { typed, offers: offersFor(typed, rows, chosen) },
    suggestions: suggestionsFor(rows, chosen),
    ranked: rows.filter((row) => row.rank !== null).length,
    quarter,
  }
}
