import { paths } from "../../../web/paths.ts"
import { systemServices } from "../../../worker/services.ts"
import { runExport } from "../../../worker/usecases/export/advance-export.ts"
import { removeExpiredExports } from "../../../worker/usecases/export/remove-expired-exports.ts"
import { sweepExports } from "../../../worker/usecases/export/sweep-exports.ts"
import { deleteDueOrganisations } from "../../../worker/usecases/leaving/delete-organisation.ts"
import type { Acts, Stage } from "./stage.ts"

const name = "示例·岷禾物业"

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const later = (stage: Stage, by: number) => stage.moveTo(new Date(stage.door.now.getTime() + by))
const exportDeps = ({ door }: Stage) => systemServices(door.bindings, "export-workflow", "510100").exports

async function running({ door }: Stage) {
  const [row] = await door.cell.rows("select id, instance from exports where state = 'running'")
  return row ? { exportId: String(row["id"]), instanceId: String(row["instance"]) } : null
}

const request = async ({ person }: Stage) =>
  (await person("manager")).submit(paths.export(), paths.export(), { personal: "yes" })

/** An organisation takes everything of its own along, and leaves. */
export const leaving: Acts = {
  "export/request-export": {
    actions: ["export.request"],
    perform: request,
  },
  "export/sweep-exports": {
    actions: ["export.restart", "export.give_up"],
    async perform(stage) {
      do {
        later(stage, 30 * MINUTE)
        await sweepExports(stage.job("sweep-exports"), async () => {})
      } while ((await running(stage)) !== null)
    },
  },
  "export/advance-export": {
    actions: ["export.step", "export.finish"],
    async perform(stage) {
      await request(stage)
      const asked = await running(stage)
      if (asked) await runExport(stage.job("export-workflow"), exportDeps(stage), asked)
    },
  },
  "export/remove-expired-exports": {
    actions: ["retention.exports"],
    async perform(stage) {
      later(stage, 9 * DAY)
      await removeExpiredExports(stage.job("remove-exports"), exportDeps(stage).archive)
    },
  },
  "leaving/ask-deletion": {
    actions: ["organisation.deletion_asked"],
    perform: async ({ person }) =>
      (await person("manager")).submit(paths.deletion(), paths.deletion(), { name }),
  },
  "leaving/take-back-deletion": {
    actions: ["organisation.deletion_taken_back"],
    perform: async ({ person }) => (await person("manager")).submit(paths.deletion(), "/withdrawal"),
  },
  "leaving/delete-organisation": {
    actions: ["organisation.delete"],
    async perform(stage) {
      await (await stage.person("manager")).submit(paths.deletion(), paths.deletion(), { name })
      later(stage, 32 * DAY)
      await deleteDueOrganisations(stage.job("delete-organisations"))
    },
  },
}
