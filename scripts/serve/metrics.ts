import { createHash, timingSafeEqual } from "node:crypto"
import type { IncomingMessage } from "node:http"
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"
import { plainAddress } from "./addresses.ts"

/** What a line of the request log says that is counted. */
interface RequestLine {
  event?: string
  method?: string
  route?: string | null
  status?: number
  roundTrips?: number
}

/** What `/readyz` says. */
interface Ready {
  ready: boolean
  checks: Record<string, { ok: boolean; seconds?: number; megabytes?: number }>
}

/** What is asked each time that somebody reads the figures. */
export interface Probes {
  readiness(): Promise<Ready>
  /** When the audit log was sealed last, ISO 8601. */
  lastSeal(): Promise<string | null>
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** The figures of one process, in Prometheus' text. */
export function openMetrics(probes: Probes) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const answers = new Histogram({
    name: "shige_answer_seconds",
    help: "Seconds from a request's head to the last byte of its answer",
    labelNames: ["status"],
    buckets: seconds,
    registers,
  })
  const routes = new Counter({
    name: "shige_route_requests_total",
    help: "Requests that were not answered from memory, by route and status",
    labelNames: ["method", "route", "status"],
    registers,
  })
  const trips = new Counter({
    name: "shige_round_trips_total",
    help: "Calls to the database",
    registers,
  })
  const problems = new Counter({
    name: "shige_problems_total",
    help: "Lines of the log of level warn or error",
    labelNames: ["level", "event"],
    registers,
  })
  const ready = new Gauge({
    name: "shige_ready",
    help: "1 when /readyz says that the city can serve",
    registers,
  })
  const checks = new Gauge({
    name: "shige_check_ok",
    help: "1 for each check of /readyz that is in order",
    labelNames: ["check"],
    registers,
  })
  const ages = new Gauge({
    name: "shige_age_seconds",
    help: "How long the oldest letter waits or job rests, and since when cron and backup ran",
    labelNames: ["of"],
    registers,
  })
  const disk = new Gauge({
    name: "shige_disk_free_megabytes",
    help: "Room on the disk of the data folder",
    registers,
  })
  const seal = new Gauge({
    name: "shige_last_seal_timestamp_seconds",
    help: "When the audit log was sealed last; 0 for never",
    registers,
  })

  async function look(): Promise<void> {
    const told = await probes.readiness().catch(() => null)
    ready.set(told?.ready ? 1 : 0)
    ages.reset()
    for (const [name, check] of Object.entries(told?.checks ?? {})) {
      checks.set({ check: name }, check.ok ? 1 : 0)
      if (check.seconds !== undefined) ages.set({ of: name }, check.seconds)
      if (check.megabytes !== undefined) disk.set(check.megabytes)
    }
    const sealed = await probes.lastSeal().catch(() => null)
    seal.set(sealed === null ? 0 : Date.parse(sealed) / 1000)
  }

  return {
    contentType: registry.contentType,
    answered: (status: number, ms: number) => answers.observe({ status: String(status) }, ms / 1000),
    /** Counts what a line of the log tells. */
    logged(level: string, line: RequestLine): void {
      if (level !== "info") problems.inc({ level, event: line.event ?? "unknown" })
      if (line.event !== "request") return
      const { method = "", route, status = 0, roundTrips = 0 } = line
      routes.inc({ method, route: route ?? "none", status: String(status) })
      trips.inc(roundTrips)
    },
    async text(): Promise<string> {
      await look()
      return registry.metrics()
    },
  }
}

export type Metrics = ReturnType<typeof openMetrics>

const digest = (text: string) => createHash("sha256").update(text).digest()
const loopback = /^(127\.|::1$)/

/**
 * Whether somebody may read the figures: with the token, or from this machine itself. What a proxy hands on is never of
 * this machine, whoever the proxy is.
 */
export function mayRead(
  { headers, socket }: IncomingMessage,
  token: string | undefined,
  proxyHeader: string,
): boolean {
  if (token !== undefined && timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`)))
    return true
  const handedOn = [proxyHeader, "x-forwarded-for", "x-forwarded-host", "forwarded", "via", "x-real-ip"]
  return (
    loopback.test(plainAddress(socket.remoteAddress ?? "")) &&
    handedOn.every((name) => headers[name] === undefined)
  )
}
