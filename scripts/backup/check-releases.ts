import type { Client } from "@libsql/client"
import { type Bucket, contentStore } from "../../worker/gateways/content-store.ts"
import { filesOf } from "../../worker/usecases/public/release-files.ts"

/**
 * Reads every release of a city to its last file: the content store refuses a file that is missing or whose content is
 * not what its name says. Answers how many releases there are. Throws the first thing that is wrong.
 */
export async function checkReleases(client: Client, bucket: Bucket, cell: string): Promise<number> {
  const files = contentStore(bucket, { cell, folder: "releases" })
  const { rows } = await client.execute(
    "select period, manifest_hash as hash from releases where manifest_hash is not null order by period, number",
  )
  for (const row of rows) {
    const period = String(row["period"])
    const manifest = await files.get("manifest", period, String(row["hash"]))
    for (const file of await filesOf(files, { period, manifest })) await files.check(period, file)
  }
  return rows.length
}
