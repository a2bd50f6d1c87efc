import type { SystemActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { allows } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import { STALLED_AFTER } from "../../domain/release/progress.ts"
import { aliveBetween, isStalled } from "../../domain/release/stalled.ts"
import type { UseCaseContext } from "../context.ts"
import { once } from "../once.ts"
import type { RequestedRelease } from "./request-release.ts"
import type { StartRelease } from "./start-release.ts"

const action = "release.restart"

/** Hands a running release to a new instance; null when somebody else was faster. */
async function takeOver(
  ctx: UseCaseContext,
  release: { id: string; instanceId: string },
  key = `${release.id}/${release.instanceId}/take-over`,
): Promise<RequestedRelease | null> {
  const at = ctx.now()
  const result = { releaseId: release.id, instanceId: ctx.newId() }
  const command = { key, action, result }
  try {
    const written = await ctx.write(command, (store) => {
      store.releases.takeOver({ id: release.id, from: release.instanceId, to: result.instanceId, at })
      store.audit.record({
        id: ctx.newId(),
        at,
        action,
        entity: "release",
        entityId: release.id,
        detail: {},
        ...changedFields({ instanceId: release.instanceId }, { instanceId: result.instanceId }),
      })
    })
    return written.repeated ? null : result
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") return null
    throw error
  }
}

async function restart(ctx: UseCaseContext, start: StartRelease, period: string, key: string) {
  const found = isQuarter(period) ? await ctx.read.releases.ofQuarter(period) : null
  if (!found) throw new DomainError("not_found", "not_found")
  const { preliminary } = found
  const latest = found.latest ?? preliminary
  if (!latest || !isStalled(latest, ctx.now())) throw new DomainError("conflict", "not_stalled")
  const taken = await takeOver(ctx, latest, key)
  if (taken) await start(taken.releaseId, taken.instanceId)
  return taken ?? { releaseId: latest.id, instanceId: latest.instanceId }
}

/**
 * The city restarts a release whose runner is lost. Asked for again with the same key it answers the first result. Two
 * round trips. Errors: forbidden, not_found, conflict (not_stalled: nothing runs, or it still moves).
 */
export async function restartRelease(
  ctx: UseCaseContext,
  start: StartRelease,
  { period, key }: { period: string; key: string },
): Promise<RequestedRelease> {
  if (!allows(ctx.actor, "quarter.release")) throw new DomainError("forbidden", "forbidden")
  return once(ctx, { key, action }, () => restart(ctx, start, period, key))
}

/**
 * Restarts every release, of a quarter or a year, that has not moved for two minutes, or for `within` milliseconds.
 * Answers how many.
 */
export async function sweepReleases(
  ctx: UseCaseContext<SystemActor>,
  start: StartRelease,
  within = STALLED_AFTER,
): Promise<number> {
  let restarted = 0
  for (const release of await ctx.read.releases.stalled(aliveBetween(ctx.now(), within))) {
    const taken = await takeOver(ctx, release)
    if (!taken) continue
    await start(taken.releaseId, taken.instanceId)
    restarted++
  }
  return restarted
}
