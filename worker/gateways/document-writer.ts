import type { BulletinPart, BulletinTable, WriteBulletin } from "../domain/release/bulletin.ts"
import { fitForXml, head, xmlText } from "./table/workbook-parts.ts"

type Docx = typeof import("docx")

/** A4 with margins of 2 cm, in twentieths of a point: what is left for a table. */
const PAGE = { width: 11_906, height: 16_838, margin: 1134 }
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin

function tableOf({ Paragraph, Table, TableCell, TableRow, TextRun, ...docx }: Docx, table: BulletinTable) {
  const whole = table.columns.reduce((sum, { width }) => sum + width, 0)
  const widths = table.columns.map(({ width }) => Math.floor((TEXT_WIDTH * width) / whole))
  const row = (cells: readonly string[], title: boolean) =>
    new TableRow({
      tableHeader: title,
      cantSplit: true,
      children: cells.map((text, at) => {
        const right = table.columns[at]?.number === true
        return new TableCell({
          width: { size: widths[at] ?? 0, type: docx.WidthType.DXA },
          margins: { top: 40, bottom: 40, left: 80, right: 80 },
          ...(title ? { shading: { fill: "E3ECE6" } } : {}),
          children: [
            new Paragraph({
              alignment: right ? docx.AlignmentType.RIGHT : docx.AlignmentType.LEFT,
              children: [new TextRun({ text: fitForXml(text), bold: title, size: 18 })],
            }),
          ],
        })
      }),
    })
  const titles = table.columns.map(({ title }) => title)
  return new Table({
    width: { size: TEXT_WIDTH, type: docx.WidthType.DXA },
    columnWidths: widths,
    layout: docx.TableLayoutType.FIXED,
    rows: [row(titles, true), ...table.rows.map((cells) => row(cells, false))],
  })
}

function partOf(docx: Docx, { title, lines, table }: BulletinPart) {
  const { HeadingLevel, Paragraph } = docx
  return [
    new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
    ...lines.map((line) => new Paragraph({ text: line, spacing: { after: 120 } })),
    ...(table ? [tableOf(docx, table)] : []),
  ]
}

/** Of the library's own the times would be those of writing. */
function coreXml(title: string, at: string): string {
  const time = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${xmlText(at)}</dcterms:${name}>`
  return `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title>${time("created")}${time("modified")}</cp:coreProperties>`
}

/**
 * A 通报 as an editable .docx: headings by styles, real tables whose first row stands on every page. The library is read
 * when the first one is asked for, so that the start of the worker does not grow.
 */
export const writeDocument: WriteBulletin = async ({ title, lines, parts, language, at }) => {
  const docx = await import("docx")
  const { AlignmentType, Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } = docx
  const font = { ascii: "Calibri", hAnsi: "Calibri", eastAsia: "SimSun" }
  const heading = (size: number, before: number) => ({
    run: { font, size, bold: true, color: "1D2421" },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  })
  const pages = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES], size: 18 })],
  })
  const { width, height, margin } = PAGE
  const document = new Document({
    title,
    styles: {
      default: {
        document: { run: { font, size: 21, language: { value: language, eastAsia: "zh-CN" } } },
        title: heading(36, 0),
        heading1: heading(26, 320),
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width, height },
            margin: { top: margin, right: margin, bottom: margin, left: margin },
          },
        },
        footers: { default: new Footer({ children: [pages] }) },
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER }),
          ...lines.map((line) => new Paragraph({ text: line, spacing: { after: 120 } })),
          ...parts.flatMap((part) => partOf(docx, part)),
        ],
      },
    ],
  })
  const core = { path: "docProps/core.xml", data: coreXml(title, at) }
  return new Uint8Array(await Packer.toArrayBuffer(document, undefined, [core]))
}
