import type { ReleaseRow } from "../../data/release-row.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { inOrder } from "../../domain/release/inputs.ts"
import { CHUNK_ESTATES } from "../../domain/release/progress.ts"
import { scoreChunk } from "../../domain/release/score-estate.ts"
import type { Scorecard } from "../../domain/release/snapshot.ts"
import type { CardsFile, FiguresFile } from "../../domain/release/working.ts"
import { type FrozenQuarter, type YearEstate, yearChunk } from "../../domain/release/year-release.ts"
import { readCards } from "../public/release-files.ts"
import { figuresOf, positionsOf, type ReleaseRun, type StepResult } from "./release-run.ts"

async function store(
  { deps, release }: ReleaseRun,
  chunk: number,
  scored: { figures: FiguresFile; cards: CardsFile },
  inputs: string,
): Promise<StepResult> {
  const figures = await deps.work.put(release.period, scored.figures)
  const cards = await deps.work.put(release.period, scored.cards)
  return {
    progress: { ...release.progress, scored: [...release.progress.scored, { figures, cards, inputs }] },
    detail: { chunk, estates: scored.figures.estates.length, inputs },
  }
}

/** Scores one chunk of a quarter from what the authorities verified, and keeps its figures and cards. */
export async function scoreQuarterChunk(run: ReleaseRun, chunk: number): Promise<StepResult> {
  const { ctx, deps, release, scoring } = run
  const slice = { releaseId: release.id, ...positionsOf(chunk) }
  const input = inOrder(await ctx.read.releases.chunkInput(slice, release.period, release.requestedAt))
  const inputs = await deps.keyed(canonicalJson(input))
  const slugs = input.estates.flatMap(({ slug, outcome }) => (outcome === "scored" ? [slug] : []))
  const earlier = await earlierCards(run, slugs)
  return store(run, chunk, scoreChunk(scoring, input, earlier), inputs)
}

/** What the earlier releases of the quarter show of some estates: only under a disclosure does it matter. */
async function earlierCards({ ctx, deps, release, scoring }: ReleaseRun, slugs: string[]) {
  const found = new Map<string, Scorecard[]>()
  if (!scoring.compiled.disclosure || release.preliminary) return found
  for (let before = release; before.number > 1; ) {
    const own = await ctx.read.releases.before(before)
    if (!own?.manifestHash) throw new Error(`the release before ${before.id} is gone`)
    const { period, manifestHash } = own
    const manifest = await deps.files.get("manifest", period, manifestHash)
    for (const [slug, card] of await readCards(deps.files, { period, manifest }, slugs))
      found.set(slug, [...(found.get(slug) ?? []), card])
    before = own
  }
  return found
}

/** The releases of a year's quarters, oldest first. */
export async function quarterReleases({ ctx, release }: ReleaseRun): Promise<ReleaseRow[]> {
  const found: ReleaseRow[] = []
  for (const { releaseId } of release.progress.quarters ?? []) {
    const quarter = await ctx.read.releases.byId(releaseId)
    if (!quarter) throw new Error(`release ${releaseId} of a quarter is gone`)
    found.push(quarter)
  }
  return found
}

/** Reads, one chunk after another, what a quarter froze of the estates at some of its positions. */
async function frozen(
  run: ReleaseRun,
  quarter: ReleaseRow,
  positions: number[],
): Promise<Map<number, FrozenQuarter>> {
  const chunks = [...new Set(positions.map((position) => Math.floor(position / CHUNK_ESTATES)))].sort(
    (a, b) => a - b,
  )
  const wanted = new Set(positions)
  const found = new Map<number, FrozenQuarter>()
  for (const chunk of chunks) {
    const { estates } = await figuresOf(run.deps, quarter, chunk)
    for (const [at, estate] of estates.entries()) {
      const position = chunk * CHUNK_ESTATES + at
      if (wanted.has(position) && estate.figures)
        found.set(position, { quarter: quarter.period, position, estate })
    }
  }
  return found
}

/** Scores one chunk of a year from what its quarters' releases froze. */
export async function scoreYearChunk(run: ReleaseRun, chunk: number): Promise<StepResult> {
  const { ctx, deps, release, scoring } = run
  const quarters = await quarterReleases(run)
  const slice = { releaseId: release.id, ...positionsOf(chunk) }
  const { estates, places } = await ctx.read.releases.yearChunk(
    slice,
    release.period,
    quarters.map(({ id }) => id),
  )
  const list: YearEstate[] = estates
    .sort((a, b) => a.position - b.position)
    .map((estate) => ({ estate, quarters: quarters.map(() => null) }))
  for (const [at, quarter] of quarters.entries()) {
    const own = places.filter(({ releaseId }) => releaseId === quarter.id)
    const found = await frozen(
      run,
      quarter,
      own.map(({ quarterPosition }) => quarterPosition),
    )
    for (const { position, quarterPosition } of own) {
      const one = list[position - slice.from]
      if (one) one.quarters[at] = found.get(quarterPosition) ?? null
    }
  }
  const hashes = quarters.map(({ manifestHash }) => manifestHash)
  const inputs = await deps.keyed(
    canonicalJson({ quarters: hashes, estates: list.map(({ estate }) => estate) }),
  )
  return store(run, chunk, yearChunk(scoring.compiled, list, release.period), inputs)
}
