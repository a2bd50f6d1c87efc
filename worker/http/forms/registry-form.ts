import type { Context } from "hono"
import type { FormState } from "../../../web/pages/registry/registry-frame.tsx"
import { DomainError } from "../../domain/errors.ts"
import { openEstate } from "../../usecases/registry/open-estate.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { formKey, formRevision } from "./command.ts"
import { readForm } from "./read-form.ts"

/**
 * The form of a change to the estate that the address names. One that cannot be read is refused only after it is known
 * that the sender may see the estate: a denial never depends on what was sent.
 */
export async function changeForm(c: Context<DeskEnv>, slug: string) {
  try {
    const fields = await readForm(c)
    return { fields, command: { key: formKey(c.req.path, fields), revision: formRevision(fields) } }
  } catch (error) {
    await openEstate(c.var.ctx, slug)
    throw error
  }
}

/**
 * How a form of the registry is shown again after it was refused: what is wrong with it, or that somebody changed the
 * estate meanwhile. Anything else is no matter of the form and thrown on.
 */
export function refusedForm(
  error: unknown,
  formKey: string,
  reason: string,
): { state: FormState; status: 409 | 422 } {
  if (!(error instanceof DomainError)) throw error
  const { code, rule, faults } = error
  const explain = rule === "explain"
  if (code === "invalid" && (explain || rule === "invalid"))
    return { state: { formKey, faults, explain, stale: false, reason }, status: statusOf[code] }
  if (code !== "stale") throw error
  return { state: { formKey, faults: [], explain: false, stale: true, reason }, status: statusOf[code] }
}
