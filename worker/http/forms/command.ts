import type { Context } from "hono"
import { z } from "zod"
import { DomainError } from "../../domain/errors.ts"
import { sha256 } from "../../domain/scoring/sha256.ts"
import { readForm } from "./read-form.ts"

/** An idempotency key: made by the page, one for each form that is shown. */
const keyField = z.string().regex(/^[A-Za-z0-9-]{8,64}$/)
const revisionField = z.string().regex(/^\d{1,9}$/)

/**
 * The idempotency key of a posted form: the page's key with the address and all that was posted. The same form sent
 * again is the same command; a form that was changed after going back in the browser is a new one, so that nothing
 * typed is taken for done. DomainError invalid (`bad_request`) without a key.
 */
export function formKey(address: string, fields: Record<string, string>): string {
  const key = keyField.safeParse(fields["key"])
  if (!key.success) throw new DomainError("invalid", "bad_request")
  const content = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
  return `${key.data}.${sha256(JSON.stringify([address, content])).slice(0, 32)}`
}

/** What a posted form holds, and the idempotency key of what it asks for. Errors: as readForm and formKey. */
export async function formCommand(c: Context): Promise<{ key: string; fields: Record<string, string> }> {
  const fields = await readForm(c)
  return { key: formKey(c.req.path, fields), fields }
}

/** The revision that the person saw; DomainError invalid without one. */
export function formRevision(fields: Record<string, string>): number {
  const revision = revisionField.safeParse(fields["revision"])
  if (!revision.success) throw new DomainError("invalid", "bad_request")
  return Number(revision.data)
}

/** The fields `<prefix>:<key>` of a form, by key. */
export function fieldsOf(fields: Record<string, string>, prefix: string): Map<string, string> {
  const start = `${prefix}:`
  const found = Object.entries(fields).filter(([name]) => name.startsWith(start))
  return new Map(found.map(([name, value]) => [name.slice(start.length), value]))
}
