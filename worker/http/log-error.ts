import type { Context } from "hono"
import { errorRecord } from "../domain/error-record.ts"
import type { AppEnv, DeskEnv } from "./app-env.ts"

/** One line about what nobody foresaw, of a page and of the API alike: level, request id, city, and no values. */
export function logError(c: Context<AppEnv> | Context<DeskEnv>, error: unknown): void {
  const { requestId, services } = (c as Context<AppEnv>).var
  const cell = services?.cell ?? null
  console.error(JSON.stringify({ level: "error", event: "request", requestId, cell, ...errorRecord(error) }))
}
