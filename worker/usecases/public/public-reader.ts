import type { PublicData, PublicRows } from "../../data/public-data.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import type { PublicPicture } from "../../domain/evidence/public-picture.ts"
import { type Memory, sizeOf } from "../../domain/memory.ts"
import type { Digest } from "../../domain/release/content.ts"
import type { ContentStore } from "../../domain/release/content-store.ts"
import type { GroupFigures } from "../../domain/release/directory.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { PastPeriod } from "../../domain/release/series.ts"
import type { PublishedRelease, Scorecard } from "../../domain/release/snapshot.ts"
import { readPast, readTold } from "./past-periods.ts"
import type { PublicState } from "./public-state.ts"
import {
  allCards,
  cardPages,
  cardsOfChunks,
  type Files,
  readCards,
  readFigureCards,
  readGroups,
  readRows,
  type SecondFiles,
} from "./release-files.ts"

export interface PublicReaderOptions {
  /**
   * Opens the cell's public data for one round trip: a database client belongs to one request. `quick` where something is
   * at hand already, so that a database which stays silent keeps nobody waiting.
   */
  open(quick?: boolean): PublicData
  files: ContentStore
  /** Where the rows of releases are kept; without it they are read anew. */
  memory?: Memory
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

function picturesBySlug(rows: (PublicPicture & { slug: string })[]): PublicState["pictures"] {
  const found: PublicState["pictures"] = {}
  for (const { slug, ...picture } of rows) found[slug] = [...(found[slug] ?? []), picture]
  return found
}

function sameTenures(before: PublicRows | undefined, rows: PublicRows): boolean {
  return (
    before?.tenureMark === rows.tenureMark &&
    canonicalJson(before.companies) === canonicalJson(rows.companies)
  )
}

/** The releases that the rows name; manifests that are known already are not read again. */
async function releasesOf(files: ContentStore, rows: PublicRows, known: PublishedRelease[]) {
  const found: PublishedRelease[] = []
  for (const row of [...rows.publications].sort(newestFirst)) {
    const before = known.find(({ manifestHash }) => manifestHash === row.manifestHash)
    const manifest = before?.manifest ?? (await files.get("manifest", row.period, row.manifestHash))
    found.push({ ...row, kind: manifest.kind, manifest })
  }
  return found
}

/** Looks whether anything public has moved: one round trip when nothing has, one more for each mark that has. */
async function look(
  { open, files, digest }: PublicReaderOptions,
  kept: Kept | null,
  at: number,
): Promise<Kept> {
  const data = open(kept !== null)
  const rows = await data.rows()
  const version = (await digest(canonicalJson(rows))).slice(0, 16)
  if (kept?.state.version === version) return { ...kept, at }
  const tenures =
    kept && sameTenures(kept.rows, rows) ? kept.state.tenures : tenuresBySlug(await data.tenures())
  const still = kept?.rows.programmeMark === rows.programmeMark ? kept.state : null
  const [programmes, outcomes] = still
    ? [still.programmes, still.outcomes]
    : await Promise.all([data.programmes(), data.outcomes()])
  const releases = await releasesOf(files, rows, kept?.state.releases ?? [])
  const { superseded, press, districts, checking } = rows
  const pictures =
    kept?.rows.pictureMark === rows.pictureMark ? kept.state.pictures : picturesBySlug(await data.pictures())
  const selection = { programmes, outcomes }
  const places = { districts }
  const former = Object.fromEntries(rows.former.map(({ slug, names }) => [slug, names]))
  const registry = { places, tenures, former }
  const now = { open: rows.open?.quarter === checking?.quarter ? null : rows.open, checking }
  const state = { version, releases, superseded, press, ...registry, ...now, ...selection, pictures }
  return { state, rows, at }
}

let readers = 0

/** Keeps the state for `maxAgeMs`; when the database cannot be reached the last one is served on. */
function stateKeeper(options: PublicReaderOptions) {
  const { now, memory, maxAgeMs = 5_000 } = options
  const id = readers++
  let kept: Kept | null = null
  let looking = 0
  // Of a state from the future, after a clock was set back, nobody knows the age.
  const ageOf = (one: Kept | null, at: number) =>
    one && one.at <= at ? at - one.at : Number.POSITIVE_INFINITY
  const freshVersion = () => (kept && ageOf(kept, now()) < maxAgeMs ? kept.state.version : null)
  const state = async (): Promise<PublicState> => {
    const at = now()
    const age = ageOf(kept, at)
    if (kept && age < maxAgeMs) return kept.state
    // While one request looks, the others are served what is at most a little older than allowed.
    if (kept && looking > 0 && age < 2 * maxAgeMs) return kept.state
    looking++
    try {
      const before = kept
      kept = await look(options, kept, at)
      if (kept.state !== before?.state) memory?.hold(`state ${id}`, sizeOf(kept))
    } catch (error) {
      if (!kept) throw error
      // Looked for again only after a while: by the time that it failed the next request would have to wait as well.
      kept = { ...kept, at: now() }
    } finally {
      looking--
    }
    return kept.state
  }
  return { state, freshVersion }
}

/**
 * What public pages read, for one isolate of a cell: a warm page costs no database round trip, and releases come from
 * the content store only. No promise is shared between requests, since in workerd I/O belongs to one of them.
 */
export function publicReader(options: PublicReaderOptions) {
  const { open, files, memory } = options
  return {
    ...stateKeeper(options),

    /** All rows of a release, in the order of the slugs. */
    list: (release: Files): Promise<Rows> => readRows(files, release, memory),

    /** Scorecards by slug; a slug that the release does not hold is absent. */
    scorecards: (release: Files, slugs: string[]): Promise<Map<string, Scorecard>> =>
      readCards(files, release, slugs),

    /** What figures are made of, by slug; a slug that the release does not hold is absent. */
    figureCards: (release: Files, slugs: string[]) => readFigureCards(files, release, slugs, memory),

    /** Estates through the releases that a release's own series tell of; none of an estate that it does not hold. */
    told: (release: Files & { number: number }, slugs: readonly string[]) =>
      readTold(files, release, slugs, memory),

    /** All scorecards of a release in the order of the slugs as canonical JSON, at most 100 at a time. */
    pages: (release: Files) => cardPages(files, release),

    /** The same, parsed. */
    cards: (release: Files) => allCards(files, release),

    /** The same of some chunks of a release of format 2. */
    chunks: (release: SecondFiles, from: number, to: number) => cardsOfChunks(files, release, from, to),

    /** An estate through all these releases, the newest period first and a year before its quarters. */
    async past(releases: readonly PublishedRelease[], slug: string): Promise<PastPeriod[]> {
      // A year stands before its quarters, and was published after them: equals stay in their order.
      const later = (a: string, b: string) => (a === b ? 0 : a < b ? 1 : -1)
      const published = [...releases].sort((a, b) => later(a.publishedAt, b.publishedAt))
      const found = await readPast(files, published, [slug])
      return (found.get(slug) ?? []).sort(newestFirst)
    },

    /** Figures of the groups of a release that estates are compared in. */
    groups: (release: Files): Promise<GroupFigures[]> => readGroups(files, release),

    /** The manifest of any release that was final, published still or not. */
    manifest: (period: string, hash: string) => files.get("manifest", period, hash),

    /** An edition in full. */
    edition: (editionId: string) => open().edition(editionId),

    /** A version of a programme's rules; null when there is none. One round trip. */
    programmeRules: (slug: string, version: number) => open().programmeRules(slug, version),
  }
}
