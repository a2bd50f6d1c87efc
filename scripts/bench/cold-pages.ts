import { execFile } from "node:child_process"
import { Agent, get } from "node:http"
import { join } from "node:path"
import { promisify } from "node:util"
import { paths } from "../../web/paths.ts"
import { openDatabase } from "../../worker/data/database.ts"
import { publicData } from "../../worker/data/public-data.ts"
import { type Bucket, contentStore } from "../../worker/gateways/content-store.ts"
import { digestText } from "../../worker/gateways/digest.ts"
import { publicReader } from "../../worker/usecases/public/public-reader.ts"
import { type RunningApp, startApp } from "../start/app.ts"
import { workerName } from "../start/runtime.ts"
import { enlarge } from "./large-city.ts"
import type { Measurement } from "./report.ts"

const connections = 32
const walked = 2_000
const patience = 3_000
const megabyte = 1024 * 1024

interface Walk {
  latencies: number[]
  answered: number
}

/** Milliseconds until the whole page is there; throws unless its status is 200. */
function visit(url: string, agent: Agent): Promise<number> {
  const started = performance.now()
  return new Promise((done, fail) => {
    const request = get(url, { agent }, (answer) => {
      answer.on("end", () =>
        answer.statusCode === 200
          ? done(performance.now() - started)
          : fail(new Error(`${answer.statusCode} ${url}`)),
      )
      answer.resume()
    })
    request.on("error", fail)
  })
}

/** Visits every address once, over 32 connections. */
async function walk(urls: readonly string[]): Promise<Walk> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  let next = 0
  const one = async () => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++])
      latencies.push(await visit(url, agent).catch(() => Number.POSITIVE_INFINITY))
  }
  await Promise.all(Array.from({ length: connections }, one))
  agent.destroy()
  return { latencies, answered: latencies.filter((ms) => ms <= patience).length / urls.length }
}

/** Resident bytes of the runtime's processes. */
async function runtimeMemory(): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=,comm=", "--ppid", String(process.pid)])
  const lines = stdout.split("\n").filter((line) => line.includes("workerd"))
  return lines.reduce((sum, line) => sum + Number.parseInt(line, 10) * 1024, 0)
}

/** Bytes that the first page of an estate reads from the bucket in an isolate that has read nothing. */
async function bytesRead({ libsqlUrl }: RunningApp, bucket: Bucket, slug: string): Promise<number> {
  let bytes = 0
  const counted: Bucket = {
    head: (key) => bucket.head(key),
    put: (key, value) => bucket.put(key, value),
    async get(key, options) {
      const object = await bucket.get(key, options)
      const content = await object?.arrayBuffer()
      bytes += content?.byteLength ?? 0
      return content ? { arrayBuffer: async () => content } : null
    },
  }
  const reader = publicReader({
    open: () => publicData(openDatabase({ url: libsqlUrl })),
    files: contentStore(counted, { cell: "510100", folder: "releases" }),
    digest: digestText,
    now: () => 0,
  })
  const { releases } = await reader.state()
  const [newest] = releases.filter(({ kind }) => kind === "quarter")
  if (!newest || (await reader.past(releases, slug)).length !== releases.length)
    throw new Error(`${slug} is not in every release`)
  if ((await reader.scorecards(newest, [slug])).size !== 1) throw new Error(`no scorecard of ${slug}`)
  return bytes
}

async function measureCity(app: RunningApp, estates: number, releases: number): Promise<Measurement[]> {
  const bucket = (await app.mf.getR2Bucket("RELEASES", workerName)) as unknown as Bucket
  const slugs = await enlarge(app.libsqlUrl, bucket, estates)
  const size = `${estates.toLocaleString("en")} estates × ${releases} releases`
  const read = await bytesRead(app, bucket, slugs[Math.floor(estates / 3)] ?? "")
  // The state is looked at again after five seconds: from then on the pages are those of the large city.
  await new Promise((passed) => setTimeout(passed, 6_000))
  const step = Math.max(1, Math.floor(estates / walked))
  const urls = slugs.filter((_, at) => at % step === 0).map((slug) => `${app.url}${paths.estate(slug)}`)
  const agent = new Agent({ keepAlive: true })
  const alone: number[] = []
  for (const url of urls.slice(0, 21)) alone.push(await visit(url, agent))
  agent.destroy()
  const before = await runtimeMemory()
  const { latencies, answered } = await walk(urls.slice(21))
  const grown = (await runtimeMemory()) - before
  const at = (share: number, all: number[]) =>
    all.sort((a, b) => a - b)[Math.floor(share * (all.length - 1))] ?? 0
  const [first = 0, ...others] = alone
  return [
    {
      name: `cold estate page, ${size}`,
      measured: `${at(0.5, others).toFixed(0)} ms alone, the first of all ${first.toFixed(0)} ms`,
      ok: true,
    },
    {
      name: `what it reads from the bucket, ${size}`,
      measured: `${(read / 1024).toFixed(0)} KB`,
      limit: "≤ 200 KB",
      ok: read <= 200 * 1024,
    },
    {
      name: `cold estate pages at ${connections} connections, ${size}`,
      measured: `p99 ${at(0.99, latencies).toFixed(0)} ms, ${(100 * answered).toFixed(1)} % within 3 s`,
      limit: "100 % within 3 s",
      ok: answered === 1,
    },
    {
      name: `memory of the runtime after ${urls.length.toLocaleString("en")} of them, ${size}`,
      measured: `${(grown / megabyte).toFixed(0)} MB above that after the first page, ${((before + grown) / megabyte).toFixed(0)} MB`,
      limit: "≤ 128 MB more",
      ok: grown <= 128 * megabyte,
    },
  ]
}

/** Estate pages that nobody has seen, in a city of 2,000 estates and in one of 20,000. */
export async function measureColdPages(data: string): Promise<Measurement[]> {
  const measured: Measurement[] = []
  for (const estates of [2_000, 20_000]) {
    const app = await startApp({ data: join(data, `cold-${estates}`), cron: false })
    try {
      const releases = 8
      measured.push(...(await measureCity(app, estates, releases)))
    } finally {
      await app.stop()
    }
  }
  return measured
}
