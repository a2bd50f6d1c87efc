import { paths } from "../../../web/paths.ts"
import { DAY, dayOf } from "../../../worker/domain/quarter.ts"
import type { Acts, Stage } from "./stage.ts"

const organisation = "place-510104"
/** A viewer there, added by what goes before (people.ts). */
const deputy = `added-${organisation}-viewer`

async function memberOf({ door }: Stage, role: string): Promise<string> {
  const [row] = await door.cell.rows(
    "select id from members where organisation_id = ? and role = ? and ended_at is null order by id limit 1",
    [organisation, role],
  )
  return String(row?.["id"])
}

/** The operator asks that the viewer stands in for the district's approver. */
async function ask(stage: Stage) {
  const [member, operator] = [await memberOf(stage, "approver"), await stage.person("operator")]
  const day = (after: number) => dayOf(stage.door.now.getTime() + after * DAY)
  const page = paths.deputies({ organisation })
  const days = { fromDay: day(0), toDay: day(3) }
  await operator.submit(page, paths.deputies(), { member, deputy, ...days, reason: "王女士住院。" })
}

async function end(stage: Stage) {
  await (await stage.person("approver")).submit(paths.deputies(), paths.deputyEnd())
}

/** Somebody stands in for somebody else: named by itself and from above, agreed to, ended. */
export const deputies: Acts = {
  "deputy/name-deputy": {
    actions: ["deputy.name"],
    async perform(stage) {
      await ask(stage)
      await end(stage)
      const district = await stage.person("district")
      const member = await memberOf(stage, "verifier")
      const day = dayOf(stage.door.now.getTime())
      const page = paths.deputies()
      await district.submit(page, page, { member, deputy, fromDay: day, toDay: day, reason: "" })
      await end(stage)
    },
  },
  "deputy/confirm-deputy": {
    actions: ["deputy.confirm"],
    async perform(stage) {
      await ask(stage)
      await (await stage.person("city")).submit(paths.deputies(), paths.deputyConfirmation())
    },
  },
  "deputy/end-deputy": {
    actions: ["deputy.end"],
    async perform(stage) {
      await end(stage)
    },
  },
}
