import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import {
  type ReleaseStage,
  type ReleaseState,
  STALLED_AFTER,
  stepCount,
} from "../../domain/release/progress.ts"
import type { UseCaseContext } from "../context.ts"

export interface ReleaseProgressView {
  releaseId: string
  stage: ReleaseStage
  /** Steps. */
  done: number
  total: number
  state: ReleaseState
  /** ISO instants. */
  requestedAt: string
  finishedAt: string | null
  manifestHash: string | null
  /** Nothing has moved for two minutes: it may be restarted. */
  stalled: boolean
}

/** Whether a running release has lost its runner. */
export function isStalled(release: { state: string; heartbeatAt: string }, now: Date): boolean {
  return release.state === "running" && now.getTime() - Date.parse(release.heartbeatAt) > STALLED_AFTER
}

/** How far the latest release of a quarter is; null before the first. One round trip. Errors: forbidden, not_found. */
export async function releaseProgress(
  ctx: UseCaseContext,
  period: string,
): Promise<ReleaseProgressView | null> {
  if (ctx.actor.kind === "member" && !may(ctx.actor, "quarter.read"))
    throw new DomainError("forbidden", "forbidden")
  const found = isQuarter(period) ? await ctx.read.releases.ofQuarter(period) : null
  if (!found) throw new DomainError("not_found", "not_found")
  const { latest } = found
  if (!latest) return null
  const { id: releaseId, stage, state, requestedAt, finishedAt, manifestHash } = latest
  const stalled = isStalled(latest, ctx.now())
  return { releaseId, stage, state, requestedAt, finishedAt, manifestHash, stalled, ...stepCount(latest) }
}
