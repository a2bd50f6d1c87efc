import type { Context } from "hono"
import { openDesk } from "../../usecases/programme/open-desk.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey, formRevision } from "./command.ts"
import { readForm } from "./read-form.ts"

/** The address of the programme that a request names. */
export const slugOf = (c: Context<DeskEnv>) => c.req.param("programme") ?? ""

/**
 * The form of a change to the programme that the address names. One that cannot be read is refused only after it is
 * known that the sender may see the programme: a denial never depends on what was sent.
 */
export async function programmeForm(c: Context<DeskEnv>) {
  try {
    const fields = await readForm(c)
    return { fields, command: { key: formKey(c.req.path, fields), revision: formRevision(fields) } }
  } catch (error) {
    await openDesk(c.var.ctx, slugOf(c))
    throw error
  }
}
