import type { SchemaState } from "../../data/readiness.ts"

/** What is asked whether a cell can serve. */
export interface ReadinessProbes {
  schema(): Promise<SchemaState>
  /** Asks the bucket for the head of any object. */
  files(): Promise<unknown>
  /** The mail server that is configured, and whether letters may go there without encryption; null for none. */
  mail: { plain: boolean } | null
}

interface Check {
  ok: boolean
  /** One word; never an address, never an error's own text. */
  state: string
  ms: number
}

export interface Readiness {
  ready: boolean
  checks: { database: Check; migrations: Check; files: Check; mail: Check }
}

const LIMIT_MS = 2_000

async function timed<T>(probe: () => Promise<T>): Promise<{ value?: T; state: string; ms: number }> {
  const began = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), LIMIT_MS)
  })
  const answer = probe().then(
    (value) => ({ value, state: "ok" }),
    () => ({ state: "unreachable" }),
  )
  const first = await Promise.race([answer, late])
  clearTimeout(timer)
  const ms = Math.round(performance.now() - began)
  return first === "late" ? { state: "timeout", ms } : { ...first, ms }
}

function mailState({ mail }: ReadinessProbes): string {
  if (mail === null) return "not_configured"
  return mail.plain ? "configured_without_encryption" : "configured"
}

/**
 * Whether a cell can serve: database, migrations and files must be right, each within two seconds; without a mail
 * server it serves all the same, and letters wait. Tables newer than the Worker are right: an update migrates first.
 */
export async function checkReadiness(probes: ReadinessProbes): Promise<Readiness> {
  const [schema, files] = await Promise.all([timed(probes.schema), timed(probes.files)])
  const reached = schema.value !== undefined
  const checks = {
    database: { ok: reached, state: schema.state, ms: schema.ms },
    migrations: {
      ok: reached && schema.value !== "behind",
      state: schema.value ?? "unknown",
      ms: schema.ms,
    },
    files: { ok: files.state === "ok", state: files.state, ms: files.ms },
    mail: { ok: probes.mail !== null, state: mailState(probes), ms: 0 },
  }
  return { ready: checks.migrations.ok && checks.files.ok, checks }
}
