import { deflateSync } from "node:zlib"
import { describe, expect, test, vi } from "vitest"
import {
  cameraSegments,
  chunk,
  fileOf,
  jpegFile,
  objectStream,
  pdfFile,
  pngFile,
} from "../../scripts/bench/files/attachment-files.ts"
import { DomainError } from "../../worker/domain/errors.ts"
import { cleanAttachment } from "../../worker/gateways/attachment-file.ts"
import { ReadingBudget } from "../../worker/gateways/reading-budget.ts"
import { box, codestream, comment, jp2File } from "../support/jp2-files.ts"

const secret = "JIN-JIANG-SECRET"
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1")

async function refusal(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    await cleanAttachment(bytes)
    return "taken"
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.faults[0]?.rule ?? error.rule
  }
}

describe("JPEG", () => {
  test("position, maker, XMP, IPTC, profile, preview, comment and what follows the end are gone; the orientation stays", async () => {
    const before = cameraSegments(secret, 6)
    const file = await cleanAttachment(jpegFile({ width: 40, height: 30, before, after: `PK${secret}` }))
    const text = textOf(file.bytes)
    for (const word of [secret, "GPS", "CAM", "xmp", "ICC_PROFILE", "Photoshop", "comment", "PK"])
      expect(text).not.toContain(word)
    expect(text.match(/Exif/g)).toHaveLength(1)
    expect(file).toMatchObject({ type: "image/jpeg", width: 30, height: 40 })
    // Cleaned once more it stays as it is.
    expect((await cleanAttachment(file.bytes)).hash).toBe(file.hash)
  })

  test("a picture that is not turned has no EXIF at all, and its coded data is untouched", async () => {
    const plain = jpegFile()
    const file = await cleanAttachment(jpegFile({ before: cameraSegments(secret, 1).slice(1) }))
    expect(textOf(file.bytes)).toBe(textOf(plain))
  })

  test("two pictures that differ in what is written beside them become the same bytes", async () => {
    const one = await cleanAttachment(jpegFile({ before: cameraSegments("甲".repeat(3)), after: "a" }))
    const two = await cleanAttachment(jpegFile({ before: cameraSegments("a longer secret"), after: "bcd" }))
    expect(two.hash).toBe(one.hash)
  })

  test.each([
    ["cut off in its coded data", jpegFile().slice(0, -3)],
    ["cut off in a segment", jpegFile({ before: cameraSegments(secret) }).slice(0, 60)],
    ["a page behind the first bytes", fileOf([0xff, 0xd8, 0xff], "<html><script>alert(1)</script></html>")],
    [
      "a frame without a scan",
      fileOf([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0, 0xff, 0xd9]),
    ],
    ["no pixels", jpegFile({ width: 0 })],
  ])("%s: broken", async (_, bytes) => expect(await refusal(bytes)).toBe("attachment_broken"))

  test("a page hidden in a comment is taken for the picture that it is, without the page", async () => {
    const page = fileOf([0xff, 0xfe, 0, 31], "<script>alert(document)</scri")
    const file = await cleanAttachment(jpegFile({ before: [page] }))
    expect(textOf(file.bytes)).not.toContain("script")
  })

  test("more than 12,000 pixels: refused from the header", async () => {
    expect(await refusal(jpegFile({ width: 12_001 }))).toBe("attachment_pixels")
    expect(await refusal(jpegFile({ width: 12_000, height: 4166 }))).toBe("taken")
  })
})

