import { STALLED_AFTER } from "./progress.ts"

/**
 * Between which moments what runs must have moved last, or its runner is lost. What moved in the future did so before a
 * clock was set back: it is lost as well, or it would be left alone until then.
 */
export function aliveBetween(now: Date, within: number): { before: string; after: string } {
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString()
  return { before: at(-within), after: at(within) }
}

/** Whether what moved last at a moment has lost its runner. */
export function isLost(movedAt: string, now: Date, within: number): boolean {
  return Math.abs(now.getTime() - Date.parse(movedAt)) > within
}

/** Whether a running release has lost its runner: nothing has moved for two minutes. */
export function isStalled(release: { state: string; heartbeatAt: string }, now: Date): boolean {
  return release.state === "running" && isLost(release.heartbeatAt, now, STALLED_AFTER)
}
