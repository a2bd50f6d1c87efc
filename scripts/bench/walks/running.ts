import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkRunning(walk: Walk, _: Places): Promise<void> {
  await walk.get("/healthz", "nobody", "/healthz")
  await walk.get("/readyz", "nobody", "/readyz")
  await walk.get("/.well-known/security.txt", "nobody", "/.well-known/security.txt")
  const { html } = await (await walk.visitor("nobody")).get(paths.home())
  await walk.get("/assets/:name", "nobody", /href="(\/assets\/site\.[^"]+)"/.exec(html)?.[1] ?? "")
}
