import { changedFields } from "../../domain/audit/changed-fields.ts"
import { isQuarter, yearOf } from "../../domain/quarter.ts"
import type { Peers } from "../../domain/release/peers.ts"
import { editionOfYear } from "../../domain/scoring/edition-choice.ts"
import { ENGINE_VERSION } from "../../domain/scoring/version.ts"
import { finish } from "./finish-step.ts"
import { keepHead } from "./keep-head.ts"
import type { ReleaseRun } from "./release-run.ts"
import type { RequestedRelease } from "./request-release.ts"

interface YearPlan {
  period: string
  /** That of its last quarter. */
  editionId: string
  quarters: { period: string; releaseId: string }[]
}

/**
 * The year's release that publishing this quarter calls for: when the year's last quarter is public (now or already),
 * enough quarters are, and all of them are under one edition, or under versions of it that are the same method;
 * otherwise null.
 */
async function planYear({ ctx, release, scoring }: ReleaseRun): Promise<YearPlan | null> {
  if (!isQuarter(release.period)) return null
  const year = yearOf(release.period)
  const others = (await ctx.read.releases.publicQuarters(year)).filter(
    ({ period }) => period !== release.period,
  )
  const own = { period: release.period, releaseId: release.id, editionId: release.editionId }
  const all = [...others, own].sort((a, b) => (a.period < b.period ? -1 : 1))
  const last = all.at(-1)
  const enough = all.length >= scoring.compiled.edition.year.min_quarters
  if (!enough || last?.period !== `${year}Q4`) return null
  const editions = await Promise.all(all.map(({ editionId }) => ctx.read.editions.get(editionId)))
  if (!editionOfYear(editions)) return null
  const quarters = all.map(({ period, releaseId }) => ({ period, releaseId }))
  return { period: year, editionId: last.editionId, quarters }
}

/** The release that this one names as the one before it. */
async function namedBefore({ deps, release }: ReleaseRun): Promise<string | null> {
  const manifest = await deps.files.get("manifest", release.period, release.manifestHash ?? "")
  return manifest.format === 2 ? (manifest.before?.manifestHash ?? null) : null
}

/** What values the estates of each size have, for marks of later quarters; null of a year. */
async function peersOfRelease({ deps, release }: ReleaseRun): Promise<Peers | null> {
  if (!isQuarter(release.period) || release.progress.ranks === null) return null
  return (await deps.work.get("ranks", release.period, release.progress.ranks)).peers ?? null
}

/**
 * Whether another release was published since this one was ranked. It must be ranked again then: releases are one chain, and
 * no two name the same one before them. One round trip.
 */
export async function isOutrun(run: ReleaseRun): Promise<boolean> {
  const last = (await run.ctx.read.releases.published()).at(-1)
  return (last?.manifestHash ?? null) !== (await namedBefore(run))
}

/**
 * Keeps the head of the audit chain beside the release, then publishes in one atomic write: the release is final, the public pointer moves, and where it completes or revises a
 * year the year's release is requested. Answers that request, for the runner to go on with.
 */
export async function publishStep(run: ReleaseRun): Promise<RequestedRelease | null> {
  const { ctx, release, scoring } = run
  const plan = await planYear(run)
  const next = plan && { releaseId: ctx.newId(), instanceId: ctx.newId() }
  await keepHead(run)
  const [before, peers] = [await namedBefore(run), await peersOfRelease(run)]
  const at = ctx.now()
  return finish(
    run,
    { result: next, at, action: "release.publish", once: "publish", state: "final" },
    (store) => {
      store.releases.publish(release, { at, before, peers })
      if (!plan || !next) return
      const minQuarters = scoring.compiled.edition.year.min_quarters
      store.releases.requestYear({
        ...plan,
        id: next.releaseId,
        instanceId: next.instanceId,
        engineVersion: ENGINE_VERSION,
        requestedBy: ctx.actor.job,
        publishing: release.period,
        minQuarters,
        frozenAt: release.requestedAt,
        at,
      })
      store.audit.record({
        ...{ at, entity: "release", id: ctx.newId() },
        action: "year.release",
        entityId: next.releaseId,
        detail: { quarters: plan.quarters },
        ...changedFields(null, {
          period: plan.period,
          state: "running",
          editionId: plan.editionId,
          engineVersion: ENGINE_VERSION,
        }),
      })
    },
  )
}
