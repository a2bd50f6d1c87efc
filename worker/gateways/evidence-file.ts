import { errorRecord } from "../domain/error-record.ts"
import type { CleanEvidence, EvidenceType } from "../domain/evidence/evidence.ts"
import { type CameraFacts, nothingOfCamera, readCamera } from "../domain/evidence/exif.ts"
import { type Brightness, lookOf } from "../domain/evidence/look.ts"
import { cleanEvidenceFile } from "./attachment-file.ts"
import { sha256 } from "./digest.ts"
import { NotReadable } from "./evidence/huffman.ts"
import { jpegBrightness } from "./evidence/jpeg-brightness.ts"
import { pngBrightness } from "./evidence/png-brightness.ts"
import { BudgetSpent, ReadingBudget } from "./reading-budget.ts"

const HEADER = "Exif\0\0"
const startsExif = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 6)) === HEADER

/** The EXIF of a JPEG: the first segment that says so, before the picture begins. */
function exifOfJpeg(bytes: Uint8Array, view: DataView): Uint8Array | null {
  for (let at = 2; at + 4 <= bytes.length; ) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === 0xda || marker === 0xd9 || at + 4 > bytes.length) return null
    const end = at + 2 + view.getUint16(at + 2)
    if (marker === 0xe1 && startsExif(bytes.subarray(at + 4))) return bytes.subarray(at + 10, end)
    at = end
  }
  return null
}

/** The EXIF of a PNG or a WebP: a chunk of its own. */
function exifOfChunks(
  bytes: Uint8Array,
  view: DataView,
  type: "image/png" | "image/webp",
): Uint8Array | null {
  const png = type === "image/png"
  for (let at = png ? 8 : 12; at + 8 <= bytes.length; ) {
    const name = String.fromCharCode(...bytes.subarray(png ? at + 4 : at, png ? at + 8 : at + 4))
    const length = png ? view.getUint32(at) : view.getUint32(at + 4, true)
    if (name === (png ? "eXIf" : "EXIF")) {
      const content = bytes.subarray(at + 8, at + 8 + length)
      return startsExif(content) ? content.subarray(6) : content
    }
    at += png ? 12 + length : 8 + length + (length % 2)
  }
  return null
}

/** What the camera wrote; whatever cannot be read is not there. */
function cameraOf(bytes: Uint8Array, type: EvidenceType): CameraFacts {
  if (type === "application/pdf") return nothingOfCamera
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const exif = type === "image/jpeg" ? exifOfJpeg(bytes, view) : exifOfChunks(bytes, view, type)
    return exif ? readCamera(exif) : nothingOfCamera
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return nothingOfCamera
  }
}

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
    camera: cameraOf(bytes, cleaned.type),
    look: await lookFor(cleaned.bytes, cleaned.type),
  }
}
