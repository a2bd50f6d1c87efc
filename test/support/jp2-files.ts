import { fileOf } from "../../scripts/bench/files/attachment-files.ts"

const hex = (digits: string) => Uint8Array.from(Buffer.from(digits, "hex"))

function segment(marker: number, content: Uint8Array): Uint8Array {
  return fileOf([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255], content)
}

/** A comment as programs write it: Latin text. */
export const comment = (text: string) => segment(0x64, fileOf([0, 1], text))

const coding = fileOf(hex("ff52000c00000001000004040001"), hex("ff5c00044040"))
/** 8 × 8 grey pixels, coded by OpenJPEG. */
const coded = hex(
  "cfb4f41390d9d0d1503d020b7befadafd9c6ec26103c7a9a59ba36a8726f9772dda1f3936fd94e6a9ba2d60ec732475f8716491b2c6ac43620bdbd3712c13a9f",
)

export interface CodestreamOptions {
  width?: number
  height?: number
  /** Segments of the main header and of the tile's header. */
  main?: Uint8Array[]
  tile?: Uint8Array[]
  /** The length of the tile's part, as its first segment tells it; its own without. */
  told?: number
  /** Bytes after the end. */
  after?: string
}

/** A JPEG 2000 codestream of one tile made for a test: whole and drawable. */
export function codestream(options: CodestreamOptions = {}): Uint8Array<ArrayBuffer> {
  const { width = 8, height = 8, main = [], tile = [], after = "" } = options
  const size = Buffer.alloc(39)
  for (const [at, value] of [
    [2, width],
    [6, height],
    [18, width],
    [22, height],
  ] as const)
    size.writeUInt32BE(value, at)
  size.writeUInt16BE(1, 34)
  size.set([7, 1, 1], 36)
  const inside = fileOf(...tile, [0xff, 0x93], coded)
  const start = Buffer.alloc(8)
  start.writeUInt32BE(options.told ?? 12 + inside.length, 2)
  start[7] = 1
  return fileOf(
    [0xff, 0x4f],
    segment(0x51, size),
    coding,
    ...main,
    segment(0x90, start),
    inside,
    [0xff, 0xd9],
    after,
  )
}

/** A box with its length in the way that is asked for: `short`, `long`, or `open` to the end of the file. */
export function box(
  name: string,
  content: Uint8Array | string,
  length: "short" | "long" | "open" = "short",
): Uint8Array {
  const body = fileOf(content)
  const head = Buffer.alloc(length === "long" ? 16 : 8)
  head.write(name, 4, "latin1")
  head.writeUInt32BE({ short: 8 + body.length, long: 1, open: 0 }[length])
  if (length === "long") head.writeUInt32BE(16 + body.length, 12)
  return fileOf(head, body)
}

export const signature = box("jP  ", hex("0d0a870a"))
export const fileType = box("ftyp", "jp2 \0\0\0\0jp2 ")
export const imageHeader = box("ihdr", hex("0000000800000008000107070000"))
export const grey = box("colr", hex("01000000000011"))

/** A JPEG 2000 file of boxes; `header` adds to what stands in its header, `before` and `after` beside the picture. */
export function jp2File(
  options: { header?: Uint8Array[]; before?: Uint8Array[]; after?: Uint8Array[]; picture?: Uint8Array } = {},
): Uint8Array<ArrayBuffer> {
  const { header = [grey], before = [], after = [], picture = codestream() } = options
  const own = box("jp2h", fileOf(imageHeader, ...header))
  return fileOf(signature, fileType, ...before, own, box("jp2c", picture), ...after)
}
