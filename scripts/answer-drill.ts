import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createClient } from "@libsql/client"
import { REQUESTS_A_MINUTE } from "../worker/domain/api-key.ts"
import { storeKey } from "./bench/stored-key.ts"
import { type DrillDocument, drillRequests } from "./drill/requests.ts"
import { sendAll } from "./drill/send.ts"
import { startApp } from "./start/app.ts"

const usage = `npm run answers -- [--requests 60000] [--seed 1] [--connections 16] [--url http://… --key shige_…]
  Sends generated API requests, good and bad, and counts those that got no answer or a 5xx; ends with 1 when
  there is one. Without --url it asks a demonstration of its own, in a folder that it removes.`

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "60000" },
    seed: { type: "string", default: "1" },
    connections: { type: "string", default: "16" },
    url: { type: "string" },
    key: { type: "string", multiple: true, default: [] },
    help: { type: "boolean" },
  },
})
const { requests, seed, connections } = {
  requests: Number(values.requests),
  seed: Number(values.seed),
  connections: Number(values.connections),
}

/** Sends generated requests to an address and says how they were answered; 1 when one was lost or failed. */
async function drill(url: string, keys: readonly string[]): Promise<number> {
  const document = (await (await fetch(new URL("/api/v1/openapi.json", url))).json()) as DrillDocument
  const generated = drillRequests({ document, keys, count: requests, seed })
  const told = await sendAll(new URL(url), generated, connections)
  const statuses = [...told.statuses].sort(([a], [b]) => a - b)
  console.log(`${requests} requests: ${statuses.map(([status, count]) => `${count} × ${status}`).join(", ")}`)
  console.log(`without an answer: ${told.lost.length}; 5xx: ${told.failed.length}`)
  for (const line of [...told.lost, ...told.failed].slice(0, 20)) console.log(`  ${line}`)
  return told.lost.length + told.failed.length > 0 ? 1 : 0
}

/** So many that none is refused for asking too often: then the drill would see little else. */
const keysHere = Math.ceil(requests / REQUESTS_A_MINUTE)

/** The same against the demonstration in a folder of its own, which is removed afterwards. */
async function drillHere(): Promise<number> {
  const data = await mkdtemp(join(tmpdir(), "shige-answers-"))
  const app = await startApp({ data, cron: false, progress: console.log, log: console.error })
  try {
    const client = createClient({ url: app.libsqlUrl })
    const keys: string[] = []
    for (let made = 0; made < keysHere; made++)
      keys.push((await storeKey(client as never, "company-1", { role: "manager" })).key)
    client.close()
    return await drill(app.url, keys)
  } finally {
    await app.stop()
    await rm(data, { recursive: true, force: true })
  }
}

if (values.help) console.log(usage)
else process.exitCode = values.url ? await drill(values.url, values.key) : await drillHere()
