import { canonicalJson } from "../../domain/canonical.ts"
import type { Memory } from "../../domain/memory.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { PublishedRelease } from "../../domain/release/snapshot.ts"
import {
  type FoundPlace,
  type Searched,
  SearchIndex,
  type Spelling,
} from "../../domain/search/search-index.ts"
import type { PublicState } from "./public-state.ts"
import { type Files, rootOf } from "./release-files.ts"

interface SearchCityDeps {
  reader: { list(release: Files): Promise<Rows> }
  state: PublicState
  spelling: Spelling
  memory: Memory
}

/** Digits of the code of a street, with which the codes of its communities begin. */
const STREET_DIGITS = 9

/** The release that is searched: the newest quarter, of a city without one the newest year. */
export const searchedRelease = ({ releases }: Pick<PublicState, "releases">): PublishedRelease | null =>
  releases.find(({ kind }) => kind === "quarter") ?? releases[0] ?? null

/** Streets and communities of the estates of a release, with how many stand there; in the order of their codes. */
export function placesOf(rows: Rows): FoundPlace[] {
  const counts = new Uint32Array(rows.sites.length)
  for (let at = 0; at < rows.length; at++) {
    const site = rows.siteOf(at)
    counts[site] = (counts[site] ?? 0) + 1
  }
  const found = new Map<string, FoundPlace>()
  for (const [site, [code, names]] of rows.sites.entries()) {
    if (code.length < STREET_DIGITS) continue
    const street = code.slice(0, STREET_DIGITS)
    for (const [kind, depth, own] of [["street", 1, street] as const, ["community", 2, code] as const]) {
      const name = names[depth]
      if (name === undefined) continue
      const place = found.get(own) ?? {
        kind,
        name,
        code: street,
        within: names.slice(0, depth),
        estates: 0,
      }
      place.estates += counts[site] ?? 0
      found.set(own, place)
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place)
}

/** Estates of the release in the order of its rows, then those of the press. */
function estatesOf(rows: Rows | null, { press, former }: PublicState): Searched[] {
  const released = Array.from({ length: rows?.length ?? 0 }, (_, at): Searched => {
    const names = rows ? [rows.name(at), ...(former[rows.slug(at)] ?? [])] : []
    return { names, site: rows?.siteOf(at) ?? 0, company: rows?.companyOf(at) ?? 0 }
  })
  const first = rows?.sites.length ?? 0
  const told = press.map(({ slug, name }, at): Searched => {
    return { names: [name, ...(former[slug] ?? [])], site: first + at, company: rows?.companies.length ?? 0 }
  })
  return [...released, ...told]
}

/** Companies in the order of the rows; the last, without a name, is that of the press. */
function companiesOf(rows: Rows | null): { name: string; estates: number }[] {
  const found = (rows?.companies ?? []).map((name) => ({ name: name ?? "", estates: 0 }))
  for (let at = 0; rows && at < rows.length; at++) {
    const own = found[rows.companyOf(at)]
    if (own) own.estates++
  }
  return [...found, { name: "", estates: 0 }]
}

function districtsOf(rows: Rows | null, { places }: PublicState) {
  const counts = new Map<string, number>()
  for (let at = 0; rows && at < rows.length; at++)
    counts.set(rows.district(at), (counts.get(rows.district(at)) ?? 0) + 1)
  return places.districts.map(({ code, name }) => ({ code, name, estates: counts.get(code) ?? 0 }))
}

const named = new WeakMap<PublicState, string>()

/** A name of what an index is made of. */
function nameOf(state: PublicState): string {
  const known = named.get(state)
  if (known) return known
  const release = searchedRelease(state)
  const root = release ? `${release.manifest.cell}\n${release.period}\n${rootOf(release.manifest)}` : ""
  const press = state.press.map(({ slug, name, placeNames }) => [slug, name, placeNames])
  const name = `search\n${root}\n${canonicalJson([press, state.former, state.places])}`
  named.set(state, name)
  return name
}

/** What public search looks through, kept in memory by what it is made of: the release, the press and former names. */
export async function searchIndexOf({
  reader,
  state,
  spelling,
  memory,
}: SearchCityDeps): Promise<SearchIndex> {
  const release = searchedRelease(state)
  const rows = release && (await reader.list(release))
  const name = nameOf(state)
  const kept = memory.get<SearchIndex>(name)
  if (kept) return kept
  const index = new SearchIndex(
    {
      estates: estatesOf(rows, state),
      sites: [
        ...(rows?.sites ?? []).map(([, names]) => names),
        ...state.press.map(({ placeNames }) => placeNames),
      ],
      companies: companiesOf(rows),
      districts: districtsOf(rows, state),
      places: rows ? placesOf(rows) : [],
    },
    spelling,
  )
  memory.put(name, index, index.bytes)
  return index
}
