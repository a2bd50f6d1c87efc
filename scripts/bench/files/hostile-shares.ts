import { zipSync } from "fflate"
import { fileOf, jpegFile, pdfFile } from "./attachment-files.ts"

/** A file made to hold its reader: larger with `n`, about twice as large for twice as much. */
export interface HostileFile {
  name: string
  reader: "attachment" | "table"
  make(n: number): Uint8Array<ArrayBuffer>
}

const times = <T>(n: number, make: (at: number) => T) => Array.from({ length: n }, (_, at) => make(at))
const stream = (entries: string, content = "") =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`
const pdf = (name: string, make: HostileFile["make"]): HostileFile => ({ name, reader: "attachment", make })

/** A document whose catalogue shows all its objects from 6 on. */
function shown(objects: readonly string[], extra = ""): Uint8Array<ArrayBuffer> {
  const names = objects.map((_, at) => `${at + 6} 0 R`).join(" ")
  return pdfFile({ extra: `/Kept [${names}] ${extra}`, objects: [...objects] })
}

/** Half of the bytes are a list, the others those who name it. */
const shared = (n: number, element: string, user: string) =>
  shown([`[${element.repeat(n / 2 / element.length)}]`, ...times(n / 2 / (user.length + 30), () => user)])

/** A document whose tree of pages begins at object 6. */
const tree = (objects: string[]) =>
  fileOf(Buffer.from(pdfFile({ objects })).toString("latin1").replace("/Pages 2 0 R", "/Pages 6 0 R"))

/** What stands once in a document, and is named by many or by itself. */
export const sharingDocuments: readonly HostileFile[] = [
  pdf("a tree of pages that holds itself", () => tree(["<< /Kids 7 0 R >>", "[<< /Kids 7 0 R >>]"])),
  pdf("nodes of pages that hold themselves", (n) =>
    tree(["<< /Kids 7 0 R >>", `[${"<< /Kids 7 0 R >>".repeat(n / 17)}]`]),
  ),
  pdf("nodes of pages that share their list", (n) =>
    tree([
      "<< /Kids 7 0 R >>",
      `[${times(n / 60, (at) => `${at + 9} 0 R `).join("")}]`,
      `[${"null ".repeat(n / 10)}]`,
      ...times(n / 60, () => "<< /Kids 8 0 R >>"),
    ]),
  ),
  pdf("annotations that all pages share", (n) => shared(n, "<</Subtype/Link>> ", "<</Annots 6 0 R>>")),
  pdf("annotations that all pages share, as names", (n) => shared(n, "4 0 R ", "<</Annots 6 0 R>>")),
  pdf("annotations that hold themselves", (n) =>
    shown(["[<</Subtype/Link/Annots 6 0 R>>]", "()".repeat(n / 2)]),
  ),
  pdf("annotations that hold each other", (n) =>
    shown(times(n / 70, (at) => `[<</Subtype/Link/Annots ${at + 7} 0 R>> 6 0 R]`)),
  ),
  pdf("a value that all fields share", (n) => shared(n, "<</Type/Sig>> ", "<</V 6 0 R/Annots[6 0 R]>>")),
  pdf("filters that all streams share", (n) => shared(n, "null ", stream("/Filter 6 0 R"))),
  pdf("parameters that all streams share", (n) =>
    shared(n, "null ", stream("/Filter /LZW /DecodeParms 6 0 R")),
  ),
  pdf("parameters that all photos share", (n) => {
    const photo = Buffer.from(jpegFile()).toString("latin1")
    const entries = times(n / 20, (at) => `/K${1_000_000 + at} 1`).join("")
    const user = stream("/Filter /DCTDecode /DecodeParms 6 0 R", photo)
    return shown([`<<${entries}>>`, ...times(n / 2 / user.length, () => user)])
  }),
  pdf("names of names", (n) => shown(times(n / 35, (at) => `${at + 7} 0 R`))),
  pdf("an object again and again", (n) =>
    fileOf(pdfFile(), "6 0 obj << /A [1 2 3] >> endobj ".repeat(n / 32)),
  ),
  pdf("catalogues", (n) =>
    fileOf(
      pdfFile(),
      times(n / 60, (at) => `${at + 9} 0 obj <</Type/Catalog/Pages 2 0 R>> endobj `).join(""),
    ),
  ),
]

const word = (value: number) => [value >> 8, value & 255]
const segment = (marker: number, body: number[]) => [0xff, marker, ...word(body.length + 2), ...body]
const jp2Size = [...word(1), 0, 0, 0, 8, 0, 0, 0, 8, ...times(24, () => 0), 0, 1, 7, 1, 1]
const small = Uint8Array.from(segment(0x63, []))
const many = (part: Uint8Array, n: number) => Buffer.concat(times(Math.floor(n / part.length), () => part))

/** A codestream inside a document: its main header, and one part of a tile. */
const codestream = (main: Uint8Array, tile: Uint8Array) =>
  shown([
    stream(
      "/Subtype /Image /Width 8 /Height 8 /Filter /JPXDecode",
      Buffer.from(
        fileOf(
          [0xff, 0x4f, ...segment(0x51, jp2Size)],
          main,
          segment(
            0x90,
            times(8, () => 0),
          ),
          tile,
          [0xff, 0x93, 0xff, 0xd9],
        ),
      ).toString("latin1"),
    ),
  ])
const nothing = new Uint8Array()
/** An EXIF segment of entries that say nothing of how the picture is turned. */
const exif = () => {
  const body = Buffer.alloc(4_996)
  body.write("Exif\0\0MM\0*\0\0\0\x08", "latin1")
  body.writeUInt16BE(400, 14)
  return Uint8Array.from(segment(0xe1, [...body]))
}

/** Pictures of very many very small parts. */
export const smallParts: readonly HostileFile[] = [
  pdf("a JPEG 2000 photo of segments", (n) => codestream(many(small, n), nothing)),
  pdf("a JPEG 2000 photo of a tile of segments", (n) => codestream(nothing, many(small, n))),
  pdf("a JPEG 2000 photo of boxes", (n) => {
    const head = [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a]
    const boxes = many(fileOf([0, 0, 0, 8], "ftyp"), n)
    const photo = Buffer.from(fileOf(head, boxes)).toString("latin1")
    return shown([stream("/Subtype /Image /Width 8 /Height 8 /Filter /JPXDecode", photo)])
  }),
  pdf("tables of nothing in a photo", (n) => jpegFile({ before: [many(fileOf([0xff, 0xdb, 0, 2]), n)] })),
  pdf("EXIF of empty entries", (n) => jpegFile({ before: [many(exif(), n)] })),
]

const table = (name: string, make: HostileFile["make"]): HostileFile => ({ name, reader: "table", make })
const bytes = (text: string, coding: BufferEncoding = "utf8") => fileOf(Buffer.from(text, coding))

/** A workbook of one sheet; more of its files by their names. */
export function workbookOf(sheet: string, files: Record<string, string> = {}): Uint8Array<ArrayBuffer> {
  const all = {
    "xl/workbook.xml": '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": sheet,
    ...files,
  }
  const packed = Object.entries(all).map(([name, text]) => [name, bytes(text)] as const)
  return zipSync(Object.fromEntries(packed)) as Uint8Array<ArrayBuffer>
}

/** A workbook in which one text is used by many cells, forty in each row. */
const oneText = (text: string, cells: number) => {
  const row = `<row>${"<c t='s'><v>0</v></c>".repeat(40)}</row>`
  return workbookOf(row.repeat(Math.max(1, cells / 40)), {
    "xl/sharedStrings.xml": `<si><t>${text}</t></si>`,
  })
}

/** What stands once in a table and is used by many cells; text in codings of its own; marks that have to be put in order. */
export const sharingTables: readonly HostileFile[] = [
  table("cells that share one text", (n) => oneText("长".repeat(n / 10), n / 20)),
  table("cells that share a text of spaces", (n) => oneText(`a${" ".repeat(n / 2)}b`, n / 20)),
  table("cells that share a text of controls", (n) => oneText("_x0001_".repeat(n / 20), n / 20)),
  table("rows of one far cell", (n) => workbookOf("<row r='1'><c r='CV1'/></row>".repeat(n / 29))),
  table("cells that are left open in their row", (n) =>
    workbookOf('<row><c r="CV1" t="str"><row><v>x</v></c></row>'.repeat(n / 48)),
  ),
  table("rows on one line", (n) => workbookOf("<row r='1'/>".repeat(n / 12))),
  table("marks upon one letter in cells", (n) =>
    workbookOf(`<row>${`<c t="str"><v>a${"\u0315\u0327".repeat(900)}</v></c>`.repeat(n / 3640)}</row>`),
  ),
  table("lines of GB 18030", (n) => bytes("\xd2\xf8,\xd0\xd3\n".repeat(n / 6), "latin1")),
  table("lines in no coding", (n) => bytes("a\xff\n".repeat(n / 3), "latin1")),
  table("lines of one sign", (n) => bytes("a\n".repeat(n / 2))),
  table("a line without an end", (n) => bytes("长".repeat(n / 3))),
  table("a quote that is never closed", (n) => bytes(`"${"a\n".repeat(n / 2)}`)),
  table("quotes that are doubled", (n) => bytes(`"${'""'.repeat(n / 2)}"`)),
  table("nothing but NUL", (n) => new Uint8Array(Math.ceil(n))),
]
