import { errorRecord } from "../domain/error-record.ts"
import { DomainError } from "../domain/errors.ts"
import type { EvidenceType } from "../domain/evidence/evidence.ts"
import {
  type AttachmentType,
  attachmentLimit,
  type CleanFile,
  limitWords,
  MOST_ATTACHMENT_BYTES,
} from "../domain/selection/attachment.ts"
import { joined, refusedFile } from "./attachment/file-parts.ts"
import { cleanJpeg, isJpeg } from "./attachment/jpeg-file.ts"
import { cleanPdf, isPdf } from "./attachment/pdf-file.ts"
import { cleanPng, isPng } from "./attachment/png-file.ts"
import { sha256 } from "./digest.ts"
import { cleanWebp, isWebp } from "./evidence/webp-file.ts"
import { BudgetSpent, ReadingBudget } from "./reading-budget.ts"

type Cleaned<T> = Pick<CleanFile, "bytes" | "width" | "height"> & { type: T }

function image<T>(
  type: T,
  { parts, width, height }: { parts: Uint8Array[]; width: number; height: number },
): Cleaned<T> {
  return { type, bytes: joined(parts), width, height }
}

function clean(bytes: Uint8Array<ArrayBuffer>, budget: ReadingBudget): Cleaned<AttachmentType> {
  if (isJpeg(bytes)) return image("image/jpeg", cleanJpeg(bytes, budget))
  if (isPng(bytes)) return image("image/png", cleanPng(bytes, budget))
  if (isPdf(bytes))
    return { type: "application/pdf", bytes: cleanPdf(bytes, budget), width: null, height: null }
  throw refusedFile("attachment_type")
}

function cleanOrWebp(bytes: Uint8Array<ArrayBuffer>, budget: ReadingBudget): Cleaned<EvidenceType> {
  return isWebp(bytes) ? image("image/webp", cleanWebp(bytes, budget)) : clean(bytes, budget)
}

/** A file that would cost more than one of its length may is refused, and one that breaks its reader is damaged. */
function within<T>(read: () => Cleaned<T>): Cleaned<T> {
  try {
    return read()
  } catch (error) {
    if (error instanceof DomainError) throw error
    if (error instanceof BudgetSpent) throw refusedFile("attachment_too_complex")
    console.error(JSON.stringify({ level: "error", event: "attachment", ...errorRecord(error) }))
    throw refusedFile("attachment_broken")
  }
}

async function whole<T>(
  bytes: Uint8Array<ArrayBuffer>,
  read: () => Cleaned<T>,
): Promise<Cleaned<T> & { hash: string }> {
  if (bytes.length === 0) throw refusedFile("attachment_missing")
  if (bytes.length > MOST_ATTACHMENT_BYTES)
    throw refusedFile("attachment_too_large", limitWords(attachmentLimit))
  const cleaned = within(read)
  return { ...cleaned, hash: await sha256(cleaned.bytes) }
}

/** What a file is, by its content alone; name and declared type say nothing. Metadata is taken out. */
export function cleanAttachment(
  bytes: Uint8Array<ArrayBuffer>,
  budget = new ReadingBudget(bytes.length),
): Promise<CleanFile> {
  return whole(bytes, () => clean(bytes, budget))
}

/** The same for evidence, which may be a WebP as well. */
export function cleanEvidenceFile(
  bytes: Uint8Array<ArrayBuffer>,
  budget = new ReadingBudget(bytes.length),
): Promise<Omit<CleanFile, "type"> & { type: EvidenceType }> {
  return whole(bytes, () => cleanOrWebp(bytes, budget))
}
