import type { ReadingBudget } from "../reading-budget.ts"
import type { PdfDocument } from "./pdf-document.ts"
import {
  dictOf,
  isString,
  nameOf,
  type PdfDict,
  type PdfObjects,
  PdfRef,
  PdfStream,
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
  // What is drawn in the place of a form or a picture, read of another file.
  ...["OPI", "Ref"],
]
/** Where a file is named that lies elsewhere. */
const otherFiles: readonly string[] = ["F", "UF", "DOS", "Mac", "Unix"]
/** Streams that say what the document says elsewhere, and would say what was taken out: whoever names one shows nothing. */
const hiding: readonly string[] = ["Metadata", "ObjStm", "XRef"]
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
export function hasActiveContent({ objects }: PdfDocument, budget: ReadingBudget): boolean {
  let active = false
  visitDicts(objects, budget, (dict) => {
    active ||= isActive(objects, dict)
  })
  return active
}

/** A signature names who signed, when and where; it fits no file that was written anew. */
function isSignature(objects: PdfObjects, value: PdfValue | undefined): boolean {
  const dict = dictOf(resolve(objects, value))
  return nameOf(resolve(objects, dict?.get("Type"))) === "Sig" || dict?.has("ByteRange") === true
}

function cleanAnnotation(objects: PdfObjects, dict: PdfDict): void {
  const kind = nameOf(resolve(objects, dict.get("Subtype"))) ?? ""
  if (plainAnnotations.includes(kind)) {
    for (const name of told) dict.delete(name)
    if (kind === "Link") dict.delete("T")
  } else for (const name of dict.keys()) if (!drawn.has(name)) dict.delete(name)
}

/** Whether a dictionary is an annotation: it says so, or has a kind and a place on the page. */
const isAnnotation = (objects: PdfObjects, dict: PdfDict) =>
  nameOf(resolve(objects, dict.get("Type"))) === "Annot" || (dict.has("Subtype") && dict.has("Rect"))

/** Steps of looking at an annotation, or at a node of the tree of pages. */
const STEPS_PER_NODE = 20

/** A list of annotations without remarks, the others without who made them when, and what they say. */
function cleanList(objects: PdfObjects, list: readonly PdfValue[], budget: ReadingBudget): PdfValue[] {
  budget.spend(STEPS_PER_NODE * list.length)
  const kept = list.filter((one) => {
    const kind = nameOf(resolve(objects, dictOf(resolve(objects, one))?.get("Subtype")))
    return !remarks.includes(kind ?? "")
  })
  for (const one of kept) {
    const annotation = dictOf(resolve(objects, one))
    if (annotation) cleanAnnotation(objects, annotation)
  }
  return kept
}

/** Takes out what says who made a document or its remarks, with what and when. Throws BudgetSpent. */
export function dropPersonal({ objects }: PdfDocument, budget: ReadingBudget): void {
  /** Lists that are objects, by their keys: many pages may name one, and it may hold what names it. */
  const cleaned = new Set<number>()
  const cleanAnnotations = (dict: PdfDict) => {
    const named = dict.get("Annots")
    const list = resolve(objects, named)
    if (!Array.isArray(list)) return
    if (!(named instanceof PdfRef)) dict.set("Annots", cleanList(objects, list, budget))
    else if (!cleaned.has(named.key)) objects.set(named.key, cleanList(objects, list, budget))
    if (named instanceof PdfRef) cleaned.add(named.key)
  }
  for (const [key, object] of objects) if (isHiding(objects, object)) objects.delete(key)
  visitDicts(objects, budget, (dict) => {
    for (const name of needless) dict.delete(name)
    for (const name of otherFiles) if (isString(resolve(objects, dict.get(name)))) dict.delete(name)
    if (isSignature(objects, dict.get("V"))) dict.delete("V")
    if (isAnnotation(objects, dict)) cleanAnnotation(objects, dict)
    if (dict.has("Annots")) cleanAnnotations(dict)
  })
  for (const object of objects.values()) if (object instanceof PdfStream) dropOtherFile(object.dict)
}

function isHiding(objects: PdfObjects, object: PdfValue): boolean {
  if (!(object instanceof PdfStream)) return false
  const [type, subtype] = ["Type", "Subtype"].map((name) => nameOf(resolve(objects, object.dict.get(name))))
  return hiding.includes(type ?? "") || subtype === "XML"
}

/** A stream holds what it says by itself: what would be read of another file in its place is left out. */
function dropOtherFile(dict: PdfDict): void {
  for (const name of ["FFilter", "FDecodeParms"]) dict.delete(name)
  if (dict.has("Filter") || nameOf(dict.get("F")) === null) dict.delete("F")
}

/** Whether a document has a page. Each node of their tree, and each list of such, is looked at once. Throws BudgetSpent. */
export function hasPage({ objects, root }: PdfDocument, budget: ReadingBudget): boolean {
  const waiting = [dictOf(objects.get(root.key))?.get("Pages")]
  const met = new Set<PdfValue>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = dictOf(resolve(objects, next))
    budget.spend(STEPS_PER_NODE)
    if (!node || met.has(node)) continue
    met.add(node)
    if (!node.has("Kids")) return true
    const kids = resolve(objects, node.get("Kids"))
    if (!Array.isArray(kids) || met.has(kids)) continue
    met.add(kids)
    for (const kid of kids) waiting.push(kid)
  }
  return false
}
