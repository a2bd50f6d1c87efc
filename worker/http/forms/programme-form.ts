import type { Context } from "hono"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { openDesk } from "../../usecases/programme/open-desk.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
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

/** How a form was refused so that it is shown again; anything else is no matter of the form and thrown on. */
export interface Refused {
  faults: Fault[]
  /** Somebody changed the programme meanwhile. */
  stale: boolean
  /** Only a reason is missing. */
  explain: boolean
  status: 200 | 409 | 422
}

/** A form that nobody has sent yet. */
export const notRefused: Refused = { faults: [], stale: false, explain: false, status: 200 }

/** What a refusal means for the form; throws on what the form cannot mend. */
export function refusedBy(error: unknown): Refused {
  if (!(error instanceof DomainError)) throw error
  const { code, rule, faults } = error
  if (code === "stale") return { faults: [], stale: true, explain: false, status: 409 }
  const mended = code === "invalid" && ["invalid", "explain", "next_missing"].includes(rule)
  if (!mended) throw error
  return { faults, stale: false, explain: rule === "explain", status: statusOf[code] as 422 }
}
