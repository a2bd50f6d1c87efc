import type { Actor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { releaseUnnamed } from "../../domain/closing.ts"
import { NAMES_TOLD } from "../../domain/correction/correction.ts"
import { DomainError } from "../../domain/errors.ts"
import { allows } from "../../domain/permissions.ts"
import { isQuarter, quarterOf } from "../../domain/quarter.ts"
import { finalInTheWay } from "../../domain/release/preliminary.ts"
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

type Found = NonNullable<Awaited<ReturnType<UseCaseContext["read"]["releases"]["ofQuarter"]>>>

/**
 * What stands in the way of a release: one that runs, or one that stands while nothing is being corrected or something
 * of it is not verified again.
 */
function inTheWay({ quarter, latest, preliminary, joined, corrections }: Found, now: Date): void {
  if (!latest) {
    const rule = finalInTheWay({ windowDays: quarter.windowDays, preliminary, joined }, now)
    if (!rule) return
    const [day, days] = [preliminary?.windowDay ?? "", quarter.windowDays]
    throw new DomainError("conflict", rule, [], { day, days, n: joined })
  }
  if (latest.state === "running") throw new DomainError("conflict", "release_running")
  if (latest.state !== "final") throw new DomainError("conflict", "released")
  if (corrections.length === 0) throw new DomainError("conflict", "correction_none")
  const open = corrections.filter(({ state }) => state !== "verified").map(({ name }) => name)
  if (open.length === 0) return
  const names = open.slice(0, NAMES_TOLD).join("、")
  throw new DomainError("conflict", "correction_unverified", [], { n: open.length, names })
}

async function write(
  ctx: UseCaseContext,
  { quarter, latest, corrections, open, closed, preliminary, waiting }: Found,
  key: string,
) {
  const { quarter: period, editionId } = quarter
  const releaseId = ctx.newId()
  const at = ctx.now()
  const result: RequestedRelease = { releaseId, instanceId: ctx.newId() }
  return ctx.write({ key, action, result }, (store) => {
    const request = {
      id: releaseId,
      instanceId: result.instanceId,
      period,
      editionId,
      engineVersion: ENGINE_VERSION,
      requestedBy: requester(ctx.actor),
      at,
    }
    if (latest) store.releases.requestCorrected(request, latest.id)
    else store.releases.request(request, { closed, preliminary: preliminary?.number ?? 0 })
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "release",
      entityId: releaseId,
      detail: latest
        ? { releaseNumber: latest.number + 1, corrections: corrections.length }
        : { open: open.length, ...(preliminary && { preliminary: preliminary.number, waiting }) },
      ...changedFields(null, { period, state: "running", editionId, engineVersion: ENGINE_VERSION }),
    })
  })
}

/** Refuses a first release whose quarter was not typed though something of it is open, or before the deadline. */
function expectNamed(ctx: UseCaseContext, found: Found, named: string): void {
  const { quarter, latest, open, waiting, corrections } = found
  const begun = corrections.filter(({ state }) => state !== "verified").length
  const asked = { open: open.length, waiting, begun }
  const faults = latest ? [] : releaseUnnamed(quarter, asked, { named, now: ctx.now() })
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
}

async function request(
  ctx: UseCaseContext,
  start: StartRelease,
  { period, key, named }: { period: string; key: string; named: string },
) {
  const found = isQuarter(period) ? await ctx.read.releases.ofQuarter(period) : null
  if (!found) throw new DomainError("not_found", "not_found")
  if (period >= quarterOf(ctx.now().getTime())) throw new DomainError("conflict", "not_ended")
  inTheWay(found, ctx.now())
  expectNamed(ctx, found, named)
  try {
    const { result, repeated } = await write(ctx, found, key)
    if (!repeated) await start(result.releaseId, result.instanceId)
    return result
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const now = await ctx.read.releases.ofQuarter(period)
    if (now) inTheWay(now, ctx.now())
    if (now) expectNamed(ctx, now, named)
    throw error
  }
}

/**
 * The city asks for the release of a quarter: estates and outcomes are frozen at this moment, then `start` sets a
 * runner to work. The first one comes after the window of a preliminary release, where the city has set one. A quarter that is released already is released again once everything that is being corrected is
 * verified. The first one needs the name of the quarter typed (`named`) while a district, a request for correction or a
 * correction is open, or the deadline has not passed. Asked for again with the same key it answers the first result. Two round trips. Errors: forbidden, not_found
 * (the cell does not collect the quarter), conflict (not_ended, release_running, preliminary_missing, window_open, preliminary_outdated, correction_none, correction_unverified), invalid (quarter_unnamed).
 */
export async function requestRelease(
  ctx: UseCaseContext,
  start: StartRelease,
  { period, key, named = "" }: { period: string; key: string; named?: string },
): Promise<RequestedRelease> {
  if (!allows(ctx.actor, "quarter.release")) throw new DomainError("forbidden", "forbidden")
  return once(ctx, { key, action }, () => request(ctx, start, { period, key, named }))
}
