import type { ReadingBudget } from "../reading-budget.ts"
import { checkPixels, refusedFile } from "./file-parts.ts"

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/**
 * What a picture is drawn from, each once and no longer than it can be; its data come in any number. Texts, times, EXIF,
 * colour profiles, further frames and unknown chunks are left out, and so is what hides behind a known name.
 */
const kept: ReadonlyMap<string, number> = new Map([
  ["IHDR", 13],
  ["PLTE", 3 * 256],
  ["tRNS", 256],
  ["gAMA", 4],
  ["cHRM", 32],
  ["sRGB", 1],
  ["pHYs", 9],
  ["sBIT", 4],
  ["bKGD", 6],
  ["IEND", 0],
])

/** Steps that a chunk takes. */
const STEPS_PER_CHUNK = 40

const broken = () => refusedFile("attachment_broken")

/** A PNG begins so. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte)
}

/** Width and height of the header, which must come first. */
function sizeOf(view: DataView, name: string, length: number): { width: number; height: number } {
  if (name !== "IHDR" || length !== 13) throw broken()
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  if (width === 0 || height === 0) throw broken()
  checkPixels(width, height)
  return { width, height }
}

/**
 * A PNG with the chunks it is drawn from and nothing after its end; the picture itself is not coded again. Throws
 * DomainError invalid, BudgetSpent.
 */
export function cleanPng(
  bytes: Uint8Array,
  budget: ReadingBudget,
): { parts: Uint8Array[]; width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [bytes.subarray(0, 8)]
  let size: { width: number; height: number } | null = null
  let drawn = false
  const met = new Set<string>()
  for (let at = 8; ; ) {
    budget.spend(STEPS_PER_CHUNK)
    if (at + 12 > bytes.length) throw broken()
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) throw broken()
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    size ??= sizeOf(view, name, length)
    drawn ||= name === "IDAT" && length > 0
    const most = met.has(name) ? -1 : (kept.get(name) ?? -1)
    if (name === "IDAT" || length <= most) {
      met.add(name)
      budget.pass(length)
      parts.push(bytes.subarray(at, end))
    }
    at = end
    if (name !== "IEND") continue
    if (!drawn || length > 0) throw broken()
    return { parts, ...size }
  }
}
