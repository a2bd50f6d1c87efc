import { createClient } from "@libsql/client"
import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

/** The request for correction that waits. */
async function waiting({ database }: Walk): Promise<string> {
  const client = createClient({ url: database })
  const { rows } = await client.execute("select id from correction_requests where state = 'asked'")
  client.close()
  return String(rows[0]?.["id"])
}

/** Asks for a correction and withdraws it, asks again and is refused, so that nothing of the quarter changes. */
export async function walkRequests(walk: Walk, { released, slug }: Places): Promise<void> {
  const route = "/filing/:quarter/:slug/correction-request"
  const page = paths.askCorrection(slug, released)
  const changes: [string, string][] = [
    ["reason", "场次多写了一次，签到表只有一场。"],
    ["evidence", "签到表"],
    ["v:cultural_events", "9"],
    ["tried", '[["cultural_events","9"]]'],
    ["confirmed", "yes"],
  ]
  const one = "/correction-requests/:requestId"
  for (const [account, end] of [
    ["editor", "withdrawal"],
    ["city", "refusal"],
  ] as const) {
    await walk.get(route, "editor", page)
    await walk.post(route, "editor", { page, form: "/correction-request", changes })
    await walk.get("/correction-requests", account, paths.correctionRequests({ state: "asked" }))
    await walk.get("/correction-requests/list.csv", account, paths.correctionRequestsFile())
    const own = paths.correctionRequest(await waiting(walk))
    await walk.get(one, account, own)
    const reply: [string, string][] = end === "refusal" ? [["reply", "签到表与填报一致。"]] : []
    await walk.post(`${one}/${end}`, account, { page: own, form: `/${end}`, changes: reply })
  }
}
