import { statfs } from "node:fs/promises"
import { join } from "node:path"
import type { Readable } from "node:stream"
import { Log, LogLevel, Miniflare, type MiniflareOptions, Response } from "miniflare"
import type { BuiltWorker } from "../build-worker.ts"
import { mainCity } from "./cells.ts"
import { rememberRuntimes } from "./leftover.ts"

/** The settings of wrangler.toml that miniflare needs again. test/scripts/start.test.ts holds the two together. */
export const compatibility = {
  compatibilityDate: "2026-08-01",
  compatibilityFlags: ["nodejs_compat"],
}
export const workerName = "shige"
const bucketName = "shige-releases"
const mailQueue = "shige-mail"
const host = "127.0.0.1"

export interface RuntimeOptions {
  /** Folder that R2, Workflows and the cache keep their state in. */
  data: string
  /** 0 takes any free port. */
  port: number
  /** Plain bindings: addresses and secrets. */
  bindings: Record<string, string>
  /** One line that the Worker or the runtime wrote. */
  log: (line: string) => void
}

type WorkerOptions = Extract<MiniflareOptions, { workers: unknown }>["workers"][number]

/** Miniflare's Workflow binding answers with an RPC object that the real one does not have; workerd complains of it. */
const localNoise = "An RPC result was not disposed properly"

function byLine(stream: Readable, log: (line: string) => void): void {
  let rest = ""
  stream.on("error", (error) => log(`workerd: ${error.message}`))
  stream.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n")
    rest = lines.pop() ?? ""
    for (const line of lines) if (line.trim() !== "" && !line.includes(localNoise)) log(line)
  })
}

/** What every Miniflare of ours shares: no telemetry, no live reload, its own state below `data`, quiet. */
export function sharedOptions(data: string, log: (line: string) => void) {
  return {
    host,
    port: 0,
    log: new Log(LogLevel.ERROR),
    cf: false,
    liveReload: false,
    telemetry: { enabled: false },
    unsafeLocalExplorer: false,
    defaultPersistRoot: data,
    r2Persist: join(data, "r2"),
    workflowsPersist: join(data, "workflows"),
    // Miniflare calls this as soon as it has started workerd, before workerd listens.
    handleRuntimeStdio(out: Readable, err: Readable) {
      rememberRuntimes(data)
      byLine(out, log)
      byLine(err, log)
    },
  } satisfies Partial<MiniflareOptions>
}

/** What a process without privileges may still write on the disk of a folder. */
async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/**
 * The Worker as it runs here. Deployed, Cloudflare serves the files in front of it; here it opens them itself, since
 * miniflare's router in front takes two thirds of what a request costs.
 */
export function appWorker(built: BuiltWorker, options: RuntimeOptions): WorkerOptions {
  const { port, bindings, data } = options
  return {
    name: workerName,
    modules: [{ type: "ESModule", path: built.script }],
    modulesRoot: join(built.script, ".."),
    ...compatibility,
    bindings: { CELL: mainCity, LINK_PORT: String(port), ...bindings },
    r2Buckets: { RELEASES: bucketName },
    workflows: {
      RELEASE_WORKFLOW: { name: "release", className: "ReleaseWorkflow" },
      EXPORT_WORKFLOW: { name: "export", className: "ExportWorkflow" },
    },
    queueProducers: { MAIL_QUEUE: mailQueue },
    queueConsumers: { [mailQueue]: { maxBatchSize: 5, maxBatchTimeout: 0, maxRetries: 100 } },
    serviceBindings: {
      ASSETS: { disk: { path: built.assetsFolder, writable: false } },
      DISK: async () => new Response(String(await freeBytes(data))),
    },
    unsafeDirectSockets: [{ host, port }],
  }
}

/**
 * Miniflare ends the process at once on SIGINT and SIGTERM; whoever starts it here decides itself how to end, so
 * the handlers that it adds are taken off again.
 */
export function startMiniflare(options: MiniflareOptions): Miniflare {
  const signals = ["SIGINT", "SIGTERM"] as const
  const before = signals.map((signal) => process.listeners(signal))
  const miniflare = new Miniflare(options)
  for (const [i, signal] of signals.entries())
    for (const listener of process.listeners(signal))
      if (!before[i]?.includes(listener)) process.off(signal, listener)
  return miniflare
}

/** A Miniflare with nothing but the bucket of the releases in `data`, for scripts that write to it. */
export async function openReleaseBucket(data: string) {
  const miniflare = startMiniflare({
    ...sharedOptions(data, () => {}),
    modules: true,
    script: "export default { fetch: () => new Response(null, { status: 404 }) }",
    ...compatibility,
    r2Buckets: { RELEASES: bucketName },
  })
  return { bucket: await miniflare.getR2Bucket("RELEASES"), close: () => miniflare.dispose() }
}
