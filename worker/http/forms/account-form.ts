import type { Context } from "hono"
import type { FormProblem } from "../../../web/pages/account/account-frame.tsx"
import { accountSentence } from "../../../web/text/account-sentence.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { DomainError } from "../../domain/errors.ts"
import { TooBusy } from "../../domain/identity/too-busy.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { busySentence } from "./busy.ts"
import { formKey } from "./command.ts"
import { readForm } from "./read-form.ts"

/**
 * The fields of a form of one's own account, with its idempotency key. What is typed stays out of the key: a password in
 * a plain hash could be guessed by whoever reads the table of writes.
 */
export async function accountForm(
  c: Context<DeskEnv>,
): Promise<{ key: string; fields: Record<string, string> }> {
  const fields = await readForm(c)
  return { key: formKey(c.req.path, { key: fields["key"] ?? "" }), fields }
}

/** What a refused form says, and its status; throws on what is no matter of what was typed. */
export function formProblem(
  c: Context<DeskEnv>,
  error: unknown,
): { problem: FormProblem; status: 409 | 422 | 429 | 503 } {
  const { text } = c.var
  if (error instanceof TooBusy) {
    return { problem: { faults: {}, sentence: busySentence(c, error) }, status: 503 }
  }
  if (!(error instanceof DomainError)) throw error
  if (error.rule === "too_many_tries") {
    const sentence = text.account.blocked(formatTime(String(error.with["until"])))
    return { problem: { faults: {}, sentence }, status: 429 }
  }
  const status = statusOf[error.code]
  if (status !== 409 && status !== 422) throw error
  const faults = error.faults.map((fault) => [fault.field ?? "", accountSentence(text, fault)] as const)
  if (faults.length > 0) return { problem: { faults: Object.fromEntries(faults) }, status }
  return { problem: { faults: {}, sentence: refusalSentence(text, error) }, status }
}
