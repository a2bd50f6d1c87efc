import type { Context } from "hono"
import { TooBusy } from "../../domain/identity/too-busy.ts"
import type { AppEnv } from "../app-env.ts"

/** The refusal because too many passwords are being worked on; throws every other error on. For `catch`. */
export function busyOf(error: unknown): TooBusy {
  if (error instanceof TooBusy) return error
  throw error
}

/** What a form says when too many passwords are being worked on, with the header that says when to try again. */
export function busySentence<E extends AppEnv>(c: Context<E>, { retryAfter }: TooBusy): string {
  c.header("retry-after", String(retryAfter))
  return c.var.text.access.refusals.many_signing_in({})
}
