import type { ReleaseRow } from "../../data/release-row.ts"
import type { SystemActor } from "../../domain/actor.ts"
import type { Digest } from "../../domain/release/content.ts"
import type { ContentStore } from "../../domain/release/content-store.ts"
import { CHUNK_ESTATES, type ReleaseProgress } from "../../domain/release/progress.ts"
import { prepareScoring, type Scoring } from "../../domain/release/score-estate.ts"
import type { FiguresFile } from "../../domain/release/working.ts"
import { compileEdition } from "../../domain/scoring/score.ts"
import type { UseCaseContext } from "../context.ts"

/**
 * Where a release is written: what the public may read, and the private working files beside it. `digest` is for what is
 * public; exact inputs are digested by `keyed` alone, under the cell's secret: who knows all but a few small counts could
 * try them out against a plain digest.
 */
export interface ReleaseDeps {
  files: ContentStore
  work: ContentStore
  digest: Digest
  keyed: Digest
}

/** One runner at work on one release: what every step has in its hands. */
export interface ReleaseRun {
  ctx: UseCaseContext<SystemActor>
  deps: ReleaseDeps
  release: ReleaseRow
  scoring: Scoring
  /** Where its own files go: what is preliminary stays with the working files, which nobody is served. */
  out: ContentStore
}

/** What a step leaves behind, to be recorded in the release's row. */
export interface StepResult {
  progress: ReleaseProgress
  hashes?: { inputHash: string | null; manifestHash: string | null }
  figures?: { position: number; base: number; final: number; band: string | null; rank: number | null }[]
  /** For the audit log: counts only. */
  detail: Record<string, unknown>
}

/** Opens the release's edition; it is kept by the isolate, so this costs no round trip after the first step. */
export async function openRun(
  ctx: UseCaseContext<SystemActor>,
  deps: ReleaseDeps,
  release: ReleaseRow,
): Promise<ReleaseRun> {
  const edition = await ctx.read.editions.get(release.editionId)
  const out = release.preliminary ? deps.work : deps.files
  return { ctx, deps, release, scoring: prepareScoring(compileEdition(edition)), out }
}

/** The positions of a chunk, first and last. */
export function positionsOf(chunk: number): { from: number; to: number } {
  return { from: chunk * CHUNK_ESTATES, to: (chunk + 1) * CHUNK_ESTATES - 1 }
}

/** The figures of one scored chunk of a release. */
export async function figuresOf(deps: ReleaseDeps, release: ReleaseRow, chunk: number): Promise<FiguresFile> {
  const scored = release.progress.scored[chunk]
  if (!scored) throw new Error(`chunk ${chunk} of release ${release.id} is not scored`)
  return deps.work.get("figures", release.period, scored.figures)
}
