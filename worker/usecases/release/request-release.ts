import type { Actor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { allows } from "../../domain/permissions.ts"
import { isQuarter, quarterOf } from "../../domain/quarter.ts"
import { ENGINE_VERSION } from "../../domain/scoring/version.ts"
import type { UseCaseContext } from "../context.ts"
import { once } from "../once.ts"
import type { StartRelease } from "./start-release.ts"

const action = "quarter.release"

export interface RequestedRelease {
  releaseId: string
  instanceId: string
}

function requester(actor: Actor): string {
  return actor.kind === "system" ? actor.job : actor.kind === "member" ? actor.userId : actor.kind
}

/** A release of the period stands in the way: refused with what it is. */
function inTheWay(latest: { state: string } | null): void {
  if (latest) throw new DomainError("conflict", latest.state === "running" ? "release_running" : "released")
}

async function write(ctx: UseCaseContext, period: string, editionId: string, key: string) {
  const releaseId = ctx.newId()
  const at = ctx.now()
  const result: RequestedRelease = { releaseId, instanceId: ctx.newId() }
  return ctx.write({ key, action, result }, (store) => {
    store.releases.request({
      id: releaseId,
      instanceId: result.instanceId,
      period,
      editionId,
      engineVersion: ENGINE_VERSION,
      requestedBy: requester(ctx.actor),
      at,
    })
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "release",
      entityId: releaseId,
      detail: {},
      ...changedFields(null, { period, state: "running", editionId, engineVersion: ENGINE_VERSION }),
    })
  })
}

async function request(ctx: UseCaseContext, start: StartRelease, period: string, key: string) {
  const found = isQuarter(period) ? await ctx.read.releases.ofQuarter(period) : null
  if (!found) throw new DomainError("not_found", "not_found")
  if (period >= quarterOf(ctx.now().getTime())) throw new DomainError("conflict", "not_ended")
  inTheWay(found.latest)
  try {
    const { result, repeated } = await write(ctx, period, found.quarter.editionId, key)
    if (!repeated) await start(result.releaseId, result.instanceId)
    return result
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const now = await ctx.read.releases.ofQuarter(period)
    inTheWay(now?.latest ?? null)
    throw error
  }
}

/**
 * The city asks for the release of a quarter: estates and outcomes are frozen at this moment, then `start` sets a
 * runner to work. Asked for again with the same key it answers the first result. Two round trips. Errors: forbidden,
 * not_found (the cell does not collect the quarter), conflict (not_ended, release_running, released).
 */
export async function requestRelease(
  ctx: UseCaseContext,
  start: StartRelease,
  { period, key }: { period: string; key: string },
): Promise<RequestedRelease> {
  if (!allows(ctx.actor, "quarter.release")) throw new DomainError("forbidden", "forbidden")
  return once(ctx, { key, action }, () => request(ctx, start, period, key))
}
