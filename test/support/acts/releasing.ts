import { paths } from "../../../web/paths.ts"
import { DAY, dayOf, quarterOf } from "../../../worker/domain/quarter.ts"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { sweepReleases } from "../../../worker/usecases/release/restart-release.ts"
import type { Acts, Stage } from "./stage.ts"

/** The release that the city asked for. */
async function requested({ door }: Stage) {
  const [row] = await door.cell.rows("select id, instance_id from releases where state = 'running'")
  return { releaseId: String(row?.["id"]), instanceId: String(row?.["instance_id"]) }
}

const closing = { confirmed: "yes", reason: "王女士报告平台停机，先关账。" }

/** What is done to a quarter as a whole, from its closing to its release. */
export const releasing: Acts = {
  "quarter/close-quarter": {
    actions: ["quarter.close"],
    async perform({ person, walk }) {
      const approver = await person("approver")
      await approver.submit(paths.quarter(walk.open), "/closing", closing)
    },
  },
  "quarter/reopen-closing": {
    actions: ["quarter.reopen"],
    async perform({ person, walk }) {
      const approver = await person("approver")
      await approver.submit(paths.quarter(walk.open), "/reopening", { reason: "请王女士补报两个小区。" })
      await approver.submit(paths.quarter(walk.open), "/closing", closing)
    },
  },
  "quarter/remove-quarter": {
    actions: ["quarter.remove"],
    async perform({ person, door }) {
      const city = await person("city")
      const running = quarterOf(door.now.getTime())
      await city.submit(paths.quarter(running), "/removal", { confirmed: "yes" })
      await city.submit(paths.quarters(), paths.quarters())
    },
  },
  "quarter/move-deadline": {
    actions: ["quarter.move_deadline"],
    async perform({ person, walk, door }) {
      const city = await person("city")
      const deadlineDay = dayOf(door.now.getTime() + 5 * DAY)
      const typed = { deadlineDay, reason: "平台停机，王女士报告。" }
      await city.submit(paths.quarter(walk.open), "/deadline", typed)
    },
  },
  "quarter/set-window": {
    actions: ["quarter.set_window"],
    async perform({ person, walk }) {
      const city = await person("city")
      await city.submit(paths.quarter(walk.open), "/window", { days: "5" })
      await city.submit(paths.quarter(walk.open), "/window", { days: "0" })
    },
  },
  "release/request-preliminary": {
    actions: ["quarter.preliminary", "release.conclude"],
    async perform(stage) {
      const city = await stage.person("city")
      await city.submit(paths.quarter(stage.walk.open), "/preliminary", { confirmed: "yes" })
      await runRelease(stage.job("release-workflow"), stage.door.cell.deps, await requested(stage))
    },
  },
  "release/request-release": {
    actions: ["quarter.release"],
    async perform({ person, walk }) {
      const city = await person("city")
      await city.submit(paths.quarter(walk.open), "/release", { confirmed: "yes", named: walk.open })
    },
  },
  "release/restart-release": {
    actions: ["release.restart"],
    async perform(stage) {
      stage.moveTo(new Date(stage.door.now.getTime() + 600_000))
      await sweepReleases(stage.job("sweep-releases"), async () => {})
    },
  },
  "release/advance-release": {
    actions: ["release.step", "release.publish"],
    perform: async (stage) =>
      runRelease(stage.job("release-workflow"), stage.door.cell.deps, await requested(stage)),
  },
}
