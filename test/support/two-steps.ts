import { randomUUID } from "node:crypto"
import { expect } from "vitest"
import type { MemberActor } from "../../worker/domain/actor.ts"
import { perform } from "../../worker/usecases/perform.ts"
import type { closeQuarter } from "../../worker/usecases/quarter/close-quarter.ts"
import type { moveDeadline } from "../../worker/usecases/quarter/move-deadline.ts"
import { quarters } from "../../worker/usecases/quarter/quarter-progress.ts"
import type { reopenClosing } from "../../worker/usecases/quarter/reopen-closing.ts"
import type { setWindow } from "../../worker/usecases/quarter/set-window.ts"
import { runRelease } from "../../worker/usecases/release/advance-release.ts"
import { askPreliminary } from "../../worker/usecases/release/request-preliminary.ts"
import type { RequestedRelease } from "../../worker/usecases/release/request-release.ts"
import { sweepReleases } from "../../worker/usecases/release/restart-release.ts"
import { authorityMember, system, type TestCell } from "./cell.ts"
import { leaveEvent } from "./cell-rows.ts"
import { dying, Killed } from "./killing.ts"

export const quarter = "2026Q2"
export const asked = new Date("2026-08-03T02:00:00Z")
/** Five working days after a Monday. */
export const lastOfWindow = "2026-08-10"
export const after = new Date("2026-08-11T02:00:00Z")
export const city = authorityMember("approver")
export const district = authorityMember("approver", "510104")
export const other = authorityMember("approver", "510105")
export const key = () => randomUUID()

/** A refusal by its rule. */
export const rule = (name: string) => ({ rule: name })

/** What the tests of a quarter's two steps do to a cell of `smallCity`. */
export function twoSteps(cell: TestCell) {
  async function act(
    actor: MemberActor,
    which: typeof reopenClosing | typeof closeQuarter | typeof moveDeadline | typeof setWindow,
    given: object,
  ) {
    const ctx = cell.contextFor(actor)
    const open = await quarters.open(ctx, { quarter })
    return perform(
      ctx,
      which as typeof closeQuarter,
      open,
      { given: given as { reason?: string } },
      { key: key() },
    )
  }

  const run = (requested: RequestedRelease) => runRelease(cell.contextFor(system), cell.deps, requested)
  const askFor = (actor = city, own = key()) =>
    askPreliminary(cell.contextFor(actor), nobody, { quarter, key: own })

  /** Makes the next preliminary release, from its request to its end. */
  async function make() {
    const requested = await askFor()
    await run(requested)
    return requested
  }

  const standing = () =>
    cell.rows(
      "select number, state, manifest_hash hash, window_day day from releases where period like ? order by period desc, number",
      [`${quarter}%`],
    )

  async function hashOf(number: number): Promise<unknown> {
    const [row] = await cell.rows(
      "select state, manifest_hash hash from releases where period = ? and number = ?",
      [`${quarter}P`, number],
    )
    expect(row?.["state"]).toBe("preliminary")
    return row?.["hash"]
  }

  /** Takes all releases away, so that the same ones can be made again. */
  async function forget(): Promise<void> {
    const statements = [
      "update closings set closed_at = '2026-07-21T00:00:00.000Z'",
      "update corrections set closed_by = null",
      "delete from correction_requests",
      "delete from corrections",
      ...["publications", "scorecards", "releases", "writes"].map((table) => `delete from ${table}`),
    ]
    await cell.client.batch(statements, "write")
    await leaveEvent(cell)
    cell.now = asked
  }

  async function publicFiles(): Promise<string[]> {
    const { objects } = await cell.bucket.list({})
    return objects.map(({ key: name }) => name).filter((name) => name.includes("/releases/"))
  }

  async function sweepLater(): Promise<number> {
    cell.now = new Date(cell.now.getTime() + 180_000)
    const ctx = cell.contextFor(system)
    return sweepReleases(ctx, (releaseId, instanceId) =>
      runRelease(ctx, cell.deps, { releaseId, instanceId }),
    )
  }

  async function runKilled(requested: RequestedRelease, at: number): Promise<boolean> {
    const { ctx, deps } = dying(cell.contextFor(system), cell.deps, { calls: 0, at })
    try {
      await runRelease(ctx, deps, requested)
      return false
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      return true
    }
  }

  return { act, run, askFor, make, standing, hashOf, forget, publicFiles, sweepLater, runKilled }
}

/** Sets no runner to work. */
export const nobody = async () => {}
