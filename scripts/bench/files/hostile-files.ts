import { deflateSync } from "node:zlib"
import { strToU8, zipSync } from "fflate"
import { fileOf, jpegFile, pdfFile, pngFile } from "./attachment-files.ts"
import {
  type HostileFile,
  sharingDocuments,
  sharingTables,
  smallParts,
  workbookOf,
} from "./hostile-shares.ts"

export type { HostileFile }

const packed = (bytes: Uint8Array | string) => deflateSync(Buffer.from(bytes)).toString("latin1")
const bombs = new Map<number, string>()
/** Megabytes of nothing, packed a thousandfold; made once. */
function zeros(megabytes: number): string {
  const known = bombs.get(megabytes) ?? packed(Buffer.alloc(megabytes * 1024 * 1024))
  bombs.set(megabytes, known)
  return known
}
const stream = (entries: string, content: string) =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`
const range = <T>(n: number, make: (at: number) => T) => Array.from({ length: n }, (_, at) => make(at))

/** A document whose page shows streams, so that each of them is kept. */
function shown(streams: string[]): Uint8Array<ArrayBuffer> {
  const names = streams.map((_, at) => `${at + 6} 0 R`).join(" ")
  return pdfFile({ extra: `/Kept [${names}]`, objects: streams })
}

const pdf = (name: string, make: HostileFile["make"]): HostileFile => ({ name, reader: "attachment", make })
const headed = (text: string) => fileOf("%PDF-1.4\n", text)

/** A tree of pages in which every node is named four times by the one above. */
function pages(levels: number): Uint8Array<ArrayBuffer> {
  const objects = range(levels, (at) => {
    const next = at + 7
    return at === levels - 1 ? "<< /Type /Page >>" : `<< /Type /Pages /Kids [${`${next} 0 R `.repeat(4)}] >>`
  })
  const text = Buffer.from(pdfFile({ objects })).toString("latin1")
  return fileOf(text.replace("/Pages 2 0 R", "/Pages 6 0 R"))
}

const objectsPacked = (head: string, body: string, n: number) =>
  stream(`/Type /ObjStm /N ${n} /First ${head.length} /Filter /FlateDecode`, packed(head + body))

export const hostileDocuments: readonly HostileFile[] = [
  pdf("a type and comments without end", (n) => headed(`/Type${"%".repeat(n)}\nstream`)),
  pdf("an object with a type and comments", (n) =>
    pdfFile({ objects: [`<< /Type${"%\n".repeat(n / 2)}stream`] }),
  ),
  pdf("parentheses", (n) => headed("(".repeat(n))),
  pdf("lists in lists", (n) => pdfFile({ objects: ["[".repeat(n)] })),
  pdf("dictionaries in dictionaries", (n) => pdfFile({ objects: ["<</A ".repeat(n / 5)] })),
  pdf("digits between objects", (n) => headed(`${"1".repeat(n)} obj`)),
  pdf("numbers and no word", (n) => headed("1 0 ".repeat(n / 4))),
  pdf("numbers in a list", (n) => pdfFile({ objects: [`[${"1 ".repeat(n / 2)}`] })),
  pdf("objects without an end", (n) => headed("1 0 obj ".repeat(n / 8))),
  pdf("data without an end", (n) => headed("1 0 obj <<>> stream\n".repeat(n / 20))),
  pdf("data within data", (n) => headed("1 0 obj <<>> stream\nstream\nendstream ".repeat(n / 37))),
  pdf("trailers", (n) => headed("trailer <</Prev 1>> ".repeat(n / 20))),
  pdf("names in escapes", (n) => pdfFile({ objects: [`/${"#41".repeat(n / 3)}`] })),
  pdf("letters that nearly end data", (n) => headed(`1 0 obj <<>> stream\n${"endstrea".repeat(n / 8)}`)),
  pdf("cross-references for four thousand million objects", (n) =>
    pdfFile({
      objects: [stream("/Type /XRef /Size 4000000000 /W [0 0 0]", "x".repeat(n))],
    }),
  ),
  pdf("objects at one place", (n) => {
    const head = range(n / 100, (at) => `${at + 20} 0 `).join("")
    return pdfFile({ objects: [objectsPacked(head, "[".repeat(50), n / 100)] })
  }),
  pdf("a stream of objects that unpacks to 300 MB", () =>
    pdfFile({ objects: [stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zeros(300))] }),
  ),
  pdf("the same under another spelling", () =>
    pdfFile({ objects: [stream("/T#79pe /Obj#53tm /N 1 /First 4 /F#69lter /Fl", zeros(300))] }),
  ),
  pdf("objects of small lists, packed", (n) => {
    const body = range(n, () => "[]").join("")
    return pdfFile({ objects: [objectsPacked("9 0 ", `[${body}]`, 1)] })
  }),
  pdf("a page's content that unpacks to 300 MB", () => shown([stream("/Filter /FlateDecode", zeros(300))])),
  pdf("content packed twice", () =>
    shown([stream("/Filter [/FlateDecode /FlateDecode]", packed(Buffer.from(zeros(300), "latin1")))]),
  ),
  pdf("content in letters, packed", () =>
    shown([
      stream(
        "/Filter [/ASCIIHexDecode /FlateDecode]",
        `${Buffer.from(zeros(100), "latin1").toString("hex")}>`,
      ),
    ]),
  ),
  pdf("many small streams", (n) => {
    const small = stream("/Filter /FlateDecode", packed("q Q"))
    return shown(range(n / 100, () => small))
  }),
  pdf("many streams of a megabyte", (n) => {
    const large = stream("/Filter /FlateDecode", zeros(1))
    return shown(range(n / 1100, () => large))
  }),
  pdf("runs", (n) => shown([stream("/Filter /RunLengthDecode", "\x81A".repeat(n / 2))])),
  pdf("a picture of a hundred thousand pixels a side", (n) =>
    shown([stream("/Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8", "x".repeat(n))]),
  ),
  pdf("a picture longer than what is drawn of it", () =>
    shown([
      stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /Filter /FlateDecode", zeros(300)),
    ]),
  ),
  pdf("pages that are met four times each", (n) => pages(Math.max(2, n / 4000))),
  pdf("segments of nothing in a photo", (n) =>
    jpegFile({ before: [fileOf("\xff\xfe\0\x02".repeat(n / 4))] }).slice(0, -2),
  ),
  pdf("marks in a photo's data", (n) => fileOf(jpegFile().slice(0, -2), "\xff\0".repeat(n / 2))),
  pdf("chunks of nothing in a picture", (n) => {
    const [head, chunk] = [pngFile().slice(0, 33), fileOf([0, 0, 0, 0], "tEXt", [0, 0, 0, 0])]
    return fileOf(head, Buffer.concat(range(n / 12, () => chunk)))
  }),
  ...sharingDocuments,
  ...smallParts,
]

const table = (name: string, make: HostileFile["make"]): HostileFile => ({ name, reader: "table", make })
const text = (content: string) => fileOf(Buffer.from(content))

export const hostileTables: readonly HostileFile[] = [
  ...["<c ", "<c>", "<row ", "<row>", "<c r='A1' ", "<c><f>", "<v>", "&#x41", "<![CDATA[", "<!-- "].map(
    (part) => table(`a sheet of ${part}`, (n) => workbookOf(part.repeat(n / part.length))),
  ),
  table("a sheet of cells", (n) => workbookOf(`<row>${"<c/>".repeat(n / 4)}</row>`)),
  table("a workbook of <sheet a ", (n) =>
    workbookOf("<row/>", { "xl/workbook.xml": "<sheet a ".repeat(n / 9) }),
  ),
  table("a workbook of relations", (n) =>
    workbookOf("<row/>", { "xl/_rels/workbook.xml.rels": "<Relationship Id=".repeat(n / 17) }),
  ),
  table("texts that begin", (n) => workbookOf("<row/>", { "xl/sharedStrings.xml": "<si><t>".repeat(n / 7) })),
  table("formats in brackets", (n) =>
    workbookOf("<row/>", { "xl/styles.xml": `<numFmt numFmtId="200" formatCode="${"[".repeat(n)}"/>` }),
  ),
  table("quotes that open", (n) => text('"a,'.repeat(n / 3))),
  table("quotes within fields", (n) => text('a"b\n'.repeat(n / 4))),
  table("commas", (n) => text(",".repeat(n))),
  table("line ends", (n) => text("\r\n".repeat(n / 2))),
  ...sharingTables,
]

/** A file that begins as one kind and holds others: a picture, an archive and a document behind it. */
export function everyFormatAtOnce(first: Uint8Array): Uint8Array<ArrayBuffer> {
  const script = "<script>alert(document.domain)</script>"
  const archive = zipSync({ "xl/workbook.xml": strToU8("<workbook/>"), "page.html": strToU8(script) })
  return fileOf(first, pdfFile({ secret: script }), jpegFile({ after: script }), pngFile(), archive)
}
