import { sweepReleases } from "../usecases/release/restart-release.ts"
import type { SystemServices } from "./system-services.ts"

/** Cron: sets new runners to work on releases that lost theirs. Answers how many. */
export async function sweep({ context, startRelease }: SystemServices): Promise<number> {
  return sweepReleases(context, startRelease)
}
