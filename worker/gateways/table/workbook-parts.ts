import { strToU8, zipSync } from "fflate"

export const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const packages = "http://schemas.openxmlformats.org/package/2006"
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
/** What XML can hold; everything else is left out. */
const unfit = /(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu
/** A text without what XML cannot hold. */
export const fitForXml = (text: string) => text.replace(unfit, "")
/** A text as XML holds it. */
export const xmlText = (text: string) => fitForXml(text).replace(/[&<>"]/g, (mark) => marks[mark] ?? "")

/** A, …, Z, AA, … for a column's number from 0. */
export function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}

/** What the workbook is made of, and how its parts belong together. */
function frame(sheets: readonly { name: string }[], styles: string): Record<string, string> {
  const each = (part: (name: string, number: number) => string) =>
    sheets.map(({ name }, at) => part(name, at + 1)).join("")
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`
  const part = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${spreadsheet}.${type}+xml"/>`
  return {
    "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("xl/workbook.xml", "sheet.main")}${part("xl/styles.xml", "styles")}${each((_, number) => part(`xl/worksheets/sheet${number}.xml`, "worksheet"))}</Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${packages}/relationships">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `${head}<workbook ${main} xmlns:r="${relationships}"><sheets>${each((name, number) => `<sheet name="${xmlText(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${packages}/relationships">${each((_, number) => relation(`rId${number}`, "worksheet", `worksheets/sheet${number}.xml`))}${relation("rIdStyles", "styles", "styles.xml")}</Relationships>`,
    "xl/styles.xml": styles,
  }
}

/** A workbook of sheets and of what its cells may look like, packed. */
export function packWorkbook(sheets: readonly { name: string; xml: string }[], styles: string): Uint8Array {
  const files = Object.entries(frame(sheets, styles)).map(([path, text]) => [path, strToU8(text)] as const)
  const written = sheets.map(({ xml }, at) => [`xl/worksheets/sheet${at + 1}.xml`, strToU8(xml)] as const)
  return zipSync(Object.fromEntries([...files, ...written]))
}
