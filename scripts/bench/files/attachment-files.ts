import { crc32, deflateSync } from "node:zlib"

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "latin1"))

/** Pieces as one file. */
export function fileOf(...parts: (string | Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === "string" ? bytesOf(part) : Uint8Array.from(part)))),
  )
}

function segment(marker: number, ...content: (string | Uint8Array | number[])[]): Uint8Array {
  const body = fileOf(...content)
  return fileOf([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], body)
}

/** A baseline JPEG of 8 × 8 grey pixels, whole and drawable: tables, frame, one scan. */
const jpegTables = [
  segment(0xdb, [0], new Uint8Array(64).fill(1)),
  segment(0xc4, [0x00], [1, ...new Array(15).fill(0)], [0]),
  segment(0xc4, [0x10], [1, ...new Array(15).fill(0)], [0]),
]

export interface JpegOptions {
  width?: number
  height?: number
  /** Segments after the beginning: EXIF, comments. */
  before?: Uint8Array[]
  /** Bytes after the end. */
  after?: string
}

/** A JPEG made for a test. */
export function jpegFile({ width = 8, height = 8, before = [], after = "" }: JpegOptions = {}) {
  const frame = segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0])
  const scan = segment(0xda, [1, 1, 0, 0, 63, 0])
  return fileOf(
    [0xff, 0xd8],
    ...before,
    ...jpegTables,
    frame,
    scan,
    [0x3f, 0xff, 0x00, 0x7f],
    [0xff, 0xd9],
    after,
  )
}

/** What cameras and programs write into a JPEG: position, maker, orientation, XMP, IPTC, colour profile, a comment. */
export function cameraSegments(secret: string, orientation = 6): Uint8Array[] {
  const entry = (tag: number, type: number, count: number, value: number[]) => [
    ...[tag & 255, tag >> 8, type, 0],
    ...[count & 255, 0, 0, 0],
    ...value,
  ]
  const directory = [
    ...[3, 0],
    ...entry(0x010f, 2, 4, [...bytesOf("CAM\0")]),
    ...entry(0x0112, 3, 1, [orientation, 0, 0, 0]),
    ...entry(0x8825, 4, 1, [50, 0, 0, 0]),
    ...[0, 0, 0, 0],
  ]
  return [
    segment(0xe0, "JFIF\0", [1, 1, 0, 0, 1, 0, 1, 1, 1], [9, 9, 9]),
    segment(0xe1, "Exif\0\0", "II*\0", [8, 0, 0, 0], directory, `GPS 30.6570 104.0650 ${secret}`),
    segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", `<x:xmpmeta>${secret}</x:xmpmeta>`),
    segment(0xe2, "ICC_PROFILE\0", [1, 1], secret),
    segment(0xed, "Photoshop 3.0\0", secret),
    segment(0xfe, `comment ${secret}`),
  ]
}

/** A chunk of a PNG. */
export function chunk(name: string, content: Uint8Array): Uint8Array {
  const body = fileOf(name, content)
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return fileOf(length, body, sum)
}

/** A grey PNG of packed rows. */
export function pngOf(width: number, height: number, rows: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  return fileOf(signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", new Uint8Array()))
}

/** A PNG made for a test; `texts` writes a secret into every chunk that can hold one. */
export function pngFile({
  width = 4,
  height = 4,
  secret = "",
  after = "",
}: {
  width?: number
  height?: number
  secret?: string
  after?: string
} = {}) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc(Math.min(width * height + height, 1000)))
  const hidden = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "iCCP", "prVt"]
  return fileOf(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk("IHDR", header),
    chunk("pHYs", Uint8Array.from([0, 0, 11, 19, 0, 0, 11, 19, 1])),
    ...(secret ? hidden.map((name) => chunk(name, fileOf(`Title\0${secret}`))) : []),
    chunk("IDAT", pixels),
    chunk("IEND", new Uint8Array()),
    after,
  )
}

/** A PDF of one page; `extra` adds entries to its catalogue, `objects` further objects, numbered from 6 on. */
export function pdfFile({
  secret = "",
  extra = "",
  objects = [],
  trailer = "",
}: {
  secret?: string
  extra?: string
  objects?: string[]
  trailer?: string
} = {}) {
  const xmp = `<x:xmpmeta>${secret}</x:xmpmeta>`
  const bodies = [
    `<< /Type /Catalog /Pages 2 0 R ${secret ? "/Metadata 5 0 R" : ""} ${extra} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
    `<< /Author (${secret}) /CreationDate (D:20260901) /Producer (${secret}) >>`,
    `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream`,
    ...objects,
  ]
  const numbered = bodies.map((body, at) => `${at + 1} 0 obj\n${body}\nendobj\n`)
  const size = bodies.length + 1
  return fileOf(
    "%PDF-1.7\n",
    numbered.join(""),
    `trailer\n<< /Size ${size} /Root 1 0 R /Info 4 0 R ${trailer} >>\nstartxref\n0\n%%EOF\n`,
  )
}

/** An object stream that holds one object with a number, as programs that hide things write it. */
export function objectStream(number: number, body: string): string {
  const content = `${number} 0 ${body}`
  const packed = deflateSync(Buffer.from(content, "latin1")).toString("latin1")
  const first = content.indexOf(body)
  return `<< /Type /ObjStm /N 1 /First ${first} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream`
}
