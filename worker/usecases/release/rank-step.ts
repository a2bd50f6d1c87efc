import type { ReleaseRow } from "../../data/release-row.ts"
import { confirmedOfYear } from "../../domain/release/filed.ts"
import { addChunk, type Group, newGroup, scoreColumnsOf } from "../../domain/release/group.ts"
import { CHUNK_ESTATES } from "../../domain/release/progress.ts"
import { rankRelease } from "../../domain/release/rank-release.ts"
import type { FiguresRow } from "../../domain/release/working.ts"
import { rangeQuarter } from "../../domain/release/year-release.ts"
import { type RangeQuarter, weightVectors } from "../../domain/scoring/ranges.ts"
import { releaseBasis } from "./release-basis.ts"
import { figuresOf, type ReleaseRun, type StepResult } from "./release-run.ts"
import { quarterReleases } from "./score-step.ts"

/** By quarter of the year: the place among the year's scored estates, by the estate's position in that quarter. */
type YearPlaces = Map<number, number>[]

/** What a reader does with each chunk beside grouping it. */
type Seen = (estates: readonly FiguresRow[]) => void

async function readGroup(
  run: ReleaseRun,
  release: ReleaseRow,
  { places, seen }: { places?: YearPlaces; seen?: Seen } = {},
): Promise<Group> {
  const { edition } = run.scoring.compiled
  const group = newGroup(edition)
  for (let chunk = 0; chunk < release.progress.scored.length; chunk++) {
    const { estates } = await figuresOf(run.deps, release, chunk)
    addChunk(group, edition, estates)
    seen?.(estates)
    if (!places) continue
    const first = group.positions.findIndex((position) => position >= chunk * CHUNK_ESTATES)
    const scored = estates.filter(({ row }) => row.final !== null)
    for (const [at, { sources }] of scored.entries())
      for (const [quarter, source] of (sources ?? []).entries())
        if (source !== null) places[quarter]?.set(source, first + at)
  }
  return group
}

/** Ranks all scored estates of the release; one chunk at a time is read, only numbers are kept. */
export async function rankStep(run: ReleaseRun): Promise<StepResult> {
  const { deps, release, scoring } = run
  const { compiled } = scoring
  const quarters = release.progress.quarters ? await quarterReleases(run) : []
  const places: YearPlaces = quarters.map(() => new Map<number, number>())
  const group = await readGroup(run, release, { places })
  const columns: RangeQuarter[] = []
  const confirmed = confirmedOfYear()
  if (!release.progress.quarters) columns.push({ scores: scoreColumnsOf(compiled.edition, group) })
  for (const [at, quarter] of quarters.entries())
    columns.push(
      rangeQuarter(compiled, await readGroup(run, quarter, { seen: confirmed.add }), places[at] ?? new Map()),
    )
  const ranked = rankRelease(compiled, group, columns, weightVectors(compiled.edition))
  const companies = ranked.companies ?? confirmed.told()
  const ranks = await deps.work.put(release.period, {
    ...ranked,
    ...(companies && { companies }),
    basis: await releaseBasis(run),
  })
  return { progress: { ...release.progress, ranks }, detail: { ranked: group.positions.length } }
}
