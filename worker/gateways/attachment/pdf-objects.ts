import type { PDFContext, PDFDict, PDFName, PDFObject, PDFRef } from "@cantoo/pdf-lib"

/** The classes of the library, which is loaded only when a document comes. */
export type PdfLibrary = Pick<
  typeof import("@cantoo/pdf-lib"),
  | "PDFArray"
  | "PDFContext"
  | "PDFDict"
  | "PDFName"
  | "PDFRawStream"
  | "PDFRef"
  | "PDFStream"
  | "decodePDFRawStream"
>

/** Entries that make a document act, run programs or carry other files. */
const activeKeys: readonly string[] = [
  "JS",
  "JavaScript",
  "XFA",
  "EmbeddedFiles",
  "EF",
  "RichMediaContent",
  "RichMediaSettings",
]
/** Kinds of actions, objects and annotations that do. */
const activeKinds: readonly string[] = [
  "JavaScript",
  "Launch",
  "EmbeddedFile",
  "RichMedia",
  "Rendition",
  "SubmitForm",
  "ImportData",
  "GoToE",
  "GoToR",
  "Movie",
  "Sound",
  "3D",
]
/** Where a kind stands. */
const kindKeys: readonly string[] = ["S", "Type", "Subtype"]
/** Entries that tell who made a document with what, or begin something when it is opened. */
const needless: readonly string[] = ["Metadata", "PieceInfo", "LastModified", "OpenAction", "AA"]

/** Everything inside an object, itself first, without following references. */
function* within(library: PdfLibrary, object: PDFObject): Generator<PDFObject> {
  const waiting: PDFObject[] = [object]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    if (next instanceof library.PDFStream) waiting.push(next.dict)
    else if (next instanceof library.PDFDict) waiting.push(...next.values())
    else if (next instanceof library.PDFArray) waiting.push(...next.asArray())
  }
}

function isActive(library: PdfLibrary, context: PDFContext, dict: PDFDict): boolean {
  return dict.entries().some(([key, value]: [PDFName, PDFObject]) => {
    const name = key.decodeText()
    if (activeKeys.includes(name)) return true
    const kind = kindKeys.includes(name) ? context.lookup(value) : undefined
    return kind instanceof library.PDFName && activeKinds.includes(kind.decodeText())
  })
}

/** Whether anything in a document acts or carries another file; also what no page shows. */
export function hasActiveContent(library: PdfLibrary, context: PDFContext): boolean {
  for (const [, object] of context.enumerateIndirectObjects())
    for (const inside of within(library, object))
      if (inside instanceof library.PDFDict && isActive(library, context, inside)) return true
  return false
}

/** Takes out what says who made the document, and everything that nothing refers to any more. */
export function dropNeedless(library: PdfLibrary, context: PDFContext): void {
  context.trailerInfo.Info = undefined
  context.trailerInfo.ID = undefined
  for (const [, object] of context.enumerateIndirectObjects())
    for (const inside of within(library, object))
      if (inside instanceof library.PDFDict)
        for (const name of needless) inside.delete(library.PDFName.of(name))
  const reached = reachable(library, context)
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref)
}

function reachable(library: PdfLibrary, context: PDFContext): Set<PDFRef> {
  const reached = new Set<PDFRef>()
  const waiting: PDFRef[] =
    context.trailerInfo.Root instanceof library.PDFRef ? [context.trailerInfo.Root] : []
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (reached.has(ref)) continue
    reached.add(ref)
    const object = context.lookup(ref)
    if (!object) continue
    for (const inside of within(library, object)) if (inside instanceof library.PDFRef) waiting.push(inside)
  }
  return reached
}
