import type { Context } from "hono"
import { DomainError } from "../../domain/errors.ts"
import { limitWords, type UploadLimit } from "../../domain/selection/attachment.ts"
import type { SentFile } from "../../usecases/nomination/attachment-deps.ts"
import { formKey } from "./command.ts"
import { readForm } from "./read-form.ts"

/** SHA-256 of some bytes, in hexadecimal digits. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** Refuses the files of a form that was larger than it may be, beside their field. Throws DomainError invalid. */
export function refuseTooLarge(tooLarge: UploadLimit | undefined, field: string): void {
  if (!tooLarge) return
  const fault = { rule: "attachment_too_large", field, with: limitWords(tooLarge) }
  throw new DomainError("invalid", "invalid", [fault])
}

/**
 * The file of a posted form (`file`), empty when none was chosen, and the form's idempotency key: the same form with
 * another file is another command. Throws 400 for no form, DomainError invalid without a key.
 */
export async function uploadedFile(
  c: Context,
): Promise<{ fields: Record<string, string>; sent: SentFile; key: string }> {
  const fields = await readForm(c)
  const { file } = await c.req.parseBody()
  const chosen = file instanceof File ? file : new File([], "")
  const sent = { name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) }
  return { fields, sent, key: formKey(c.req.path, { ...fields, file: await digestOf(sent.bytes) }) }
}

/** The same for a form with several files (`files`); those that were not chosen are left out. */
export async function uploadedFiles(
  c: Context,
): Promise<{ fields: Record<string, string>; files: SentFile[]; key: string }> {
  const fields = await readForm(c)
  const { files: sent } = await c.req.parseBody({ all: true })
  const chosen = [sent].flat().filter((file) => file instanceof File && (file.size > 0 || file.name !== ""))
  const files: SentFile[] = []
  for (const file of chosen as File[])
    files.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  const digests = await Promise.all(files.map(({ bytes }) => digestOf(bytes)))
  return { fields, files, key: formKey(c.req.path, { ...fields, files: digests.join(" ") }) }
}
