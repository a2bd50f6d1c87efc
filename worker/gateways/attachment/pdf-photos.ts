import type { PDFContext, PDFDict, PDFObject } from "@cantoo/pdf-lib"
import { joined, refusedFile } from "./file-parts.ts"
import { inflate } from "./inflate.ts"
import { cleanJp2 } from "./jp2-file.ts"
import { cleanJpeg } from "./jpeg-file.ts"
import type { PdfLibrary } from "./pdf-objects.ts"

/** Bytes that a photo packed once more may come to. */
const MOST_UNPACKED = 16 * 1024 * 1024

const broken = () => refusedFile("attachment_broken")

const cleanPhoto = (bytes: Uint8Array) => joined(cleanJpeg(bytes).parts)
/** Photos as files of their own, by the filter that reads them. */
const cleaners: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  DCTDecode: cleanPhoto,
  DCT: cleanPhoto,
  JPXDecode: cleanJp2,
}

/** One entry of a stream that is a value or a list of them. */
function listOf({ PDFArray, PDFName }: PdfLibrary, dict: PDFDict, name: string): (PDFObject | undefined)[] {
  const value = dict.context.lookup(dict.get(PDFName.of(name)))
  if (value instanceof PDFArray) return value.asArray().map((one) => dict.context.lookup(one))
  return value === undefined ? [] : [value]
}

/** Undoes what a photo was packed with once more; what cannot be undone safely is refused. */
function unpack(library: PdfLibrary, bytes: Uint8Array, filter: string, parameters: PDFObject | undefined) {
  const { PDFDict, PDFName, PDFRawStream, decodePDFRawStream } = library
  if (filter === "FlateDecode") {
    if (parameters instanceof PDFDict && parameters.has(PDFName.of("Predictor"))) throw broken()
    const parts: Uint8Array[] = []
    inflate(bytes, MOST_UNPACKED, (chunk) => parts.push(chunk))
    return joined(parts)
  }
  if (filter !== "ASCII85Decode" && filter !== "ASCIIHexDecode") throw broken()
  const own = library.PDFContext.create().obj({ Filter: filter })
  return decodePDFRawStream(PDFRawStream.of(own, bytes)).decode()
}

/** Photos inside a document carry positions as well: JPEG and JPEG 2000 are cleaned like files of their own. */
export function cleanPhotos(library: PdfLibrary, context: PDFContext): void {
  const { PDFName, PDFRawStream } = library
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream)) continue
    const { dict } = object
    const filters = listOf(library, dict, "Filter").map((one) =>
      one instanceof PDFName ? one.decodeText() : "",
    )
    const last = filters.at(-1) ?? ""
    const clean = cleaners[last]
    if (!clean) continue
    const parameters = listOf(library, dict, "DecodeParms")
    const photo = filters
      .slice(0, -1)
      .reduce<Uint8Array>(
        (bytes, filter, at) => unpack(library, bytes, filter, parameters[at]),
        object.contents,
      )
    const own = parameters[filters.length - 1]
    dict.set(PDFName.of("Filter"), PDFName.of(last))
    dict.delete(PDFName.of("DecodeParms"))
    if (own instanceof library.PDFDict) dict.set(PDFName.of("DecodeParms"), own)
    context.assign(ref, PDFRawStream.of(dict, clean(photo)))
  }
}
