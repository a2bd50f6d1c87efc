import { join } from "node:path"
import type { Client } from "@libsql/client"
import { Miniflare } from "miniflare"
import { folderBucket } from "../../scripts/serve/bucket.ts"
import { openEmbedded } from "../../scripts/serve/database.ts"
import type { Bucket } from "../../worker/gateways/content-store.ts"

/**
 * The two ways in which the product is put together, as far as tests in this process see it. `served`: `npm run serve`, the
 * database in the process and objects in a folder. `workers`: Cloudflare, the database over the network and objects in R2.
 */
export type Root = "served" | "workers"

/** A page of the names in a bucket. */
export interface BucketPage {
  objects: { key: string }[]
  truncated: boolean
  cursor?: string
}

export type TestBucket = Bucket & { list(options: { cursor?: string }): Promise<BucketPage> }

/** What one of the two ways gives the application of one cell. */
export interface OpenRoot {
  bucket: TestBucket
  /** The `DATABASE` binding, where the database lies in this process. */
  database: { open(): Client } | undefined
  /** Calls of the database in this process so far: each would be a round trip. */
  calls(): number
  close(): Promise<void>
}

/** Which of the two this project of test/vitest.config.ts runs on. */
export const projectRoot: Root = process.env["TEST_ROOT"] === "workers" ? "workers" : "served"

async function openWorkers(): Promise<OpenRoot> {
  const miniflare = new Miniflare({
    modules: true,
    script: "export default { fetch: () => new Response(null, { status: 404 }) }",
    r2Buckets: ["RELEASES"],
    cf: false,
  })
  const bucket = (await miniflare.getR2Bucket("RELEASES")) as unknown as TestBucket
  return { bucket, database: undefined, calls: () => 0, close: () => miniflare.dispose() }
}

function openServed(file: string, objects: string): OpenRoot {
  const embedded = openEmbedded(file)
  let calls = 0
  function open(): Client {
    const client = embedded.open()
    const execute = client.execute.bind(client) as Client["execute"]
    const batch = client.batch.bind(client)
    return Object.assign(client, {
      execute: (...call: Parameters<Client["execute"]>) => {
        calls++
        return execute(...call)
      },
      batch: (...call: Parameters<Client["batch"]>) => {
        calls++
        return batch(...call)
      },
    })
  }
  return {
    bucket: folderBucket(objects) as unknown as TestBucket,
    database: { open },
    calls: () => calls,
    close: async () => embedded.close(),
  }
}

/** Opens what a cell stands on: its database is `cell.db` of the folder, its objects, if they are files, below `objects`. */
export function openRoot(root: Root, folder: string): Promise<OpenRoot> {
  if (root === "workers") return openWorkers()
  return Promise.resolve(openServed(join(folder, "cell.db"), join(folder, "objects")))
}
