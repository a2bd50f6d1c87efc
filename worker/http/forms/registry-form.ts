import type { Context } from "hono"
import { openEstate } from "../../usecases/registry/open-estate.ts"
import type { DeskEnv } from "../app-env.ts"
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
