import { createClient } from "@libsql/client/http"
import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import { storeKey } from "../stored-key.ts"
import type { Walk } from "../walk.ts"

const decided = "zou-cha-gui-dang"

/** The archived programme of the demonstration with a nomination of its first company, and one that is only decided. */
async function prepare(database: string): Promise<{ slug: string; nominationId: string; company: string }> {
  const client = createClient({ url: database })
  try {
    const { rows } = await client.execute(
      `select p.slug, n.id from nominations n join programmes p on p.id = n.programme_id
       where p.phase = 'archived' and n.organisation_id = 'company-1' and n.state = 'submitted' limit 1`,
    )
    await client.execute(
      `insert into programmes (id, organisation_id, slug, title, phase, created_at, opened_at)
       select 'walk-archive', organisation_id, '${decided}', title, 'decided', created_at, created_at
       from programmes where phase = 'archived' limit 1`,
    )
    const { key: company } = await storeKey(client, "company-1", { role: "manager" })
    return { slug: String(rows[0]?.["slug"]), nominationId: String(rows[0]?.["id"]), company }
  } finally {
    client.close()
  }
}

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkArchive(walk: Walk, _: Places): Promise<void> {
  const { slug, nominationId, company } = await prepare(walk.database)
  const route = "/selection/:programme/archive"
  await walk.get("/programmes/:programme/archive.json", "nobody", paths.publicArchive(slug))
  await walk.get("/programmes/:programme/archives/:number", "nobody", paths.publicArchive(slug, 1))
  await walk.get("/api/v1/programmes/:programme/archive", "nobody", paths.apiPublicArchive(slug))
  await walk.get(route, "chair", paths.selectionPart(slug, "archive"))
  await walk.get(`${route}/programme.json`, "secretary", paths.programmeArchive(slug))
  await walk.get("/nominations/:decidedId/feedback", "editor", paths.feedback(nominationId))
  await walk.program("GET /api/v1/nominations/:nominationId/feedback", company, {
    path: `${paths.apiNomination(nominationId)}/feedback`,
  })
  await walk.post(route, "chair", { page: paths.selectionPart(decided, "archive"), form: "/archive" })
}
