import { createServer } from "node:net"
import { join, resolve } from "node:path"
import type { Miniflare } from "miniflare"
import { STARTED } from "../../worker/jobs/resume.ts"
import { buildWorkerApart } from "../build-worker.ts"
import { cityBindings, mainCity, serveCities } from "./cells.ts"
import { serveFiles } from "./file-server.ts"
import { seedOnFirstUse } from "./first-use.ts"
import { DoesNotFit, damagedIndex, holdsFiles, requireDatabase } from "./fit-together.ts"
import { endLeftRuntimes, forgetRuntimes } from "./leftover.ts"
import { claimLock, LockHeld } from "./lock.ts"
import { type Mailbox, startMailbox } from "./mailbox.ts"
import { moveRootFiles, type RootedBucket } from "./move-files.ts"
import { announce } from "./running.ts"
import { appWorker, sharedOptions, startMiniflare, workerName } from "./runtime.ts"

/** A reason not to start that the person at the terminal can do something about; the message is for them. */
export class CannotStart extends Error {}

export interface StartOptions {
  /** Default 0: any free port. */
  port?: number
  /** Folder of everything that is kept. Created when missing. */
  data: string
  /** Milliseconds added to the Worker's clock (tests only). */
  clockOffsetMs?: number
  /** Seconds before a letter is tried again (tests only). */
  mailRetrySeconds?: number
  /** Seconds that a request's body may give nothing (tests only). */
  bodyStallSeconds?: number
  /** Stands between the Worker and the main city's database: is told its address, answers its own (drills only). */
  databaseVia?: (url: string) => Promise<string>
  /** Port of workerd's inspector: heaps and profiles of each isolate. None when nothing is said. */
  inspectorPort?: number
  /** Whether the scheduled handler runs every minute. Default true. */
  cron?: boolean
  /** What is being done, for people who wait. */
  progress?: (line: string) => void
  /** What the Worker writes to its console: problems. */
  log?: (line: string) => void
  /** One line of JSON for each request; without it none is written. */
  logRequest?: (line: string) => void
}

export interface RunningApp {
  /** Address without a slash at its end, straight to workerd. */
  url: string
  /** The main city's database. */
  libsqlUrl: string
  /** Round trips to the main city's database so far. */
  requests(): number
  /** Every city of the data folder, the main one first, and where a browser finds it. */
  cities: { name: string; url: string; libsqlUrl: string }[]
  mf: Miniflare
  /** Where letters go: they leave this machine never. */
  mailbox: Mailbox
  /** Runs the scheduled handler once. */
  runCron(): Promise<void>
  /** Ends everything; what was acknowledged is on disk. Calling it again waits for the same end. Never fails. */
  stop(): Promise<void>
}

async function requireFreePort(port: number): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  await new Promise<void>((free, fail) => {
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE")
        fail(
          new CannotStart(
            `端口 ${port} 已被占用：请结束占用它的程序，或换一个端口，例如 npm start -- --port ${port + 1}\n` +
              `Port ${port} is taken: end the program that uses it, or choose another one with --port.`,
          ),
        )
      else if (error.code === "EACCES")
        fail(new CannotStart(`没有权限使用端口 ${port}，请用 1024 以上的端口 (no permission for this port).`))
      else fail(error)
    })
    probe.listen(port, "127.0.0.1", () => probe.close(() => free()))
  })
}

async function claimData(data: string): Promise<() => void> {
  try {
    return await claimLock(join(data, "lock"))
  } catch (error) {
    if (error instanceof LockHeld)
      throw new CannotStart(
        `数据目录 ${data} 正由另一个进程（${error.pid}）使用：请先结束它，或用 --data 另选目录。\n` +
          `The data folder is in use by process ${error.pid}.`,
      )
    const { code } = error as NodeJS.ErrnoException
    if (code !== undefined)
      throw new CannotStart(`数据目录 ${data} 无法写入 (the data folder cannot be written: ${code}).`)
    throw error
  }
}

function addressAt(url: string, host: string): string {
  const address = new URL(url)
  address.hostname = host
  return address.origin
}

