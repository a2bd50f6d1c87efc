import { once } from "node:events"
import { statfs } from "node:fs/promises"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { STARTED } from "../../worker/jobs/resume.ts"
import { openClient } from "../database-client.ts"
import { assetFiles } from "./assets.ts"
import { lastBackup } from "./backup/made.ts"
import { nightly } from "./backup/nightly.ts"
import { folderBucket } from "./bucket.ts"
import { builtServer } from "./built.ts"
import { openCertificate } from "./certificate.ts"
import type { Configuration } from "./configuration.ts"
import { listenToConsole } from "./console.ts"
import { type EmbeddedDatabase, openEmbedded } from "./database.ts"
import { claimFolder, databaseFile, objectsFolder, openFolder } from "./folder.ts"
import { ADDRESS_HEADER, frontServer } from "./front.ts"
import { type JobModule, jobRunner } from "./jobs.ts"
import { dailyLog } from "./logs.ts"
import { type Metrics, openMetrics } from "./metrics.ts"
import { Refused } from "./refused.ts"
import { databaseUrl } from "./settings.ts"
import { upgrade } from "./upgrade.ts"

type ServerModule = JobModule & {
  default: { fetch(request: Request, env: object, context: object): Response | Promise<Response> }
}

export interface Served {
  /** Where it listens, without a slash at the end. */
  url: string
  /** Takes no more requests, finishes what is under way, closes the database. Calling it again waits for the same end. */
  stop(): Promise<void>
}

const CRON_MS = 60_000
const LONGEST_JOB_MS = 20_000
const LONGEST_ANSWER_MS = 10_000

/** The bindings that the product is given here: what Cloudflare gives by name is a file, a folder or this process. */
async function bindingsOf(configuration: Configuration, assets: string, port: number) {
  const { settings, data } = configuration
  const embedded = settings.LIBSQL_URL === undefined ? openEmbedded(databaseFile(data)) : null
  const bucket = folderBucket(objectsFolder(data))
  await bucket.clear()
  const runner = jobRunner()
  const optional = [
    "SMTP_URL",
    "MAIL_FROM",
    "HSTS",
    "SECURITY_CONTACT",
    "SESSION_IDLE_HOURS",
    "LIBSQL_AUTH_TOKEN",
  ] as const
  const env: Record<string, unknown> = {
    CELL: settings.CELL,
    CELL_NAME: settings.CELL_NAME,
    HOSTS: settings.HOSTS.join(" "),
    AUTH_SECRET: settings.AUTH_SECRET,
    SMTP_PLAIN: settings.SMTP_PLAIN,
    // Every line is counted; whether it is written down is said here.
    LOG_REQUESTS: "all",
    MAIL_RETRY_SECONDS: settings.MAIL_RETRY_SECONDS,
    CLIENT_ADDRESS_HEADER: ADDRESS_HEADER,
    LIBSQL_URL: databaseUrl(configuration),
    LINK_PORT: port,
    RELEASES: bucket,
    ASSETS: await assetFiles(assets),
    DISK: {
      fetch: async () => {
        const { bavail, bsize } = await statfs(data)
        return new Response(String(bavail * bsize))
      },
    },
    BACKUPS: {
      fetch: async () =>
        new Response(settings.BACKUP_FOLDER ? ((await lastBackup(settings.BACKUP_FOLDER))?.at ?? "") : ""),
    },
    ...runner.bindings,
  }
  for (const name of optional) if (settings[name] !== undefined) env[name] = settings[name]
  if (embedded) env["DATABASE"] = embedded
  return { env, embedded, runner }
}

async function lastSeal(
  configuration: Configuration,
  embedded: EmbeddedDatabase | null,
): Promise<string | null> {
  const authToken = configuration.settings.LIBSQL_AUTH_TOKEN
  const client = embedded?.open() ?? openClient({ url: databaseUrl(configuration), authToken })
  const { rows } = await client.execute("select max(sealed_at) as at from audit_seals")
  client.close()
  return rows[0]?.["at"] == null ? null : String(rows[0]["at"])
}

