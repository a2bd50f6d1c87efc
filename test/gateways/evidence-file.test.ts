import { readFileSync } from "node:fs"
import { deflateSync } from "node:zlib"
import { expect, test } from "vitest"
import { chunk, fileOf, pdfFile, pngOf } from "../../scripts/bench/files/attachment-files.ts"
import { DomainError } from "../../worker/domain/errors.ts"
import { lookOf, lookParts } from "../../worker/domain/evidence/look.ts"
import { whereIs } from "../../worker/domain/evidence/outline.ts"
import { cleanEvidence } from "../../worker/gateways/evidence-file.ts"

const secret = "JIN-JIANG-SECRET"
const photo = (name: string) => new Uint8Array(readFileSync(`test/fixtures/ordinary-files/${name}`))
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1")

async function refusal(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    await cleanEvidence(bytes)
    return "taken"
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.faults[0]?.rule ?? error.rule
  }
}

/** Bits in which two looks differ. */
function distance(one: string | null, other: string | null): number {
  const bits = (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2)
  return bits.replaceAll("0", "").length
}

const number32 = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24]

/** An EXIF of a camera that stood in Jinjiang at 14:20, in TIFF with the little end first. */
function tiff(): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: number) => [
    ...[tag & 255, tag >> 8, type, 0],
    ...number32(count),
    ...number32(value),
  ]
  const fractions = (...parts: number[]) => parts.flatMap((part) => [...number32(part), ...number32(100)])
  const [exif, gps, time, north, east] = [38, 56, 110, 130, 154]
  return fileOf(
    ["I", "I"].map((sign) => sign.charCodeAt(0)),
    [42, 0, ...number32(8)],
    [2, 0, ...entry(0x8769, 4, 1, exif), ...entry(0x8825, 4, 1, gps), 0, 0, 0, 0],
    [1, 0, ...entry(0x9003, 2, 20, time), 0, 0, 0, 0],
    [
      4,
      0,
      ...entry(1, 2, 2, 0x4e),
      ...entry(2, 5, 3, north),
      ...entry(3, 2, 2, 0x45),
      ...entry(4, 5, 3, east),
    ],
    [0, 0, 0, 0],
    "2026:08:03 14:20:00\0",
    fractions(3000, 3900, 2520),
    fractions(10400, 300, 5400),
  )
}

/** A still WebP of nothing that can be drawn: its sizes are said, and what is written beside the picture. */
function webp(given: { flags?: number; width?: number; inner?: number } = {}): Uint8Array<ArrayBuffer> {
  const { flags = 0x0c, width = 40 } = given
  const [height, inner] = [30, given.inner ?? width]
  const part = (name: string, content: Uint8Array | number[] | string) => {
    const body = fileOf(content)
    return fileOf(name, number32(body.length), body, body.length % 2 ? [0] : [])
  }
  const canvas = [flags, 0, 0, 0, ...number32(width - 1).slice(0, 3), ...number32(height - 1).slice(0, 3)]
  const frame = [0x10, 0, 0, 0x9d, 1, 0x2a, inner & 255, inner >> 8, height & 255, height >> 8, 1, 2, 3]
  const parts = fileOf(
    part("VP8X", canvas),
    part("ICCP", secret),
    part("VP8 ", frame),
    part("EXIF", tiff()),
    part("XMP ", `<x>${secret}</x>`),
  )
  return fileOf("RIFF", number32(parts.length + 4), "WEBP", parts, `PK${secret}`)
}

test("a WebP is kept without profile, EXIF, XMP and what follows it; time and position are read before", async () => {
  const file = await cleanEvidence(webp())
  const text = textOf(file.bytes)
  for (const word of [secret, "EXIF", "XMP", "ICCP", "2026:08", "PK"]) expect(text).not.toContain(word)
  expect(file).toMatchObject({ type: "image/webp", width: 40, height: 30, look: null })
  expect(file.camera.takenAt).toBe("2026-08-03T14:20:00")
  expect(file.camera.position?.latitude).toBeCloseTo(30.657, 3)
  expect(file.camera.position?.longitude).toBeCloseTo(104.065, 3)
  expect(file.receivedHash).not.toBe(file.hash)
  expect((await cleanEvidence(file.bytes)).hash).toBe(file.hash)
})

test.each([
  ["one that moves", webp({ flags: 0x02 }), "attachment_moving"],
  ["one whose picture is of another size than it says", webp({ inner: 41 }), "attachment_broken"],
  ["one that is cut", webp().slice(0, 60), "attachment_broken"],
  ["one of 16,384 pixels a side", webp({ width: 16_384, inner: 16_383 }), "attachment_pixels"],
  [
    "a page that says it is one",
    fileOf("RIFF", [4, 0, 0, 0], "WEBP<script>alert(1)</script>"),
    "attachment_broken",
  ],
])("%s is refused", async (_, bytes, rule) => expect(await refusal(bytes)).toBe(rule))

test("EXIF of a PNG is read and gone; a document has none", async () => {
  const picture = fileOf(pngOf(4, 4, deflateSync(Buffer.alloc(20))))
  const end = picture.length - 12
  const file = await cleanEvidence(fileOf(picture.slice(0, end), chunk("eXIf", tiff()), picture.slice(end)))
  expect(file.camera.takenAt).toBe("2026-08-03T14:20:00")
  expect(textOf(file.bytes)).not.toContain("eXIf")
  expect((await cleanEvidence(pdfFile())).camera).toEqual({ takenAt: null, position: null })
})

test("a photo made smaller looks the same, another picture and a plain one do not", async () => {
  const [large, small] = [
    await cleanEvidence(photo("chromium-photo-2000.jpg")),
    await cleanEvidence(photo("chromium-photo-1200.jpg")),
  ]
  const screen = await cleanEvidence(photo("chromium-screen.png"))
  expect(distance(large.look, small.look)).toBeLessThanOrEqual(3)
  if (screen.look !== null) expect(distance(large.look, screen.look)).toBeGreaterThan(7)
  // A slope from left to right, as a PNG: every field is brighter than the one before.
  const rows = Buffer.concat(
    Array.from({ length: 80 }, () => Buffer.from([0, ...Array.from({ length: 90 }, (_, x) => 2 * x)])),
  )
  expect((await cleanEvidence(fileOf(pngOf(90, 80, deflateSync(rows))))).look).toBeNull()
  const flat = { width: 90, height: 80, values: new Float32Array(7200).fill(200), orientation: 1 }
  expect(lookOf(flat)).toBeNull()
})

test("two looks that differ in seven bits have a part in common", () => {
  const [one, other] = ["0000000000000000", "0101010101010100"]
  expect(distance(one, other)).toBe(7)
  expect(lookParts(one).filter((part) => lookParts(other).includes(part))).toHaveLength(1)
})

test("a position is inside, outside beyond the tolerance, or nobody knows", () => {
  const square = [
    [
      [104, 30.6],
      [104.1, 30.6],
      [104.1, 30.7],
      [104, 30.7],
      [104, 30.6],
    ],
  ] as const
  const at = (longitude: number, latitude = 30.65) => whereIs({ longitude, latitude }, square)
  expect([at(104.05), at(104.105), at(104.2), at(104.05, 31)]).toEqual([
    "inside",
    "inside",
    "outside",
    "outside",
  ])
  expect([whereIs(null, square), whereIs({ longitude: 104, latitude: 30 }, null)]).toEqual([null, "unknown"])
})
