import { afterAll, beforeAll, expect, test } from "vitest"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { sweepReleases } from "../../../worker/usecases/release/restart-release.ts"
import { openTestCell, system, type TestCell } from "../../support/cell.ts"
import { askRelease, correcting, release } from "../../support/correcting.ts"
import { dying, Killed } from "../../support/killing.ts"
import { readRelease } from "../../support/read-release.ts"
import { smallCity } from "../../support/small-city.ts"

let cell: TestCell
const quarter = "2026Q1"
const asked = new Date("2026-06-01T00:00:00Z")

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-05-01T00:00:00Z") })
  await smallCity(cell, "2025Q4", "2026-01-20", { cedar: { state: "submitted" } })
  await smallCity(cell, quarter, "2026-04-20")
  await release(cell, quarter)
})
afterAll(() => cell.close())

async function manifests() {
  return cell.rows("select number, manifest_hash hash from releases where period = ? order by number", [
    quarter,
  ])
}

/** The gates of every estate in a release. */
async function gatesOf(hash: unknown) {
  const { cards } = await readRelease(cell, quarter, hash)
  return new Map([...cards.values()].map(({ slug, gates }) => [slug, gates]))
}

/** Takes the second release away, as if it had never been asked for. */
async function forgetSecond(): Promise<void> {
  const second = `(select id from releases where period = '${quarter}' and number = 2)`
  await cell.client.batch(
    [
      `update publications set release_id = (select id from releases where period = '${quarter}' and number = 1)`,
      `update corrections set closed_by = null where closed_by = ${second}`,
      `delete from scorecards where release_id = ${second}`,
      `delete from releases where period = '${quarter}' and number = 2`,
      "delete from writes where action = 'release.publish'",
    ],
    "write",
  )
}

test("killed at any step, a corrected release ends with the same hash; what is not corrected keeps its facts", async () => {
  // A quarter of the window is verified after the first release: it must change nobody but the corrected estate.
  await cell.rows("update submissions set state = 'verified', verified_at = ? where id = '2025Q4-cedar'", [
    "2026-05-20T00:00:00.000Z",
  ])
  const alder = correcting(cell, quarter, "alder")
  await alder.open()
  await alder.whole()
  cell.now = asked
  await release(cell, quarter)
  const [first, second] = await manifests()
  const [before, after] = [await gatesOf(first?.["hash"]), await gatesOf(second?.["hash"])]
  expect(before.get("cedar")).toContainEqual({ code: "REQ-10", met: false, answered: true })
  expect(after.get("cedar")).toEqual(before.get("cedar"))
  expect(after.get("alder")).not.toEqual(before.get("alder"))
  for (let at = 4; at < 34; at += 5) {
    await forgetSecond()
    cell.now = asked
    const requested = await askRelease(cell, quarter)
    const killed = dying(cell.contextFor(system), cell.deps, { calls: 0, at })
    const outcome = runRelease(killed.ctx, killed.deps, requested)
    await outcome.catch((error: unknown) => expect(error).toBeInstanceOf(Killed))
    cell.now = new Date(asked.getTime() + 600_000)
    const ctx = cell.contextFor(system)
    await sweepReleases(ctx, (releaseId, instanceId) => runRelease(ctx, cell.deps, { releaseId, instanceId }))
    expect((await manifests())[1]).toEqual(second)
    expect(await cell.rows("select count(*) n from corrections where closed_by is null")).toEqual([{ n: 0 }])
  }
})
