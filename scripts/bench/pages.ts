import { mkdtemp, rm } from "node:fs/promises"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { RunningApp } from "../start/app.ts"
import { startBareHono } from "./bare.ts"
import { load } from "./load.ts"
import type { Measurement } from "./report.ts"
import { abbaRates, percentile } from "./rounds.ts"

const connections = 16
const milliseconds = 600
/** Twice the connections, for the slowest answers. */
const wide = 32

/** The first `bytes` bytes of ASCII that a bare handler answers with: as many as the page, and the quickest to send. */
const filler = (bytes: number) => `<!doctype html>${"x".repeat(Math.max(0, bytes - 15))}`

/** Asks until the isolate has the page finished. Answers its bytes on the wire. */
export async function warm(url: URL): Promise<number> {
  let bytes = 0
  for (let i = 0; i < 5; i++) {
    const answer = await fetch(url)
    if (answer.status !== 200) throw new Error(`${url.pathname} answered ${answer.status}`)
    await answer.arrayBuffer()
    bytes = Number(answer.headers.get("content-length"))
  }
  return bytes
}

/** The bytes of an answer as they travel to a browser, which takes compressed ones. */
function sentBytes(url: URL): Promise<number> {
  return new Promise((done, fail) => {
    const asked = request(
      url,
      { headers: { "accept-encoding": "gzip, br", accept: "text/html" } },
      (answer) => {
        let bytes = 0
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length
        })
        answer.on("end", () => done(bytes))
      },
    )
    asked.on("error", fail).end()
  })
}

/**
 * A warm public page against a bare Hono handler that answers as many bytes on an equal workerd, both straight to it:
 * requests per second in ABBA rounds, 99th percentile, round trips to the database meanwhile.
 */
export async function measurePage(app: RunningApp, name: string, path: string): Promise<Measurement[]> {
  const url = new URL(path, app.url)
  const bytes = await warm(url)
  const folder = await mkdtemp(join(tmpdir(), "shige-bare-"))
  const bare = await startBareHono(folder, filler(bytes))
  try {
    await warm(bare.url)
    const latencies: number[] = []
    let generatorCpu = 0
    const run = async (target: URL) => {
      const result = await load({ url: target, connections, milliseconds })
      generatorCpu = Math.max(generatorCpu, result.generatorCpu)
      if (target === url) latencies.push(...result.latencies)
      return result.requestsPerSecond
    }
    await run(bare.url)
    await run(url)
    latencies.length = 0
    generatorCpu = 0
    const before = app.requests()
    const { ratio, spread, a, b } = await abbaRates(
      () => run(bare.url),
      () => run(url),
    )
    const roundTrips = app.requests() - before
    const crowded = await load({ url, connections: wide, milliseconds: 2_000 })
    const sent = await sentBytes(url)
    const speed = `${b.toFixed(0)} of ${a.toFixed(0)} requests/s: ${ratio.toFixed(2)} (${spread.map((r) => r.toFixed(2)).join("–")})`
    const p99 = `p99 ${percentile(latencies, 0.99).toFixed(1)} ms with ${connections} connections`
    return [
      {
        name: `${name}, ${(bytes / 1024).toFixed(0)} KB`,
        measured: `${speed}; ${p99}; generator ${(generatorCpu * 100).toFixed(0)} % of a core`,
        limit: "≥ 0.5 of a bare handler, in every round",
        // In every round, not only in most of them.
        ok: spread[0] >= 0.5,
      },
      {
        name: `${name}, ${wide} connections`,
        measured: `p99 ${percentile(crowded.latencies, 0.99).toFixed(1)} ms, ${crowded.requestsPerSecond.toFixed(0)} requests/s`,
        ok: true,
      },
      {
        name: `${name}, over the wire`,
        measured: `${(sent / 1024).toFixed(1)} KB of ${(bytes / 1024).toFixed(0)} KB, as a browser asks`,
        ok: true,
      },
      {
        name: `${name}, round trips while warm`,
        measured: `${roundTrips} in ${latencies.length} requests`,
        limit: "0 a request",
        // One isolate asks every few seconds whether anything new was published; no request does for itself.
        ok: roundTrips / latencies.length < 0.001,
      },
    ]
  } finally {
    await bare.close()
    await rm(folder, { recursive: true, force: true })
  }
}
