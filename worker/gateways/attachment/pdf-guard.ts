import { refusedFile } from "./file-parts.ts"
import { inflate } from "./inflate.ts"

/** Bytes that the streams of objects and cross-references of a document may come to, all together. */
const MOST_UNPACKED = 16 * 1024 * 1024

/** Where data begins: the keyword with its line end, unless it is the end of other data. */
const streamStart = /(?<!end)stream(\r\n|\n|\r)/g
const unpackedAtOnce = /\/(ObjStm|XRef)(?![A-Za-z0-9])/
/** A type that stands elsewhere would hide what a stream is; white space of PDF includes NUL and comments. */
const hiddenType = /\/Type(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])*\d/
const filterOf = /\/Filter(?:[\0\t\n\f\r ])*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])/

const broken = () => refusedFile("attachment_broken")

/** How many bytes come out of deflated data, counted and not kept. */
function unpackedSize(packed: Uint8Array, most: number): number {
  let size = 0
  inflate(packed, most, (chunk) => {
    size += chunk.length
  })
  return size
}

/**
 * Looks through a document before a library reads it: what it would unpack at once (streams of objects and
 * cross-references) must be packed in the one usual way and stay small. A document that hides which streams those are,
 * or that spells it so that they cannot be found, is refused.
 */
export function guardPdf(bytes: Uint8Array): void {
  const text = new TextDecoder("latin1").decode(bytes)
  let [before, total] = [0, 0]
  for (const found of text.matchAll(streamStart)) {
    // Names may be spelt with #xx.
    const dictionary = text
      .slice(before, found.index)
      .replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    before = found.index + found[0].length
    if (hiddenType.test(dictionary)) throw broken()
    if (!unpackedAtOnce.test(dictionary)) continue
    const end = text.indexOf("endstream", before)
    if (end === -1) throw broken()
    if (dictionary.slice(dictionary.lastIndexOf("obj")).includes("/Filter") && !filterOf.test(dictionary))
      throw broken()
    total += filterOf.test(dictionary)
      ? unpackedSize(bytes.subarray(before, end), MOST_UNPACKED - total)
      : end - before
    if (total > MOST_UNPACKED) throw broken()
  }
}
