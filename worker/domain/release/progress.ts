import type { DirectoryChunk } from "./directory.ts"
import type { InputPart } from "./snapshot.ts"

/** Estates in one chunk of a release. */
export const CHUNK_ESTATES = 500
/** A release whose heart has not beaten for so long (milliseconds) is taken over by a new runner. */
export const STALLED_AFTER = 120_000

export type ReleaseStage = "score" | "rank" | "write" | "publish" | "done"
export type ReleaseState = "running" | "preliminary" | "final"

/** What scoring one chunk left behind: content names of its working files, and the digest of its inputs. */
export interface ScoredChunk {
  figures: string
  cards: string
  inputs: string
}

/**
 * How far a release is: names of what has been written, in order. It lives in the release's row, so that any runner
 * can go on where another one was killed. `quarters` is set for the release of a year: the releases it is made of.
 * Without `format` it is of format 1: its working files are read as they are, and one that still runs is begun anew.
 */
export interface ReleaseProgress {
  format?: 2
  quarters?: { period: string; releaseId: string }[]
  scored: ScoredChunk[]
  ranks: string | null
  chunks: DirectoryChunk[]
  /** Parts of the public inputs, each when the last chunk of it is written. Absent: begun by an older program. */
  inputs?: InputPart[]
}

/** The next small thing to do; `chunk` counts from 0. */
export type ReleaseStep =
  | { kind: "score"; chunk: number }
  | { kind: "rank" }
  | { kind: "write"; chunk: number }
  | { kind: "manifest" }
  | { kind: "publish" }
  | { kind: "done" }

export interface ReleasePosition {
  state: ReleaseState
  estateCount: number
  manifestHash: string | null
  progress: ReleaseProgress
}

export const noProgress: ReleaseProgress = { format: 2, scored: [], ranks: null, chunks: [], inputs: [] }

/** How many pieces of at most `size` hold `count` things. */
export function pieces(count: number, size: number): number {
  return Math.ceil(count / size)
}

/** What comes next for a release, read off its row alone. */
export function nextStep({ state, estateCount, manifestHash, progress }: ReleasePosition): ReleaseStep {
  const chunks = pieces(estateCount, CHUNK_ESTATES)
  if (state !== "running") return { kind: "done" }
  if (progress.scored.length < chunks) return { kind: "score", chunk: progress.scored.length }
  if (progress.ranks === null) return { kind: "rank" }
  if (progress.chunks.length < chunks) return { kind: "write", chunk: progress.chunks.length }
  return manifestHash === null ? { kind: "manifest" } : { kind: "publish" }
}

/** The stage that a step belongs to, as people are shown it. */
export function stageOf(step: ReleaseStep): ReleaseStage {
  if (step.kind === "score" || step.kind === "rank" || step.kind === "publish" || step.kind === "done")
    return step.kind
  return "write"
}

/** Steps done and steps in all, for a progress bar. */
export function stepCount(position: ReleasePosition): { done: number; total: number } {
  const { estateCount, progress, manifestHash, state } = position
  const total = 2 * pieces(estateCount, CHUNK_ESTATES) + 3
  if (state !== "running") return { done: total, total }
  const written = progress.scored.length + progress.chunks.length
  return { done: written + (progress.ranks === null ? 0 : 1) + (manifestHash === null ? 0 : 1), total }
}
