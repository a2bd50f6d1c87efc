import type { Context } from "hono"
import type { DeskEnv } from "../app-env.ts"

/** What an action about people or organisations just did, told by the address that it led to. */
export function doneNotice(c: Context<DeskEnv>): string | undefined {
  const done: Record<string, string | undefined> = c.var.text.people.done
  const what = c.req.query("done") ?? ""
  return c.req.method === "GET" && Object.hasOwn(done, what) ? done[what] : undefined
}
