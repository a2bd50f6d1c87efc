import type { Context } from "hono"
import { readAddress } from "../domain/identity/address.ts"
import type { AppEnv, DeskEnv } from "./app-env.ts"

/**
 * The address that a request came from, by the configured header alone; null without one. Of several addresses in it the
 * last is the one that our own front has added.
 */
export function addressOf(c: Context<AppEnv> | Context<DeskEnv>): string | null {
  const { addressHeader } = (c as Context<AppEnv>).var.services
  const said = addressHeader === null ? undefined : c.req.header(addressHeader)
  return said === undefined ? null : readAddress(said.slice(said.lastIndexOf(",") + 1))
}
