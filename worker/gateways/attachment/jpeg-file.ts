import type { ReadingBudget } from "../reading-budget.ts"
import { orientationOf, orientationSegment } from "./exif-orientation.ts"
import { checkPixels, refusedFile } from "./file-parts.ts"

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP14 = 0xee
const COMMENT = 0xfe
/** Baseline, extended and progressive: what browsers draw. */
const frames: readonly number[] = [0xc0, 0xc1, 0xc2]
/** A progressive picture has about ten scans; thousands of them would keep a browser busy for minutes. */
const MOST_SCANS = 100
/** Steps that a segment takes, or a place in coded data that looks like one. */
const STEPS_PER_SEGMENT = 40
const STEPS_PER_MARK = 2
/** Tables and restart intervals. */
const tables: readonly number[] = [0xc4, 0xdb, 0xdd]

interface Picture {
  budget: ReadingBudget
  parts: Uint8Array[]
  width: number
  height: number
  orientation: number
  scans: number
}

/** A JPEG begins so. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff
}

const broken = () => refusedFile("attachment_broken")
const isApplication = (marker: number) => (marker >= APP0 && marker <= 0xef) || marker === COMMENT

/** How long the coded data after a scan's header is: up to the next marker that is neither stuffing nor a restart. */
function scanEnd(bytes: Uint8Array, from: number, budget: ReadingBudget): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    budget.spend(STEPS_PER_MARK)
    const next = bytes[at + 1]
    if (next === undefined) break
    if (next !== 0x00 && !(next >= 0xd0 && next <= 0xd7)) return at
    at += 1
  }
  throw broken()
}

/** What of an application segment is needed to draw: the density of a JFIF header without its thumbnail, and Adobe's colours. */
function keptOf(marker: number, segment: Uint8Array): Uint8Array | null {
  const text = (length: number) => String.fromCharCode(...segment.subarray(4, 4 + length))
  if (marker === APP0 && text(5) === "JFIF\0" && segment.length >= 18) {
    const header = segment.slice(0, 18)
    header.set([0, 16], 2)
    header.set([0, 0], 16)
    return header
  }
  if (marker === APP14 && text(5) === "Adobe" && segment.length >= 16) {
    const header = segment.slice(0, 16)
    header.set([0, 14], 2)
    return header
  }
  return null
}

function readFrame(segment: Uint8Array, picture: Picture): void {
  if (picture.width > 0 || segment.length < 11) throw broken()
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength)
  picture.height = view.getUint16(5)
  picture.width = view.getUint16(7)
  if (picture.width === 0 || picture.height === 0) throw broken()
  checkPixels(picture.width, picture.height)
}

/** Takes one segment in, answers where the next one begins. */
function takeSegment(bytes: Uint8Array, at: number, marker: number, picture: Picture): number {
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  const end = at + 2 + length
  if (length < 2 || end > bytes.length) throw broken()
  picture.budget.pass(length)
  const segment = bytes.subarray(at, end)
  if (frames.includes(marker)) readFrame(segment, picture)
  if (isApplication(marker)) {
    if (marker === APP1) picture.orientation = orientationOf(segment) ?? picture.orientation
    const kept = keptOf(marker, segment)
    if (kept) picture.parts.push(kept)
    return end
  }
  if (!frames.includes(marker) && !tables.includes(marker) && marker !== SOS) throw broken()
  picture.parts.push(segment)
  if (marker !== SOS) return end
  picture.scans += 1
  if (picture.width === 0 || picture.scans > MOST_SCANS) throw broken()
  const stop = scanEnd(bytes, end, picture.budget)
  picture.budget.pass(stop - end)
  picture.parts.push(bytes.subarray(end, stop))
  return stop
}

/**
 * A JPEG without what was written beside the picture: EXIF with position, XMP, IPTC, colour profiles, previews, comments,
 * and whatever follows its end. The picture itself is not coded again. Of the EXIF only the orientation comes back, in a
 * block of its own, since phones store pictures unturned; colours are taken for sRGB. Throws DomainError invalid,
 * BudgetSpent.
 */
export function cleanJpeg(
  bytes: Uint8Array,
  budget: ReadingBudget,
): { parts: Uint8Array[]; width: number; height: number } {
  const picture: Picture = { budget, parts: [], width: 0, height: 0, orientation: 1, scans: 0 }
  for (let at = 2, marker = 0; ; at = takeSegment(bytes, at, marker, picture)) {
    if (bytes[at] !== 0xff) throw broken()
    const from = at
    while (bytes[at + 1] === 0xff) at += 1
    budget.spend(STEPS_PER_SEGMENT + at - from)
    marker = bytes[at + 1] ?? 0
    if (marker === EOI) break
  }
  if (picture.scans === 0) throw broken()
  const { orientation, width, height } = picture
  const turned = orientation >= 5
  return {
    parts: [
      Uint8Array.of(0xff, SOI),
      ...(orientation > 1 ? [orientationSegment(orientation)] : []),
      ...picture.parts,
      Uint8Array.of(0xff, EOI),
    ],
    width: turned ? height : width,
    height: turned ? width : height,
  }
}
