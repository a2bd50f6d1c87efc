import { STALLED_AFTER } from "./progress.ts"

/** Whether a running release has lost its runner: nothing has moved for two minutes. */
export function isStalled(release: { state: string; heartbeatAt: string }, now: Date): boolean {
  return release.state === "running" && now.getTime() - Date.parse(release.heartbeatAt) > STALLED_AFTER
}
