import { createClient } from "@libsql/client/http"
import type { Walk } from "../walk.ts"

/** Waits for a preliminary release, so that its round trips are not taken for those of the next request. */
export async function made(walk: Walk, quarter: string): Promise<void> {
  const client = createClient({ url: walk.database })
  const sql = "select 1 from releases where period = ? and state = 'preliminary'"
  try {
    for (let tries = 0; tries < 120; tries++) {
      const { rows } = await client.execute({ sql, args: [`${quarter}P`] })
      if (rows.length > 0) return
      await new Promise((done) => setTimeout(done, 250))
    }
  } finally {
    client.close()
  }
  throw new Error("the preliminary release of the walk did not end")
}
