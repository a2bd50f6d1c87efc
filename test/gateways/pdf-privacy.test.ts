import { expect, test } from "vitest"
import { pdfFile } from "../../scripts/bench/files/attachment-files.ts"
import { cleanAttachment } from "../../worker/gateways/attachment-file.ts"

const secret = "JIN-JIANG-SECRET"
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1")

/** A cleaned document as pdf-lib writes it, nothing of it packed. */
async function writtenOut(bytes: Uint8Array): Promise<string> {
  const { PDFDocument } = await import("@cantoo/pdf-lib")
  const read = await PDFDocument.load(bytes, { updateMetadata: false })
  return textOf(await read.save({ useObjectStreams: false }))
}

test.each([
  ["an article of another document", "<< /S /Thread /F (other.pdf) /D 0 >>"],
  ["a page of another document", "<< /Type /XObject /Ref << /F (other.pdf) /Page 0 >> >>"],
  ["a picture of another file", "<< /OPI << /1.3 << /F <6f746865722e706466> >> >> >>"],
  ["a file of another machine", "<< /Type /Filespec /F 7 0 R /UF (other.pdf) /Unix (other.pdf) >>"],
  ["the same for old machines", "<< /DOS (other.pdf) /Mac (other.pdf) >>"],
])("a file that lies elsewhere is not named: %s", async (_, object) => {
  const { bytes } = await cleanAttachment(pdfFile({ extra: "/Kept 6 0 R", objects: [object, "(other.pdf)"] }))
  const text = await writtenOut(bytes)
  for (const word of ["other.pdf", "6f746865722e706466", "/Ref", "/OPI"]) expect(text).not.toContain(word)
})

test("a resource that has the name of a file's entry stays", async () => {
  const { bytes } = await cleanAttachment(
    pdfFile({ extra: "/Kept << /F 3 0 R /UF << /A 1 >> /Mac [3 0 R /Fit] >>" }),
  )
  for (const name of ["/F ", "/UF ", "/Mac "]) expect(await writtenOut(bytes)).toContain(name)
})

const hidden = (type: string, body: string) =>
  `<< ${type} /N 1 /First 4 /Length ${body.length} >>\nstream\n${body}\nendstream`
test.each([
  ["who made it, besides the trailer", "/Kept 4 0 R", "null"],
  ["what was written about it", "/Kept 5 0 R", "null"],
  ["the same without its kind", "/Kept 6 0 R", hidden("/Subtype /XML", secret)],
  ["objects that were packed", "/Kept 6 0 R", hidden("/Type /ObjStm", `9 0 (${secret})`)],
  ["where objects stood", "/Kept 6 0 R", hidden("/Type /XRef", secret)],
])("what is taken out is gone for whoever names it: %s", async (_, extra, object) => {
  const { bytes } = await cleanAttachment(pdfFile({ secret, extra, objects: [object] }))
  expect(await writtenOut(bytes)).not.toContain(secret)
  expect(textOf(bytes)).not.toContain(secret)
})
