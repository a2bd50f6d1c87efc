import { errorRecord } from "../domain/error-record.ts"
import { cameraOf } from "../domain/evidence/camera.ts"
import type { CleanEvidence, EvidenceType } from "../domain/evidence/evidence.ts"
import { type Brightness, lookOf } from "../domain/evidence/look.ts"
import { cleanEvidenceFile } from "./attachment-file.ts"
import { sha256 } from "./digest.ts"
import { NotReadable } from "./evidence/huffman.ts"
import { jpegBrightness } from "./evidence/jpeg-brightness.ts"
import { pngBrightness } from "./evidence/png-brightness.ts"
import { BudgetSpent, ReadingBudget } from "./reading-budget.ts"

/** The brightness of a picture whose format is read here; of others (WebP, documents) nobody knows how they look. */
async function brightnessOf(
  bytes: Uint8Array,
  type: EvidenceType,
  budget: ReadingBudget,
): Promise<Brightness | null> {
  if (type === "image/jpeg") return jpegBrightness(bytes, budget)
  return type === "image/png" ? pngBrightness(bytes, budget) : null
}

/**
 * The look of what is kept, from its own pixels, whatever the browser says: nobody can name another one to hide that a
 * picture was used before. Null where it cannot be told; that is no fault of the file.
 */
async function lookFor(bytes: Uint8Array, type: EvidenceType): Promise<string | null> {
  try {
    const brightness = await brightnessOf(bytes, type, new ReadingBudget(bytes.length))
    return brightness && lookOf(brightness)
  } catch (error) {
    // A stream of broken deflate data ends with a TypeError.
    const expected =
      error instanceof NotReadable || error instanceof BudgetSpent || error instanceof TypeError
    if (!expected) console.error(JSON.stringify({ level: "error", event: "evidence", ...errorRecord(error) }))
    return null
  }
}

/**
 * A file of evidence: checked and cleaned by its content as every attachment is (attachment-file.ts), with what its camera
 * wrote, read before it is taken out, and how it looks. Throws DomainError invalid with a FileFault.
 */
export const cleanEvidence: CleanEvidence = async (bytes) => {
  const cleaned = await cleanEvidenceFile(bytes)
  return {
    ...cleaned,
    receivedHash: await sha256(bytes),
    camera: cameraOf(bytes),
    look: await lookFor(cleaned.bytes, cleaned.type),
  }
}
