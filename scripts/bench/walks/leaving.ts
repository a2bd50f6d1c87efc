import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkLeaving(walk: Walk, _: Places): Promise<void> {
  const page = paths.deletion()
  await walk.get("/organisation/deletion", "manager", page)
  await walk.post("/organisation/deletion", "manager", {
    page,
    form: "/organisation/deletion",
    changes: [["name", "示例·岷禾物业"]],
  })
  await walk.post("/organisation/deletion/withdrawal", "manager", { page, form: "/withdrawal" })
}
