import { type Client, type Config, createClient } from "@libsql/client"
import { boundedFetch } from "../worker/data/patient-client.ts"

/**
 * Milliseconds that a call of a script may take: a migration or a slice of seeding rightly takes longer than a request.
 * The setting DATABASE_TIMEOUT_MS says otherwise.
 */
export const SCRIPT_DEADLINE_MS = Number(process.env["DATABASE_TIMEOUT_MS"] || 120_000)

/** A database client for scripts, of whatever scheme: no call waits for ever. Throws Unavailable when there is no answer in time. */
export function openClient(config: Config): Client {
  return createClient({ ...config, fetch: boundedFetch(fetch, SCRIPT_DEADLINE_MS) })
}
