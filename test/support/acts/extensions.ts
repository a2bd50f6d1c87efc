import { paths } from "../../../web/paths.ts"
import { DAY, dayOf } from "../../../worker/domain/quarter.ts"
import type { Acts } from "./stage.ts"

/** A later last day of one estate's quarter, granted and taken back. */
export const extensions: Acts = {
  "extension/extend": {
    actions: ["deadline.extend"],
    async perform({ person, walk, door }) {
      const page = paths.extension(walk.slug, walk.open)
      const deadlineDay = dayOf(door.now.getTime() + 30 * DAY)
      await (await person("district")).submit(page, page, { deadlineDay, reason: "暴雨停电，王女士报告。" })
    },
  },
  "extension/take-back-extension": {
    actions: ["deadline.take_back"],
    async perform({ person, walk }) {
      const page = paths.extension(walk.slug, walk.open)
      await (await person("district")).submit(page, paths.extensionEnd(walk.slug, walk.open), {
        reason: "王女士：已恢复供电。",
      })
    },
  },
  "exemption/exempt": {
    actions: ["exemption.grant"],
    async perform({ person, walk }) {
      const page = paths.exemption(walk.slug, walk.open)
      await (await person("district")).submit(page, page, { reason: "整体改造，王女士报告。" })
    },
  },
  "exemption/take-back-exemption": {
    actions: ["exemption.take_back"],
    async perform({ person, walk }) {
      const page = paths.exemption(walk.slug, walk.open)
      await (await person("district")).submit(page, paths.exemptionEnd(walk.slug, walk.open), {
        reason: "王女士：改造取消。",
      })
    },
  },
}
