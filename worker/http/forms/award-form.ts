import type { Context } from "hono"
import type { Permission } from "../../domain/permissions.ts"
import { openProgramme } from "../../usecases/programme/open-programme.ts"
import type { DeskEnv } from "../app-env.ts"
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
