import type { Context } from "hono"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { DomainError } from "../../domain/errors.ts"
import { TooBusy } from "../../domain/identity/too-busy.ts"
import type { DeskEnv } from "../app-env.ts"
import { busySentence } from "./busy.ts"
import { formKey } from "./command.ts"
import { readForm } from "./read-form.ts"
import { refusedWhole } from "./refused-form.ts"

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

/** How a form is shown again after it was refused; throws on what is no matter of what was typed. */
export function refusedAccount(
  c: Context<DeskEnv>,
  error: unknown,
  typed: FormState["typed"] = {},
): { state: FormState; status: 409 | 422 | 429 | 503 } {
  const { text, ctx } = c.var
  const fresh = freshForm(ctx.newId(), typed)
  if (error instanceof TooBusy) return { state: { ...fresh, refused: busySentence(c, error) }, status: 503 }
  if (!(error instanceof DomainError) || error.rule !== "too_many_tries")
    return refusedWhole(text, error, fresh.formKey, typed)
  const refused = text.account.blocked(formatTime(String(error.with["until"])))
  return { state: { ...fresh, refused }, status: 429 }
}
