import { paths } from "../../../web/paths.ts"
import type { Acts, Stage } from "./stage.ts"

/** The page of the request for correction that waits. */
async function waitingRequest({ cell }: Stage["door"]): Promise<string> {
  const [row] = await cell.rows("select id from correction_requests where state = 'asked'")
  return paths.correctionRequest(String(row?.["id"]))
}

/** Requests for correction: asked for and withdrawn, asked for and refused. */
export const requests: Acts = {
  "correction/ask-correction": {
    actions: ["correction_request.file"],
    async perform({ person, walk }) {
      const company = await person("editor")
      const path = paths.askCorrection(walk.slug, walk.open)
      const typed = {
        reason: "场次写错了，请李女士按签到表更正。",
        evidence: "签到表",
        "v:cultural_events": "9",
        tried: '[["cultural_events","9"]]',
        confirmed: "yes",
      }
      await company.submit(path, path, typed)
    },
  },
  "correction/withdraw-request": {
    actions: ["correction_request.withdraw"],
    async perform({ person, door }) {
      const company = await person("editor")
      await company.submit(await waitingRequest(door), "/withdrawal")
    },
  },
  "correction/refuse-request": {
    actions: ["correction_request.file", "correction_request.refuse"],
    async perform({ person, door, walk }) {
      const company = await person("editor")
      const path = paths.askCorrection(walk.slug, walk.open)
      const typed = {
        reason: "场次写错了，请李女士按签到表更正。",
        evidence: "签到表",
        "v:cultural_events": "8",
        tried: '[["cultural_events","8"]]',
        confirmed: "yes",
      }
      await company.submit(path, path, typed)
      const city = await person("city")
      await city.submit(await waitingRequest(door), "/refusal", { reply: "签到表与填报一致。" })
    },
  },
}
