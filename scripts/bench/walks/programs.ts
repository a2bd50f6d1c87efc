import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Account, Walk } from "../walk.ts"

/** Makes a key with all scopes that a member is offered; answers the key and its page. */
async function makeKey(walk: Walk, who: Account): Promise<{ key: string; page: string }> {
  const visitor = await walk.visitor(who)
  const { action, fields } = await visitor.formOf(paths.newKey(), paths.keys())
  const { html: form } = await visitor.get(paths.newKey())
  const scopes = [...form.matchAll(/name="(scope:[^"]+)"/g)].map(([, name = ""]) => [name, "yes"] as const)
  const { html } = await visitor.post(action, [...new Map([...fields, ...scopes, ["name", "bench"]])])
  const key = /value="(shige_[^"]+)"/.exec(html)?.[1] ?? ""
  const page = /href="(\/keys\/[^"]+)"/.exec(html)?.[1] ?? ""
  return { key, page }
}

async function walkKeys(walk: Walk): Promise<void> {
  const changes: [string, string][] = [
    ["name", "bench"],
    ["scope:submissions:read", "yes"],
  ]
  await walk.get("/keys", "manager", paths.keys())
  await walk.get("/keys/new", "manager", paths.newKey())
  await walk.post("/keys", "manager", { page: paths.newKey(), form: paths.keys(), changes })
  const { page } = await makeKey(walk, "manager")
  await walk.get("/keys/:keyId", "manager", page)
  await walk.post("/keys/:keyId/rotation", "manager", { page, form: "/rotation" })
  const confirmed: [string, string][] = [["confirmed", "yes"]]
  await walk.post("/keys/:keyId/revocation", "manager", { page, form: "/revocation", changes: confirmed })
}

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkPrograms(walk: Walk, _: Places): Promise<void> {
  await walk.get("/problems", "nobody", paths.problems())
  await walk.get("/problems/:code", "nobody", paths.problem("stale"))
  await walkKeys(walk)
  const { key } = await makeKey(walk, "manager")
  await walk.program("GET /api/v1/key", key, { path: paths.api("/key") })
}