describe("PNG", () => {
  test("texts, time, EXIF, profile, unknown chunks and what follows the end are gone; the picture is untouched", async () => {
    const file = await cleanAttachment(pngFile({ secret, after: `<script>${secret}` }))
    expect(textOf(file.bytes)).toBe(textOf(pngFile()))
    expect(file).toMatchObject({ type: "image/png", width: 4, height: 4 })
  })

  test("a header that claims 100,000 × 100,000 is refused, whatever its data", async () => {
    expect(await refusal(pngFile({ width: 100_000, height: 100_000 }))).toBe("attachment_pixels")
  })

  test.each([
    ["cut off", pngFile().slice(0, -6)],
    ["only the signature", pngFile().slice(0, 8)],
    ["a chunk longer than the file", fileOf(pngFile().slice(0, 33), [0x7f, 255, 255, 255], "IDAT")],
    ["no pixels", pngFile({ width: 0 })],
    ["an end that holds something", fileOf(pngFile().slice(0, -12), chunk("IEND", fileOf(secret)))],
  ])("%s: broken", async (_, bytes) => expect(await refusal(bytes)).toBe("attachment_broken"))
})

describe("PDF", () => {
  test("author, dates, program, XMP and objects that nothing refers to are gone", async () => {
    const file = await cleanAttachment(pdfFile({ secret, objects: [`<< /Old (${secret}) >>`] }))
    expect(file.type).toBe("application/pdf")
    expect(textOf(file.bytes).startsWith("%PDF-")).toBe(true)
    expect(textOf(file.bytes)).not.toContain("Info")
    const { PDFDocument } = await import("@cantoo/pdf-lib")
    const read = await PDFDocument.load(file.bytes, { updateMetadata: false })
    expect([read.getPageCount(), read.getAuthor(), read.getProducer()]).toEqual([1, undefined, undefined])
    const written = await read.save({ useObjectStreams: false })
    expect(textOf(written)).not.toContain(secret)
  })

  test("a photo inside loses its position", async () => {
    const photo = textOf(jpegFile({ before: cameraSegments(secret) }))
    const image = `<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /Filter /DCTDecode /Length ${photo.length} >>\nstream\n${photo}\nendstream`
    const file = await cleanAttachment(pdfFile({ extra: "/Kept 6 0 R", objects: [image] }))
    expect(textOf(file.bytes)).not.toContain(secret)
    expect(textOf(file.bytes)).not.toContain("GPS")
  })

  /** An image of a document, packed by filters; the last one reads the photo itself. */
  const imageOf = (photo: string, filter: string, parameters = "") =>
    `<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /Filter ${filter} ${parameters} /Length ${photo.length} >>\nstream\n${photo}\nendstream`
  const documentOf = (photo: string, filter: string, parameters = "") =>
    pdfFile({ extra: "/Kept 6 0 R", objects: [imageOf(photo, filter, parameters)] })
  const camera = textOf(jpegFile({ before: cameraSegments(secret) }))
  const packed = (text: string) => deflateSync(Buffer.from(text, "latin1")).toString("latin1")

  /** The image of a cleaned document: its entries and its bytes. */
  async function imageIn(bytes: Uint8Array) {
    const { PDFDocument, PDFName, PDFRawStream } = await import("@cantoo/pdf-lib")
    const read = await PDFDocument.load(bytes, { updateMetadata: false })
    const image = read.catalog.lookup(PDFName.of("Kept"))
    if (!(image instanceof PDFRawStream)) throw new Error("the document has no image")
    return { filter: String(image.dict.get(PDFName.of("Filter"))), content: textOf(image.contents) }
  }

  test.each([
    ["with its comments", textOf(codestream({ main: [comment(secret)] })), textOf(codestream())],
    [
      "in boxes",
      textOf(jp2File({ before: [box("uuid", secret)], after: [box("xml ", secret)] })),
      textOf(jp2File()),
    ],
  ])("a JPEG 2000 photo inside, %s, loses what was written beside it", async (_, photo, left) => {
    for (const [filter, content] of [
      ["/JPXDecode", photo],
      ["[/JPXDecode]", photo],
      ["[/FlateDecode /JPXDecode]", packed(photo)],
    ] as const) {
      const file = await cleanAttachment(documentOf(content, filter))
      expect(await imageIn(file.bytes)).toEqual({ filter: "/JPXDecode", content: left })
    }
  })

  test.each([
    ["deflated", "[/FlateDecode /DCTDecode]", packed(camera)],
    ["as letters", "[/ASCIIHexDecode /DCTDecode]", `${Buffer.from(camera, "latin1").toString("hex")}>`],
    [
      "as letters, deflated",
      "[/FlateDecode /ASCIIHexDecode /DCTDecode]",
      packed(`${Buffer.from(camera, "latin1").toString("hex")}>`),
    ],
    ["by its short name", "/DCT", camera],
  ])("a JPEG photo inside, packed once more %s, loses its position", async (_, filter, photo) => {
    const file = await cleanAttachment(documentOf(photo, filter))
    const { content } = await imageIn(file.bytes)
    expect(content).not.toContain(secret)
    expect(content).not.toContain("GPS")
    expect(content.startsWith("\xff\xd8")).toBe(true)
  })

  test("what says how the photo is read stays with it, what says how it was packed goes", async () => {
    const parameters = "/DecodeParms [null << /ColorTransform 0 >>]"
    const file = await cleanAttachment(documentOf(packed(camera), "[/FlateDecode /DCTDecode]", parameters))
    const { PDFDocument } = await import("@cantoo/pdf-lib")
    const written = textOf(await (await PDFDocument.load(file.bytes)).save({ useObjectStreams: false }))
    expect(written).toMatch(/\/DecodeParms <<\s*\/ColorTransform 0/)
    expect(written).not.toContain("FlateDecode /DCT")
  })

  const bomb = deflateSync(Buffer.alloc(200 * 1024 * 1024)).toString("latin1")
  test.each([
    ["a broken JPEG 2000 photo", documentOf(textOf(jp2File()).slice(0, 80), "/JPXDecode")],
    ["a JPEG 2000 photo that is none", documentOf("<html>", "/JPXDecode")],
    ["a photo packed in an unusual way", documentOf(camera, "[/LZWDecode /DCTDecode]")],
    [
      "a photo packed by differences",
      documentOf(packed(camera), "[/FlateDecode /DCTDecode]", "/DecodeParms [<< /Predictor 12 >> null]"),
    ],
  ])("%s: broken", async (_, bytes) => expect(await refusal(bytes)).toBe("attachment_broken"))

  test("a photo that unpacks to 200 MB is too much", async () => {
    expect(await refusal(documentOf(bomb, "[/FlateDecode /DCTDecode]"))).toBe("attachment_too_complex")
  })

  test("two documents that differ in who made them become the same bytes", async () => {
    const [one, two] = [pdfFile({ secret: "aaaa" }), pdfFile({ secret: "another" })]
    expect((await cleanAttachment(one)).hash).toBe((await cleanAttachment(two)).hash)
  })

  const script = "<< /Type /Action /S /JavaScript /JS (app.alert(1)) >>"
  test.each([
    ["a script", pdfFile({ extra: "/OpenAction 6 0 R", objects: [script] })],
    ["a script that nothing refers to", pdfFile({ objects: [script] })],
    ["a script by another spelling", pdfFile({ objects: ["<< /S /Java#53cript /J#53 (x) >>"] })],
    [
      "a script inside an object stream",
      pdfFile({ extra: "/Kept 9 0 R", objects: [objectStream(9, script)] }),
    ],
    ["a program to start", pdfFile({ extra: "/OpenAction << /S /Launch /F (cmd.exe) >>" })],
    ["another file", pdfFile({ objects: ["<< /Type /Filespec /EF << /F 7 0 R >> >>"] })],
    ["rich media", pdfFile({ objects: ["<< /Type /Annot /Subtype /RichMedia >>"] })],
    ["an XFA form", pdfFile({ extra: "/AcroForm << /XFA 6 0 R >>" })],
    ["a form that sends itself", pdfFile({ objects: ["<< /S /SubmitForm /F (https://evil.example) >>"] })],
  ])("%s: refused", async (_, bytes) => expect(await refusal(bytes)).toBe("attachment_active"))

  test.each([
    [
      "an action whose kind is the name of a name",
      pdfFile({ objects: ["<< /S 7 0 R >>", "8 0 R", "/Launch"], extra: "/Kept 6 0 R" }),
    ],
    ["a name of itself", pdfFile({ objects: ["6 0 R"] })],
  ])("%s: broken", async (_, bytes) => expect(await refusal(bytes)).toBe("attachment_broken"))

  test("what a stream would read of another file is dropped", async () => {
    const content = deflateSync(Buffer.from("q Q")).toString("latin1")
    const entries = "/Filter /FlateDecode /F (other.bin) /FFilter /LZW /FDecodeParms 6 0 R"
    const object = `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`
    const { bytes } = await cleanAttachment(pdfFile({ extra: "/Kept 6 0 R", objects: [object] }))
    expect(textOf(bytes)).toContain("/Filter /FlateDecode")
    for (const word of ["other.bin", "FFilter", "FDecodeParms"]) expect(textOf(bytes)).not.toContain(word)
  })

  test("a file that breaks its reader is told as damaged, and logged", async () => {
    class Broken extends ReadingBudget {
      override spend(): void {
        throw new RangeError("Maximum call stack size exceeded")
      }
    }
    const logged = vi.spyOn(console, "error").mockImplementation(() => {})
    const reading = cleanAttachment(pdfFile(), new Broken(100)).catch((error: unknown) => error)
    expect(await reading).toMatchObject({ faults: [{ rule: "attachment_broken" }] })
    expect(logged.mock.calls.join()).toContain('"event":"attachment","error":"RangeError"')
    logged.mockRestore()
  })

  test("a page to open at is no action: it is dropped", async () => {
    const file = await cleanAttachment(pdfFile({ extra: "/OpenAction [3 0 R /Fit]" }))
    expect(file.type).toBe("application/pdf")
  })

  test("a locked one: refused", async () => {
    const locked = pdfFile({ trailer: "/Encrypt << /Filter /Standard /V 2 /R 3 >> /ID [<00> <00>]" })
    expect(await refusal(locked)).toBe("attachment_encrypted")
  })

  test("an object stream that would unpack to 200 MB is refused before it is", async () => {
    const packed = deflateSync(Buffer.alloc(200 * 1024 * 1024)).toString("latin1")
    const bomb = (type: string) =>
      pdfFile({
        objects: [
          `<< /Type ${type} /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream`,
        ],
      })
    for (const type of ["/ObjStm", "/Obj#53tm"])
      expect(await refusal(bomb(type)), type).toBe("attachment_too_complex")
    for (const type of ["8 0 R", "%c\n8 0 R"])
      expect(await refusal(bomb(type)), type).toBe("attachment_broken")
  })

  test.each([
    ["cut off", pdfFile({ secret }).slice(0, 120)],
    ["only a header", fileOf("%PDF-1.7\n")],
    ["rubbish", fileOf("%PDF-1.7\n", "(".repeat(100_000))],
    ["deep nesting", pdfFile({ objects: ["[".repeat(200_000)] })],
  ])("%s: broken", async (_, bytes) => expect(await refusal(bytes)).toBe("attachment_broken"))
})

describe("anything else", () => {
  test.each([
    ["a page", fileOf("<!doctype html><script>alert(1)</script>")],
    ["a drawing that can act", fileOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["a GIF", fileOf("GIF89a", [1, 0, 1, 0])],
    ["a program", fileOf("MZ", new Uint8Array(100))],
    ["a PDF behind something else", fileOf("GIF89a", pdfFile())],
  ])("%s: refused as a kind", async (_, bytes) => expect(await refusal(bytes)).toBe("attachment_type"))

  test("nothing, and too much", async () => {
    expect(await refusal(new Uint8Array())).toBe("attachment_missing")
    expect(await refusal(new Uint8Array(10 * 1024 * 1024 + 1))).toBe("attachment_too_large")
  })
})