/** What the product writes to the console goes into the day's file and is counted; problems are shown as well. */
function keepLines({ settings, data }: Configuration, figures: Metrics): () => Promise<void> {
  const log = dailyLog(join(data, "logs"), (problem) => process.stderr.write(`${problem}\n`))
  const stop = listenToConsole((level, line) => {
    let said: Parameters<Metrics["logged"]>[1] = {}
    try {
      said = JSON.parse(line)
    } catch {
      // A line of somebody else's.
    }
    figures.logged(level, said)
    if (level !== "info") process.stderr.write(`${line}\n`)
    if (settings.LOG_REQUESTS === "all" || said.event !== "request") log.write(line)
  })
  return () => {
    stop()
    return log.close()
  }
}

function listeningError(error: NodeJS.ErrnoException, listen: string): unknown {
  if (error.code === "EADDRINUSE")
    return new Refused(
      `LISTEN ${listen}：端口已被占用，请结束占用它的程序，或换一个端口。`,
      `LISTEN ${listen}: the port is taken; end the program that uses it, or choose another one.`,
    )
  if (error.code === "EACCES")
    return new Refused(
      `LISTEN ${listen}：没有权限使用这个端口，请用 1024 以上的端口，或给予 CAP_NET_BIND_SERVICE。`,
      `LISTEN ${listen}: no permission for this port; use one above 1024, or grant CAP_NET_BIND_SERVICE.`,
    )
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new Refused(
      `LISTEN ${listen}：本机没有这个地址。`,
      `LISTEN ${listen}: this machine has no such address.`,
    )
  return error
}

/**
 * Serves a city as its configuration says: its folder claimed, its database brought to this version (after a copy), then
 * pages and jobs. Throws Refused with what to do about it.
 */
export async function serve(configuration: Configuration, say: (line: string) => void): Promise<Served> {
  const { settings, data } = configuration
  const closing: (() => Promise<void> | void)[] = []
  const stopAll = async () => {
    for (const close of closing.toReversed())
      await Promise.resolve(close()).catch((error: unknown) => say(`end: ${String(error)}`))
  }
  try {
    closing.push(await claimFolder(data))
    await openFolder(configuration)
    const built = await builtServer()
    await upgrade(configuration, say)
    const trouble = (problem: string) =>
      console.error(JSON.stringify({ level: "error", event: "certificate", problem }))
    const files =
      settings.TLS_CERTIFICATE && settings.TLS_KEY ? [settings.TLS_CERTIFICATE, settings.TLS_KEY] : null
    const certificate = files && openCertificate(files[0] as string, files[1] as string, trouble)
    const { host, port } = settings.LISTEN
    const module = (await import(built.script)) as ServerModule
    const { env, embedded, runner } = await bindingsOf(configuration, join(built.assetsFolder), port)
    closing.push(() => embedded?.close())
    const context = { waitUntil: runner.track, passThroughOnException() {} }
    const fetch = (request: Request) => module.default.fetch(request, env, context)
    const figures = openMetrics({
      readiness: async () => (await fetch(new Request(`http://${settings.HOSTS[0]}/readyz`))).json(),
      lastSeal: () => lastSeal(configuration, embedded),
    })
    closing.push(keepLines(configuration, figures))
    const server = frontServer({
      fetch,
      metrics: { figures, token: settings.METRICS_TOKEN },
      trusted: settings.TRUSTED_PROXIES,
      header: settings.ADDRESS_HEADER,
      certificate,
    })
    server.listen(port, host)
    await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
      throw listeningError(error, `${host}:${port}`)
    })
    env["LINK_PORT"] = (server.address() as AddressInfo).port
    if (certificate && "setSecureContext" in server) closing.push(certificate.watch(server))
    closing.push(() => runner.stop(LONGEST_JOB_MS))
    closing.push(async () => {
      const closed = new Promise<void>((done) => server.close(() => done()))
      const late = setTimeout(() => server.closeAllConnections(), LONGEST_ANSWER_MS)
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      await closed
      clearTimeout(late)
      clearInterval(idle)
    })
    if (settings.BACKUP_FOLDER) closing.push(nightly(configuration, settings.BACKUP_FOLDER))
    runner.start(module, env, { started: STARTED, everyMs: CRON_MS })
    const shown = host.includes(":") ? `[${host}]` : host
    const url = `${certificate ? "https" : "http"}://${shown}:${(server.address() as AddressInfo).port}`
    let stopped: Promise<void> | undefined
    return {
      url,
      stop: () => {
        stopped ??= stopAll()
        return stopped
      },
    }
  } catch (error) {
    await stopAll()
    throw error
  }
}
