import type { DatabaseState } from "../../data/readiness.ts"
import { ageOf, LOW_DISK, lateAfter } from "../../domain/readiness.ts"
import { FileLost } from "../../domain/unavailable.ts"

/** What is asked whether a cell can serve. */
export interface ReadinessProbes {
  now(): Date
  database(): Promise<DatabaseState>
  /** When cron ran last (null: never); answered by the bucket, so that it says as well whether that is there. */
  lastCron(): Promise<string | null>
  /** Reads the manifest of a release; throws FileLost when it is missing or damaged. */
  manifest(release: { period: string; hash: string }): Promise<void>
  /** Free bytes of the disk that everything is kept on; null where the program cannot see it. */
  freeDisk: (() => Promise<number>) | null
  /** When the last backup was made (null: never); null where the program makes none itself. */
  lastBackup: (() => Promise<string | null>) | null
  /** The mail server that is configured, and whether letters may go there without encryption; null for none. */
  mail: { plain: boolean } | null
}

interface Check {
  ok: boolean
  /** One word; never an address, never an error's own text. */
  state: string
  ms?: number
  /** How long something has waited or rested. */
  seconds?: number
  /** What is free, in millions of bytes. */
  megabytes?: number
}

/** Without these nothing is served; what else is wrong is a warning. */
const needed = ["database", "migrations", "files", "release"] as const
const watched = ["mail", "letters", "jobs", "cron", "disk", "backup"] as const
type Name = (typeof needed)[number] | (typeof watched)[number]

export interface Readiness {
  ready: boolean
  /** Names of the checks that somebody has to look at although everything is served. */
  warnings: string[]
  checks: Record<Name, Check>
}

const LIMIT_MS = 2_000

interface Timed<T> {
  value?: T
  state: string
  ms: number
}

async function timed<T>(probe: () => Promise<T>): Promise<Timed<T>> {
  const began = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), LIMIT_MS)
  })
  const answer = probe().then(
    (value) => ({ value, state: "ok" }),
    (error) => ({ state: error instanceof FileLost ? error.problem : "unreachable" }),
  )
  const first = await Promise.race([answer, late])
  clearTimeout(timer)
  const ms = Math.round(performance.now() - began)
  return first === "late" ? { state: "timeout", ms } : { ...first, ms }
}

function mailCheck({ mail }: ReadinessProbes): Check {
  if (mail === null) return { ok: false, state: "not_configured" }
  // Whoever lets letters go unencrypted has said so: told, no warning.
  return { ok: true, state: mail.plain ? "configured_without_encryption" : "configured" }
}

const unknown: Check = { ok: false, state: "unknown" }

/** How long something waits: `undefined` when it could not be asked, null for nothing. */
function waitCheck(since: string | null | undefined, now: Date, limitMs: number): Check {
  if (since === undefined) return unknown
  if (since === null) return { ok: true, state: "none" }
  const { seconds, late } = ageOf(since, now, limitMs)
  return { ok: !late, state: late ? "late" : "ok", seconds }
}

function cronCheck({ value }: Timed<string | null>, now: Date): Check {
  return value === null ? { ok: false, state: "never" } : waitCheck(value, now, lateAfter.cron)
}

async function diskCheck({ freeDisk }: ReadinessProbes): Promise<Check> {
  if (freeDisk === null) return { ok: true, state: "not_looked_at" }
  const { value, state, ms } = await timed(freeDisk)
  if (value === undefined) return { ok: false, state, ms }
  const ok = value >= LOW_DISK
  return { ok, state: ok ? "ok" : "low", ms, megabytes: Math.floor(value / 1_000_000) }
}

async function backupCheck({ lastBackup, now }: ReadinessProbes): Promise<Check> {
  if (lastBackup === null) return { ok: true, state: "not_looked_at" }
  const { value, state } = await timed(lastBackup)
  if (value === undefined) return { ok: false, state }
  return value === null ? { ok: false, state: "never" } : waitCheck(value, now(), lateAfter.backup)
}

/** The database, and after it the manifest that it names. */
async function databaseChecks({ database, manifest }: ReadinessProbes) {
  const asked = await timed(database)
  const { value, state, ms } = asked
  const reached = value !== undefined
  const newest = value?.newest
  const read = newest ? await timed(() => manifest(newest)) : null
  const none: Check = reached ? { ok: true, state: "none" } : unknown
  return {
    value,
    database: { ok: reached, state, ms },
    migrations: { ok: reached && value.schema !== "behind", state: value?.schema ?? "unknown" },
    release: read ? { ok: read.state === "ok", state: read.state, ms: read.ms } : none,
  }
}

/**
 * Whether a cell can serve: database, migrations, files and the newest release's manifest must be right, each within two
 * seconds. Of mail, letters, releases and exports, cron and disk it warns only: all can be read meanwhile. Tables newer
 * than the Worker are right: an update migrates first.
 */
export async function checkReadiness(probes: ReadinessProbes): Promise<Readiness> {
  const [{ value, ...own }, cron, disk, backup] = await Promise.all([
    databaseChecks(probes),
    timed(probes.lastCron),
    diskCheck(probes),
    backupCheck(probes),
  ])
  const now = probes.now()
  const checks: Record<Name, Check> = {
    ...own,
    files: { ok: cron.state === "ok", state: cron.state, ms: cron.ms },
    mail: mailCheck(probes),
    letters: waitCheck(value?.letterSince, now, lateAfter.letters),
    jobs: waitCheck(value?.jobSince, now, lateAfter.jobs),
    cron: cronCheck(cron, now),
    disk,
    backup,
  }
  return {
    ready: needed.every((name) => checks[name].ok),
    warnings: watched.filter((name) => !checks[name].ok),
    checks,
  }
}
