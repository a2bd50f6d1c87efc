import type { SystemActor } from "../../domain/actor.ts"
import { changedFields, type Fields } from "../../domain/audit/changed-fields.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import {
  nextStep,
  noProgress,
  type ReleasePosition,
  type ReleaseStep,
  stageOf,
  stepCount,
} from "../../domain/release/progress.ts"
import { ENGINE_VERSION } from "../../domain/scoring/version.ts"
import type { UseCaseContext } from "../context.ts"
import { concludeStep } from "./conclude-step.ts"
import { isOutrun, publishStep } from "./publish-step.ts"
import { rankStep } from "./rank-step.ts"
import { openRun, type ReleaseDeps, type ReleaseRun, type StepResult } from "./release-run.ts"
import type { RequestedRelease } from "./request-release.ts"
import { scoreQuarterChunk, scoreYearChunk } from "./score-step.ts"
import { writeChunk, writeManifest } from "./write-steps.ts"

/** What became of one step. `next`: the year's release that was requested with the publication. */
export interface Advanced {
  /** Nothing is left for this runner: published, or taken over by another instance. */
  done: boolean
  next: RequestedRelease | null
}

const finished: Advanced = { done: true, next: null }
const more: Advanced = { done: false, next: null }

function perform(
  run: ReleaseRun,
  step: Exclude<ReleaseStep, { kind: "publish" | "done" }>,
): Promise<StepResult> {
  switch (step.kind) {
    case "score":
      return run.release.progress.quarters
        ? scoreYearChunk(run, step.chunk)
        : scoreQuarterChunk(run, step.chunk)
    case "rank":
      return rankStep(run)
    case "write":
      return writeChunk(run, step.chunk)
    case "manifest":
      return writeManifest(run)
  }
}

function nameOf(step: ReleaseStep): string {
  return "chunk" in step ? `${step.kind}/${step.chunk}` : step.kind
}

/** What a step changes, as fields of an audit event; file names are in its detail. */
function stepFields(position: ReleasePosition & { engineVersion: string }): Fields {
  const { engineVersion, manifestHash } = position
  return { stage: stageOf(nextStep(position)), steps: stepCount(position).done, engineVersion, manifestHash }
}

/** Records a step in the release's row; refused (stale) when the row has moved or another instance holds it. */
async function record({ ctx, release }: ReleaseRun, step: string, done: StepResult, engineVersion?: string) {
  const { progress, hashes, figures, detail } = done
  const at = ctx.now()
  const after = { ...release, ...hashes, progress, engineVersion: engineVersion ?? release.engineVersion }
  const stage = stageOf(nextStep(after))
  await ctx.write({ key: ctx.newId(), action: "release.step", result: null }, (store) => {
    store.releases.advance(release, { stage, progress, hashes, figures, engineVersion, at })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "release.step",
      entity: "release",
      entityId: release.id,
      detail: { step, ...detail },
      ...changedFields(stepFields(release), stepFields(after)),
    })
  })
}

/** A release that another engine or format began is scored anew, so that no release mixes two. */
async function beginAnew(run: ReleaseRun): Promise<void> {
  const { engineVersion, progress: old } = run.release
  const progress = { ...(old.quarters && { quarters: old.quarters }), ...noProgress }
  const hashes = { inputHash: null, manifestHash: null }
  await record(run, "restart", { progress, hashes, detail: { engine: engineVersion } }, ENGINE_VERSION)
}

/** What was scored stays; ranks, files and the manifest are made again, behind what was published in the meantime. */
async function rankAgain(run: ReleaseRun): Promise<void> {
  const { quarters, scored } = run.release.progress
  const progress = { ...(quarters && { quarters }), ...noProgress, scored }
  await record(run, "rank_again", { progress, hashes: { inputHash: null, manifestHash: null }, detail: {} })
}

/** Publishes, unless another release was published since this one was ranked. */
async function publish(run: ReleaseRun): Promise<Advanced> {
  if (run.release.preliminary) return { done: true, next: await concludeStep(run) }
  try {
    return { done: true, next: await publishStep(run) }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale" || !(await isOutrun(run))) throw error
    await rankAgain(run)
    return more
  }
}

async function advance(run: ReleaseRun): Promise<Advanced> {
  const step = nextStep(run.release)
  if (step.kind === "done") return finished
  const { format, inputs } = run.release.progress
  if (run.release.engineVersion !== ENGINE_VERSION || format !== noProgress.format || !inputs) {
    await beginAnew(run)
    return more
  }
  if (step.kind === "publish") return publish(run)
  await record(run, nameOf(step), await perform(run, step))
  return more
}

/**
 * Does the next small step of a release, if this instance still holds it. Each step may be killed anywhere and done
 * again: files are named by their content, and the row moves once. Throws not_found for an unknown release.
 */
export async function advanceRelease(
  ctx: UseCaseContext<SystemActor>,
  deps: ReleaseDeps,
  { releaseId, instanceId }: RequestedRelease,
): Promise<Advanced> {
  const release = await ctx.read.releases.byId(releaseId)
  if (!release) throw new DomainError("not_found", "not_found")
  if (release.state !== "running" || release.instanceId !== instanceId) return finished
  try {
    return await advance(await openRun(ctx, deps, release))
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const now = await ctx.read.releases.byId(releaseId)
    if (now?.state !== "running" || now.instanceId !== instanceId) return finished
    if (canonicalJson(now.progress) === canonicalJson(release.progress)) throw error
    return more
  }
}

/** Runs a release to its end, and the year's release that it calls for after it. */
export async function runRelease(
  ctx: UseCaseContext<SystemActor>,
  deps: ReleaseDeps,
  requested: RequestedRelease,
): Promise<void> {
  let current: RequestedRelease | null = requested
  while (current) {
    const { done, next }: Advanced = await advanceRelease(ctx, deps, current)
    if (done) current = next
  }
}
