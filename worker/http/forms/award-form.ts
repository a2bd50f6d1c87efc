import type { Context } from "hono"
import type { AwardForm } from "../../../web/pages/awards/form-parts.tsx"
import { DomainError } from "../../domain/errors.ts"
import type { Permission } from "../../domain/permissions.ts"
import { openProgramme } from "../../usecases/programme/open-programme.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { formKey, formRevision } from "./command.ts"
import { readForm } from "./read-form.ts"

/**
 * A form of the desk about the programme that the address names. One that cannot be read is refused only after it is
 * known that the sender may see the programme (and with `open`, what else the address names): a denial never depends on
 * what was sent.
 */
export async function awardForm(
  c: Context<DeskEnv>,
  { permission, revised, open }: { permission: Permission; revised: boolean; open?: () => Promise<unknown> },
) {
  try {
    const fields = await readForm(c)
    return { fields, key: formKey(c.req.path, fields), revision: revised ? formRevision(fields) : 0 }
  } catch (error) {
    if (open) await open()
    else await openProgramme(c.var.ctx, c.req.param("programme") ?? "", permission)
    throw error
  }
}

/**
 * How a form is shown again after it was refused, with what was typed; what is no matter of the form is thrown on.
 */
export function refusedAwardForm(
  error: unknown,
  formKey: string,
  typed: Record<string, string>,
): { form: AwardForm; status: 409 | 422 } {
  if (!(error instanceof DomainError)) throw error
  const status = statusOf[error.code]
  if (status !== 409 && status !== 422) throw error
  const explain = error.rule === "explain"
  const form: AwardForm = {
    formKey,
    typed,
    faults: error.faults,
    explain,
    refused: error.faults.length > 0 ? null : { rule: error.rule, with: error.with },
  }
  return { form, status }
}
