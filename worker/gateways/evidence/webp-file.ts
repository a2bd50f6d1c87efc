import { checkPixels, refusedFile } from "../attachment/file-parts.ts"
import type { ReadingBudget } from "../reading-budget.ts"

/** Steps that a chunk takes. */
const STEPS_PER_CHUNK = 40
/** What a still picture is drawn from, in this order, each once: extended header, transparency, picture. */
const PICTURES = ["VP8 ", "VP8L"]
/** Of the extended header's flags the one that is kept: transparency. Profile, EXIF, XMP and animation are left out. */
const ALPHA = 0x10
const ANIMATION = 0x02

const broken = () => refusedFile("attachment_broken")
const nameAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))

/** A WebP begins so. */
export function isWebp(bytes: Uint8Array): boolean {
  return nameAt(bytes, 0) === "RIFF" && nameAt(bytes, 8) === "WEBP"
}

interface Size {
  width: number
  height: number
}

/** Width and height that the coded picture says (RFC 9649, RFC 6386). */
function codedSize(name: string, view: DataView, at: number, length: number): Size {
  if (length < 10) throw broken()
  if (name === "VP8L") {
    if (view.getUint8(at) !== 0x2f) throw broken()
    const bits = view.getUint32(at + 1, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  const start =
    view.getUint8(at + 3) === 0x9d && view.getUint8(at + 4) === 1 && view.getUint8(at + 5) === 0x2a
  if (!start || (view.getUint8(at) & 1) === 1) throw broken()
  return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff }
}

function canvasSize(view: DataView, at: number, length: number): Size {
  if (length !== 10) throw broken()
  if ((view.getUint8(at) & ANIMATION) !== 0) throw refusedFile("attachment_moving")
  const three = (from: number) => view.getUint16(from, true) + view.getUint8(from + 2) * 65_536 + 1
  return { width: three(at + 4), height: three(at + 7) }
}

function checked(size: Size, before: Size | null): Size {
  checkPixels(size.width, size.height)
  if (size.width === 0 || size.height === 0) throw broken()
  if (before && (before.width !== size.width || before.height !== size.height)) throw broken()
  return size
}

/** The file's header, for so many bytes behind it. */
function headerOf(length: number): Uint8Array {
  const header = new Uint8Array(12)
  header.set([...new TextEncoder().encode("RIFF")], 0)
  new DataView(header.buffer).setUint32(4, length + 4, true)
  header.set([...new TextEncoder().encode("WEBP")], 8)
  return header
}

/**
 * A still WebP with the chunks it is drawn from: EXIF with position, XMP, colour profile, unknown chunks and whatever
 * follows its end are left out; the picture itself is not coded again. Throws DomainError invalid, BudgetSpent.
 */
export function cleanWebp(bytes: Uint8Array, budget: ReadingBudget): { parts: Uint8Array[] } & Size {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 20) throw broken()
  const end = 8 + view.getUint32(4, true)
  if (end > bytes.length) throw broken()
  const kept: Uint8Array[] = []
  let size: Size | null = null
  const met = new Set<string>()
  for (let at = 12; at + 8 <= end; ) {
    budget.spend(STEPS_PER_CHUNK)
    const name = nameAt(bytes, at)
    const length = view.getUint32(at + 4, true)
    const next = at + 8 + length + (length % 2)
    if (next > end) throw broken()
    budget.pass(length)
    if (name === "VP8X" && kept.length === 0) {
      size = checked(canvasSize(view, at + 8, length), size)
      const header = bytes.slice(at, next)
      header.set([(header[8] ?? 0) & ALPHA, 0, 0, 0], 8)
      kept.push(header)
    } else if (name === "ALPH" && met.has("VP8X") && !met.has(name)) kept.push(bytes.subarray(at, next))
    else if (PICTURES.includes(name)) {
      size = checked(codedSize(name, view, at + 8, length), size)
      kept.push(bytes.subarray(at, next))
      const length8 = kept.reduce((sum, part) => sum + part.length, 0)
      return { parts: [headerOf(length8), ...kept], ...size }
    }
    met.add(name)
    at = next
  }
  throw broken()
}
