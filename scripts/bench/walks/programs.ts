import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"
import { walkApi } from "./api.ts"

async function walkKeys(walk: Walk): Promise<void> {
  const changes: [string, string][] = [
    ["name", "bench"],
    ["scope:submissions:read", "yes"],
  ]
  await walk.get("/keys", "manager", paths.keys())
  await walk.get("/keys/new", "manager", paths.newKey())
  await walk.post("/keys", "manager", { page: paths.newKey(), form: paths.keys(), changes })
  const { html } = await (await walk.visitor("manager")).get(paths.keys())
  const page = /href="(\/keys\/(?!new)[^"]+)"/.exec(html)?.[1] ?? ""
  await walk.get("/keys/:keyId", "manager", page)
  await walk.post("/keys/:keyId/rotation", "manager", { page, form: "/rotation" })
  const confirmed: [string, string][] = [["confirmed", "yes"]]
  await walk.post("/keys/:keyId/revocation", "manager", { page, form: "/revocation", changes: confirmed })
}

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkPrograms(walk: Walk, places: Places): Promise<void> {
  await walk.get("/problems", "nobody", paths.problems())
  await walk.get("/problems/:code", "nobody", paths.problem("stale"))
  await walk.get("/api/v1/openapi.json", "nobody", paths.api("/openapi.json"))
  await walk.get("/api/reference", "nobody", paths.reference())
  await walk.get("/api/reference/:resource", "nobody", paths.reference("submissions"))
  await walkKeys(walk)
  await walkApi(walk, places)
}
