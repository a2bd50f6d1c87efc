import type { Context } from "hono"
import { type KeptForm, UnavailablePage } from "../../web/pages/access/unavailable-page.tsx"
import { retryAfter, type Unavailable, type UnavailableRule } from "../domain/unavailable.ts"
import type { AppEnv } from "./app-env.ts"
import { mayBeShownAgain } from "./forms/shown-again.ts"
import { showsSecret } from "./middleware/compression.ts"
import { formAddress } from "./middleware/language.ts"

/** 507 where there is no room, 503 for all else that passes. */
export const unavailableStatus = (rule: UnavailableRule) => (rule === "storage_full" ? 507 : 503)

const reads = (method: string) => method === "GET" || method === "HEAD"

/**
 * The rule that a request is answered with: of a request that has written already, or whose write may have arrived, it is
 * not known how it ended.
 */
export function ruleFor(c: Context<AppEnv>, { rule }: Unavailable): UnavailableRule {
  return !reads(c.req.method) && c.var.services?.hasWritten() ? "outcome_unknown" : rule
}

/**
 * The form that was sent, when it can be sent again: it has a key, so that it is written once at most, holds no files, and
 * its address is one of those whose forms hold no secret.
 */
async function keptForm(c: Context<AppEnv>): Promise<KeptForm | null> {
  if (!mayBeShownAgain(c.req.path)) return null
  if (!c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded")) return null
  const form = await c.req.formData().catch(() => null)
  if (!form?.has("key")) return null
  const fields: [string, string][] = []
  for (const [name, value] of form.entries()) {
    if (typeof value !== "string") return null
    fields.push([name, value])
  }
  return { action: c.req.path, fields }
}

/** The address that was asked for. */
function addressOf(c: Context<AppEnv>): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

/** The page for what does not answer for now: 503 or 507, and when to try again. */
export async function unavailablePage(c: Context<AppEnv>, error: Unavailable): Promise<Response> {
  const { requestId } = c.var
  const rule = ruleFor(c, error)
  const seconds = retryAfter[rule]
  const writing = !reads(c.req.method)
  // What somebody typed stands in the page beside what a stranger may have put into its address.
  if (writing) showsSecret(c)
  const page = (
    <UnavailablePage
      rule={rule}
      requestId={requestId}
      seconds={seconds}
      writing={writing}
      form={writing ? await keptForm(c) : null}
      from={writing ? formAddress(c) : null}
      page={writing ? null : addressOf(c)}
    />
  )
  return c.render(page, unavailableStatus(rule), { "retry-after": String(seconds) })
}
