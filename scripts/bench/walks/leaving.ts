import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

/** Makes an export and waits for it: its Workflow would be counted with the routes after it. */
async function walkExport(walk: Walk): Promise<void> {
  const page = paths.export()
  const manager = await walk.visitor("manager")
  await walk.get("/organisation/export", "manager", page)
  await walk.post("/organisation/export", "manager", {
    page,
    form: "/organisation/export",
    changes: [["personal", "yes"]],
  })
  for (let tries = 0; tries < 300; tries++) {
    const file = /href="(\/organisation\/export\/[^"]+)"/.exec((await manager.get(page)).html)?.[1]
    if (file) return walk.get("/organisation/export/:exportId", "manager", file)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error("the export did not end in 30 seconds")
}

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkLeaving(walk: Walk, _: Places): Promise<void> {
  await walkExport(walk)
  const page = paths.deletion()
  await walk.get("/organisation/deletion", "manager", page)
  await walk.post("/organisation/deletion", "manager", {
    page,
    form: "/organisation/deletion",
    changes: [["name", "示例·岷禾物业"]],
  })
  await walk.post("/organisation/deletion/withdrawal", "manager", { page, form: "/withdrawal" })
}
