import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkAudit(walk: Walk, _: Places): Promise<void> {
  await walk.get("/audit", "manager", paths.audit())
  await walk.get("/audit", "operator", paths.audit({ action: "session.begin", from: "2026-01-01" }))
  await walk.get("/audit/events.csv", "manager", paths.auditCsv())
  await walk.get("/audit/events.json", "manager", paths.auditJson({ entity: "submission" }))
}
