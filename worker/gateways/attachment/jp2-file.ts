import type { ReadingBudget } from "../reading-budget.ts"
import { joined, refusedFile } from "./file-parts.ts"
import { cleanCodestream, isCodestream } from "./jp2-codestream.ts"

/** Box `jP  ` with the signature. */
const SIGNATURE = [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a]
/** Boxes that a picture is drawn from. XML, UUIDs with EXIF or positions, their lists, labels and unknown ones are left out. */
const kept: readonly string[] = [
  ...["jP  ", "ftyp", "rreq", "jp2h", "jpch", "jplh", "jp2c"],
  ...["ihdr", "bpcc", "colr", "pclr", "cmap", "cdef", "res ", "resc", "resd", "cgrp", "opct", "creg"],
]
/** Boxes that hold boxes. */
const holders: readonly string[] = ["jp2h", "jpch", "jplh", "res ", "cgrp"]
/** A holder within a holder within another one is as deep as any standard goes. */
const MOST_DEPTH = 3

/** Steps that a box takes, which is read and written anew. */
const STEPS_PER_BOX = 200

const broken = () => refusedFile("attachment_broken")

interface Box {
  name: string
  content: Uint8Array
}

/** The boxes of a file or of a box that holds boxes. What follows the picture and is too short for a box is nothing. */
function boxesOf(bytes: Uint8Array, budget: ReadingBudget): Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const boxes: Box[] = []
  for (let at = 0; at < bytes.length; ) {
    budget.spend(STEPS_PER_BOX)
    if (at + 8 > bytes.length) {
      if (boxes.some(({ name }) => name === "jp2c")) return boxes
      throw broken()
    }
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const short = view.getUint32(at)
    const long = short === 1
    if (long && at + 16 > bytes.length) throw broken()
    const header = long ? 16 : 8
    const told = long ? view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12) : short
    const length = short === 0 ? bytes.length - at : told
    if (length < header || at + length > bytes.length) throw broken()
    boxes.push({ name, content: bytes.subarray(at + header, at + length) })
    at += length
  }
  return boxes
}

function boxOf(name: string, content: Uint8Array): Uint8Array {
  const box = new Uint8Array(8 + content.length)
  new DataView(box.buffer).setUint32(0, box.length)
  box.set(
    [...name].map((sign) => sign.charCodeAt(0)),
    4,
  )
  box.set(content, 8)
  return box
}

/** How the colours are meant, without a profile, which tells the device: grey, sRGB or CMYK by the number of channels. */
function colourOf(content: Uint8Array, channels: number): Uint8Array {
  // CIELab has its ranges behind its number.
  if (content[0] === 1 && content.length >= 7) return content.subarray(0, content[6] === 14 ? 35 : 7)
  const space = channels < 3 ? 17 : channels === 4 ? 12 : 16
  return Uint8Array.of(1, 0, 0, 0, 0, 0, space)
}

/** How many channels the colours have: those of the palette where there is one. */
function channelsOf(boxes: readonly Box[]): number {
  const content = (name: string) => boxes.find((box) => box.name === name)?.content
  const header = content("ihdr")
  return content("pclr")?.[2] ?? (header ? ((header[8] ?? 0) << 8) | (header[9] ?? 0) : 3)
}

function cleanBoxes(
  boxes: readonly Box[],
  channels: number,
  depth: number,
  budget: ReadingBudget,
): Uint8Array[] {
  return boxes.flatMap(({ name, content }) => {
    if (!kept.includes(name)) return []
    if (name === "jp2c") return [boxOf(name, cleanCodestream(content, budget))]
    if (name === "colr") return [boxOf(name, colourOf(content, channels))]
    budget.pass(content.length)
    if (!holders.includes(name)) return [boxOf(name, content)]
    if (depth >= MOST_DEPTH) throw broken()
    const inside = boxesOf(content, budget)
    const own = inside.some((box) => box.name === "ihdr") ? channelsOf(inside) : channels
    return [boxOf(name, joined(cleanBoxes(inside, own, depth + 1, budget)))]
  })
}

/**
 * A JPEG 2000 picture, as a file of boxes or as a bare codestream, without what was written beside it: XML, EXIF, positions,
 * labels, colour profiles, comments. The picture itself is not coded again. Throws DomainError invalid,
 * BudgetSpent.
 */
export function cleanJp2(bytes: Uint8Array, budget: ReadingBudget): Uint8Array<ArrayBuffer> {
  if (isCodestream(bytes)) return cleanCodestream(bytes, budget)
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte)) throw broken()
  const boxes = boxesOf(bytes, budget)
  const names = boxes.map(({ name }) => name)
  if (!names.includes("jp2h") || !names.includes("jp2c")) throw broken()
  return joined(cleanBoxes(boxes, 3, 1, budget))
}
