import { randomBytes } from "node:crypto"
import { readFile } from "node:fs/promises"
import { deflateSync } from "node:zlib"
import { PDFDocument, PDFName, PDFString, StandardFonts } from "@cantoo/pdf-lib"
import writeExcelFile from "write-excel-file/universal"
import { fileOf, pngOf } from "./attachment-files.ts"

export const ordinaryFolder = new URL("../../../test/fixtures/ordinary-files/", import.meta.url)
const fixture = (name: string) => readFile(new URL(name, ordinaryFolder))

/** Pages of English, as pdf-lib writes them, with or without streams of objects. */
async function pages(count: number, useObjectStreams: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.setAuthor("DOCUMENT-AUTHOR")
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let at = 0; at < count; at++) {
    const page = document.addPage()
    for (let line = 0; line < 40; line++)
      page.drawText(`Page ${at}, line ${line}: ${(at * 7919 + line * 104729) % 99991} requests`, {
        ...{ x: 40, y: 800 - line * 18, size: 11, font },
      })
  }
  return document.save({ useObjectStreams })
}

/** Photos, one on each page, nearly 10 MB. */
async function album(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const photo = await fixture("chromium-photo-2000.jpg")
  for (let at = 0; at < 13; at++)
    document.addPage().drawImage(await document.embedJpg(photo), { x: 20, y: 200, width: 550, height: 412 })
  return document.save()
}

/** A page with a remark of somebody, a highlight, a link and a form, beside a picture without loss. */
async function remarked(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage()
  const picture = await document.embedPng(await fixture("chromium-drawing.png"))
  page.drawImage(picture, { x: 20, y: 200, width: 450, height: 350 })
  const field = document.getForm().createTextField("households")
  field.setText("1079")
  field.addToPage(page, { x: 20, y: 100, width: 200, height: 20 })
  const said = { T: PDFString.of("ANNOTATION-AUTHOR"), Contents: PDFString.of("ANNOTATION-TEXT") }
  for (const Subtype of ["Text", "Highlight", "FreeText"]) {
    const annotation = {
      ...said,
      Type: "Annot",
      Subtype,
      Rect: [0, 0, 50, 50],
      NM: PDFString.of("ID-OF-REMARK"),
    }
    page.node.addAnnot(document.context.register(document.context.obj(annotation)))
  }
  const uri = { Type: "Action", S: "URI", URI: PDFString.of("https://example.org/") }
  const link = { Type: "Annot", Subtype: "Link", Rect: [60, 0, 90, 50], A: uri }
  page.node.addAnnot(document.context.register(document.context.obj(link)))
  page.node.set(PDFName.of("Metadata"), document.context.obj({ By: PDFString.of("PAGE-AUTHOR") }))
  return document.save()
}

const cells = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, y) => Array.from({ length: columns }, (_, x) => `格子 ${y} ${x}`))

/** A workbook as the library writes it. */
async function workbook(sheets: { sheet: string; rows: string[][] }[]): Promise<Uint8Array> {
  const typed = sheets.map(({ sheet, rows }) => ({
    sheet,
    data: rows.map((row) => row.map((value) => ({ value, type: String }))),
  }))
  const blob = await writeExcelFile(typed).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

/** A picture of noise, which nothing packs. */
function noise(width: number, height: number): Uint8Array {
  const rows = Array.from({ length: height }, () => Buffer.concat([Buffer.alloc(1), randomBytes(width)]))
  return pngOf(width, height, deflateSync(Buffer.concat(rows), { level: 1 }))
}

/** Ordinary files that packages write, by what they are. */
export const writtenFiles: Record<string, () => Promise<Uint8Array> | Uint8Array> = {
  "pdf-lib, 200 pages.pdf": () => pages(200, true),
  "pdf-lib, 300 pages in plain objects.pdf": () => pages(300, false),
  "pdf-lib, 13 photos.pdf": album,
  "pdf-lib, remarks and a form.pdf": remarked,
  "write-excel-file, 2,000 × 12.xlsx": () => workbook([{ sheet: "表", rows: cells(2000, 12) }]),
  "write-excel-file, two sheets.xlsx": () =>
    workbook([
      { sheet: "表", rows: cells(1500, 10) },
      { sheet: "编码", rows: cells(3000, 3) },
    ]),
  "zlib, noise of 3,000 × 3,000.png": () => noise(3000, 3000),
  "a list of 2,000 estates.csv": () =>
    fileOf(
      Buffer.from(
        cells(2000, 6)
          .map((row) => row.join(","))
          .join("\r\n"),
      ),
    ),
}
