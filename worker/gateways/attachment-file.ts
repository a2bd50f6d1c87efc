import { errorRecord } from "../domain/error-record.ts"
import { DomainError } from "../domain/errors.ts"
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
import { BudgetSpent, ReadingBudget } from "./reading-budget.ts"

type Cleaned = Pick<CleanFile, "type" | "bytes" | "width" | "height">

function image(
  type: AttachmentType,
  { parts, width, height }: { parts: Uint8Array[]; width: number; height: number },
): Cleaned {
  return { type, bytes: joined(parts), width, height }
}

function clean(bytes: Uint8Array<ArrayBuffer>, budget: ReadingBudget): Cleaned {
  if (isJpeg(bytes)) return image("image/jpeg", cleanJpeg(bytes, budget))
  if (isPng(bytes)) return image("image/png", cleanPng(bytes, budget))
  if (isPdf(bytes))
    return { type: "application/pdf", bytes: cleanPdf(bytes, budget), width: null, height: null }
  throw refusedFile("attachment_type")
}

/** The same; a file that would cost more than one of its length may is refused, and one that breaks its reader is damaged. */
function cleanWithin(bytes: Uint8Array<ArrayBuffer>, budget: ReadingBudget): Cleaned {
  try {
    return clean(bytes, budget)
  } catch (error) {
    if (error instanceof DomainError) throw error
    if (error instanceof BudgetSpent) throw refusedFile("attachment_too_complex")
    console.error(JSON.stringify({ level: "error", event: "attachment", ...errorRecord(error) }))
    throw refusedFile("attachment_broken")
  }
}

/** What a file is, by its content alone; name and declared type say nothing. Metadata is taken out. */
export async function cleanAttachment(
  bytes: Uint8Array<ArrayBuffer>,
  budget = new ReadingBudget(bytes.length),
): Promise<CleanFile> {
  if (bytes.length === 0) throw refusedFile("attachment_missing")
  if (bytes.length > MOST_ATTACHMENT_BYTES)
    throw refusedFile("attachment_too_large", limitWords(attachmentLimit))
  const cleaned = cleanWithin(bytes, budget)
  return { ...cleaned, hash: await sha256(cleaned.bytes) }
}
