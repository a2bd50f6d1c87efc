import type { PublicData, PublicRows } from "../../data/public-data.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import type { ContentStore, Digest } from "../../domain/release/content.ts"
import type {
  Chunk,
  ListFile,
  ListRow,
  Manifest,
  PublishedRelease,
  Scorecard,
} from "../../domain/release/snapshot.ts"
import type { PublicState } from "./public-state.ts"

export interface PublicReaderOptions {
  /** Opens the cell's public data for one round trip: a database client belongs to one request. */
  open(): PublicData
  files: ContentStore
  digest: Digest
  /** Milliseconds of a clock. */
  now(): number
  /** How long a state is served before it is looked at again; 5 seconds when nothing is said. */
  maxAgeMs?: number
}

interface Kept {
  state: PublicState
  rows: PublicRows
  at: number
}

/** Newest period first, a year before its quarters. */
function newestFirst(a: { period: string }, b: { period: string }): number {
  const key = (period: string) => (period.length === 4 ? `${period}Z` : period)
  return key(a.period) < key(b.period) ? 1 : -1
}

function tenuresBySlug(rows: { slug: string; company: string; fromDate: string }[]): PublicState["tenures"] {
  const found: PublicState["tenures"] = {}
  for (const { slug, company, fromDate } of rows) {
    const own = found[slug]
    if (own) own.push({ company, fromDate })
    else found[slug] = [{ company, fromDate }]
  }
  return found
}

function sameTenures(before: PublicRows | undefined, rows: PublicRows): boolean {
  return (
    before?.tenureMark === rows.tenureMark &&
    canonicalJson(before.companies) === canonicalJson(rows.companies)
  )
}

/**
 * What public pages read, for one isolate of a cell. A warm page costs no database round trip: the state is kept for
 * `maxAgeMs`, then one round trip looks whether anything moved; when the database cannot be reached the last state is
 * served on. Releases come from the content store only. No promise is shared between requests.
 */
export function publicReader({ open, files, digest, now, maxAgeMs = 5_000 }: PublicReaderOptions) {
  let kept: Kept | null = null
  let refreshing = 0

  async function releasesOf(rows: PublicRows): Promise<PublishedRelease[]> {
    const known = new Map(kept?.state.releases.map((release) => [release.manifestHash, release]))
    const found: PublishedRelease[] = []
    for (const row of [...rows.publications].sort(newestFirst)) {
      const manifest =
        known.get(row.manifestHash)?.manifest ?? (await files.get<Manifest>(row.period, row.manifestHash))
      found.push({ ...row, kind: manifest.kind, manifest })
    }
    return found
  }

  async function refresh(at: number): Promise<PublicState> {
    const data = open()
    const rows = await data.rows()
    const version = (await digest(canonicalJson(rows))).slice(0, 16)
    if (kept?.state.version === version) {
      kept = { ...kept, at }
      return kept.state
    }
    const tenures =
      kept && sameTenures(kept.rows, rows) ? kept.state.tenures : tenuresBySlug(await data.tenures())
    const { press, districts, open: openQuarter } = rows
    const releases = await releasesOf(rows)
    kept = {
      state: { version, releases, press, places: { districts }, tenures, open: openQuarter },
      rows,
      at,
    }
    return kept.state
  }

  async function state(): Promise<PublicState> {
    const at = now()
    if (kept && at - kept.at < maxAgeMs) return kept.state
    // While one request looks, the others are served what is at most a little older than allowed.
    if (kept && refreshing > 0 && at - kept.at < 2 * maxAgeMs) return kept.state
    refreshing++
    try {
      return await refresh(at)
    } catch (error) {
      if (!kept) throw error
      kept = { ...kept, at }
      return kept.state
    } finally {
      refreshing--
    }
  }

  return {
    state,

    /** All rows of a release, in the order of the slugs. */
    async list({ period, manifest }: PublishedRelease): Promise<ListRow[]> {
      const rows: ListRow[] = []
      for (const { hash } of manifest.lists) rows.push(...(await files.get<ListFile>(period, hash)).rows)
      return rows
    },

    /** Scorecards by slug; a slug that the release does not hold is absent. */
    async scorecards(
      { period, manifest }: PublishedRelease,
      slugs: string[],
    ): Promise<Map<string, Scorecard>> {
      const found = new Map<string, Scorecard>()
      for (const { hash, first, last } of manifest.chunks) {
        const wanted = new Set(slugs.filter((slug) => slug >= first && slug <= last))
        if (wanted.size === 0) continue
        const { scorecards } = await files.get<Chunk>(period, hash)
        for (const card of scorecards) if (wanted.has(card.slug)) found.set(card.slug, card)
      }
      return found
    },

    /** An edition in full. */
    edition: (editionId: string) => open().edition(editionId),
  }
}
