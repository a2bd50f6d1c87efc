import type { PdfDocument } from "./pdf-document.ts"
import {
  dictOf,
  nameOf,
  type PdfDict,
  type PdfObjects,
  PdfRef,
  type PdfValue,
  resolve,
  visitDicts,
} from "./pdf-values.ts"

/** Entries that make a document act, run programs or carry other files. */
const activeKeys: ReadonlySet<string> = new Set([
  "JS",
  "JavaScript",
  "XFA",
  "EmbeddedFiles",
  "EF",
  "RichMediaContent",
  "RichMediaSettings",
])
/** Kinds of actions, objects and annotations that do. */
const activeKinds: ReadonlySet<string> = new Set([
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
])
/** Where a kind stands. */
const kindKeys: readonly string[] = ["S", "Type", "Subtype"]
/** Entries that tell who made a document with what, or begin something when it is opened. */
const needless: readonly string[] = [
  ...["Metadata", "PieceInfo", "LastModified", "OpenAction", "AA", "CreatorInfo", "SpiderInfo"],
  ...["Threads", "Perms", "DSS", "Legal"],
]
/** Annotations that are nothing but what somebody wrote about the page. */
const remarks: readonly string[] = ["Text", "Popup"]
/** Annotations that are no remark of anybody: their entries say where they lead and what a form asks and holds. */
const plainAnnotations: readonly string[] = ["Widget", "Link"]
/** What other annotations are drawn from; who made them when, and what they say, is left out. */
const drawn: ReadonlySet<string> = new Set([
  ...[
    "Type",
    "Subtype",
    "Rect",
    "P",
    "F",
    "AP",
    "AS",
    "Border",
    "BS",
    "BE",
    "C",
    "IC",
    "CA",
    "ca",
    "RD",
    "H",
    "MK",
  ],
  ...[
    "QuadPoints",
    "InkList",
    "L",
    "LE",
    "LL",
    "LLE",
    "LLO",
    "Vertices",
    "Q",
    "CL",
    "IT",
    "Sy",
    "Name",
    "OC",
  ],
  ...["StructParent", "A", "Dest"],
])
/** What people are told by when they point at an annotation, and who made it when. */
const told: readonly string[] = [
  "Contents",
  "RC",
  "NM",
  "M",
  "Subj",
  "CreationDate",
  "Popup",
  "IRT",
  "RT",
  "State",
]

function isActive(objects: PdfObjects, dict: PdfDict): boolean {
  for (const name of dict.keys()) if (activeKeys.has(name)) return true
  return kindKeys.some((name) => activeKinds.has(nameOf(resolve(objects, dict.get(name))) ?? ""))
}

/** Whether anything in a document acts or carries another file; also what no page shows. */
export function hasActiveContent({ objects }: PdfDocument): boolean {
  let active = false
  visitDicts(objects, (dict) => {
    active ||= isActive(objects, dict)
  })
  return active
}

/** A signature names who signed, when and where; it fits no file that was written anew. */
const isSignature = (value: PdfValue | undefined) =>
  nameOf(dictOf(value)?.get("Type")) === "Sig" || dictOf(value)?.has("ByteRange") === true

function cleanAnnotation(objects: PdfObjects, dict: PdfDict): void {
  const kind = nameOf(resolve(objects, dict.get("Subtype"))) ?? ""
  if (plainAnnotations.includes(kind)) {
    for (const name of told) dict.delete(name)
    if (kind === "Link") dict.delete("T")
  } else for (const name of dict.keys()) if (!drawn.has(name)) dict.delete(name)
}

/** Whether a dictionary is an annotation: it says so, or has a kind and a place on the page. */
const isAnnotation = (dict: PdfDict) =>
  nameOf(dict.get("Type")) === "Annot" || (dict.has("Subtype") && dict.has("Rect"))

/** Takes remarks out of the annotations of a page, and who made the others when, and what they say. */
function cleanAnnotations(objects: PdfObjects, dict: PdfDict): void {
  const annotations = dict.get("Annots")
  const list = resolve(objects, annotations)
  if (!Array.isArray(list)) return
  const kept = list.filter((one) => {
    const kind = nameOf(resolve(objects, dictOf(resolve(objects, one))?.get("Subtype")))
    return !remarks.includes(kind ?? "")
  })
  for (const one of kept) {
    const annotation = dictOf(resolve(objects, one))
    if (annotation) cleanAnnotation(objects, annotation)
  }
  dict.set("Annots", kept)
}

/** Takes out what says who made a document or its remarks, with what and when. */
export function dropPersonal({ objects }: PdfDocument): void {
  visitDicts(objects, (dict) => {
    for (const name of needless) dict.delete(name)
    if (isSignature(resolve(objects, dict.get("V")))) dict.delete("V")
    if (isAnnotation(dict)) cleanAnnotation(objects, dict)
    if (dict.has("Annots")) cleanAnnotations(objects, dict)
  })
}

/** How many pages a document has; a node of their tree that is met again is none of it. */
export function pageCount({ objects, root }: PdfDocument): number {
  const met = new Set<number>()
  const waiting = [dictOf(objects.get(root.key))?.get("Pages")]
  let pages = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof PdfRef && met.has(next.key)) continue
    if (next instanceof PdfRef) met.add(next.key)
    const node = dictOf(resolve(objects, next))
    if (!node) continue
    if (!node.has("Kids")) pages += 1
    else for (const kid of kidsOf(objects, node)) waiting.push(kid)
  }
  return pages
}

function kidsOf(objects: PdfObjects, node: PdfDict): PdfValue[] {
  const kids = resolve(objects, node.get("Kids"))
  return Array.isArray(kids) ? kids : []
}