/**
 * Starts the whole application: builds the Worker when its sources have changed, seeds `data` on first use, migrates
 * the databases of its cities, serves them by local libSQL servers and runs the Worker on workerd. Throws CannotStart
 * for a taken port or folder.
 */
export async function startApp(options: StartOptions): Promise<RunningApp> {
  const { port = 0, cron = true, progress = () => {}, log = () => {} } = options
  const data = resolve(options.data)
  const giveBack = await claimData(data)
  const closing: (() => Promise<void>)[] = [async () => giveBack()]
  const stopAll = async () => {
    // One that cannot be ended (a full disk) keeps none of the others from it.
    for (const close of closing.toReversed()) await close().catch((error) => log(`end: ${error}`))
  }
  try {
    await endLeftRuntimes(data, progress)
    await requireFreePort(port)
    progress("构建 · building")
    const built = await buildWorkerApart()
    await requireDatabase(data)
    await seedOnFirstUse(data, progress)
    const cities = await serveCities(data, closing)
    const bindings = cityBindings(cities)
    if (options.databaseVia) bindings["LIBSQL_URL"] = await options.databaseVia(cities[0].libsqlUrl)
    const mailbox = await startMailbox()
    closing.push(() => mailbox.close())
    bindings["SMTP_URL"] = mailbox.smtpUrl
    bindings["SECURITY_CONTACT"] = "mailto:security@shige.example"
    bindings["MAIL_FROM"] = "实格 <no-reply@shige.example>"
    if (options.mailRetrySeconds !== undefined)
      bindings["MAIL_RETRY_SECONDS"] = String(options.mailRetrySeconds)
    if (options.bodyStallSeconds !== undefined)
      bindings["BODY_STALL_SECONDS"] = String(options.bodyStallSeconds)
    if (options.clockOffsetMs !== undefined) bindings["CLOCK_OFFSET_MS"] = String(options.clockOffsetMs)
    for (const name of ["DATABASE_TIMEOUT_MS", "FILES_TIMEOUT_MS"])
      if (process.env[name]) bindings[name] = process.env[name]
    bindings["LOG_REQUESTS"] = options.logRequest ? "all" : "none"
    const written = (line: string) => {
      if (line.startsWith('{"level":"info"')) options.logRequest?.(line)
      else log(line)
    }
    closing.push(async () => forgetRuntimes(data))
    const mf = startMiniflare({
      ...sharedOptions(data, written),
      inspectorPort: options.inspectorPort,
      workers: [appWorker(built, { data, port, bindings, log: written })],
    })
    closing.push(() => mf.dispose())
    const bucket = (await mf.getR2Bucket("RELEASES", workerName)) as unknown as RootedBucket
    const listed = await bucket.list({ prefix: "" }).catch((error: Error) => {
      log(`r2: ${error.message}`)
      throw damagedIndex(data)
    })
    if (listed.objects.length === 0 && (await holdsFiles(join(data, "r2")))) throw damagedIndex(data)
    await moveRootFiles(bucket, mainCity)
    const files = await serveFiles(bucket)
    closing.push(() => files.close())
    closing.push(await announce(data, { pid: process.pid, files: { url: files.url, token: files.token } }))
    const url = (await mf.unsafeGetDirectURL(workerName)).origin
    const runCron = async (expression = "*/5 * * * *") => {
      const worker = await mf.getWorker(workerName)
      await worker.scheduled({ cron: expression })
    }
    if (cron) {
      // What a killed start has left goes on now; nobody waits for it here.
      void runCron(STARTED).catch((error) => log(`resume: ${error}`))
      const timer = setInterval(() => runCron().catch((error) => log(`cron: ${error}`)), 60_000)
      closing.push(async () => clearInterval(timer))
    }
    let stopped: Promise<void> | undefined
    const stop = () => {
      stopped ??= stopAll()
      return stopped
    }
    const addresses = cities.map(({ name, hosts, libsqlUrl: at }) => {
      return { name, url: addressAt(url, hosts[0] ?? ""), libsqlUrl: at }
    })
    const [{ libsqlUrl, requests }] = cities
    return { url, libsqlUrl, requests, cities: addresses, mf, mailbox, runCron, stop }
  } catch (error) {
    await stopAll()
    throw error instanceof DoesNotFit ? new CannotStart(error.message) : error
  }
}
