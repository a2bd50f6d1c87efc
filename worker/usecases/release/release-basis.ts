import { FIXED_REASON } from "../../domain/correction/correction.ts"
import type { Corrects, ReleaseRef } from "../../domain/release/snapshot.ts"
import type { ReleaseBasis } from "../../domain/release/working.ts"
import type { ReleaseRun } from "./release-run.ts"

/** The reasons as they may be published. */
function publicReasons<C extends { reason: string }>({ scoring }: ReleaseRun, corrected: C[]): C[] {
  if (!scoring.compiled.disclosure) return corrected
  return corrected.map((one) => ({ ...one, reason: FIXED_REASON }))
}

/** What the release corrects: of a quarter what is open, of a year what its quarters corrected since the last one. */
async function correctsOf(run: ReleaseRun, own: ReleaseRef | undefined): Promise<Corrects | null> {
  if (!own) return null
  const { ctx, release } = run
  const { quarters } = release.progress
  const named = { number: own.number, manifestHash: own.manifestHash }
  if (!quarters) {
    const open = await ctx.read.releases.openCorrections(release.period)
    const estates = publicReasons(
      run,
      open.map(({ slug, reason }) => ({ slug, reason })),
    )
    return estates.length === 0 ? null : { ...named, estates }
  }
  const before = await ctx.read.releases.before(release)
  const known = before?.progress.quarters?.map(({ releaseId }) => releaseId) ?? []
  const anew = quarters.map(({ releaseId }) => releaseId).filter((id) => !known.includes(id))
  const estates = publicReasons(run, await ctx.read.releases.correctedBy(anew))
  return estates.length === 0 ? null : { ...named, estates }
}

/** A preliminary release names nothing that is public, so that it is the same whatever is published meanwhile. */
const apart: ReleaseBasis = { published: [], before: null, corrects: null }

/** What stands published now. One round trip for the first release of a period, one or two more for a correction. */
export async function releaseBasis(run: ReleaseRun): Promise<ReleaseBasis> {
  if (run.release.preliminary) return apart
  const all = await run.ctx.read.releases.published()
  const own = all.find(({ period }) => period === run.release.period)
  return {
    published: all.filter((one) => one !== own),
    before: all.at(-1) ?? null,
    corrects: await correctsOf(run, own),
  }
}
