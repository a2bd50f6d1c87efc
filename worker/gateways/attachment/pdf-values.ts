import type { ReadingBudget } from "../reading-budget.ts"
import { refusedFile } from "./file-parts.ts"

/** A number, a string, true, false or null, as it stands in the file. */
export class PdfRaw {
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
  constructor(bytes: Uint8Array, from: number, to: number) {
    this.bytes = bytes
    this.from = from
    this.to = to
  }
}

/** A name, its escapes undone. */
export class PdfName {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Names an object of the document by its key. */
export class PdfRef {
  readonly key: number
  constructor(key: number) {
    this.key = key
  }
}

export type PdfDict = Map<string, PdfValue>

export class PdfStream {
  readonly dict: PdfDict
  readonly content: Uint8Array
  constructor(dict: PdfDict, content: Uint8Array) {
    this.dict = dict
    this.content = content
  }
}

export type PdfValue = PdfRaw | PdfName | PdfRef | PdfStream | PdfValue[] | PdfDict
export type PdfObjects = Map<number, PdfValue>

export const brokenPdf = () => refusedFile("attachment_broken")

const MOST_GENERATION = 65_535
/** An object's number and generation as one number. */
export function keyOf(number: number, generation: number): number {
  if (generation > MOST_GENERATION) throw brokenPdf()
  return number * (MOST_GENERATION + 1) + generation
}

/** What a value or the object that it names is; undefined for an object that is missing. No object is a mere reference. */
export function resolve(objects: PdfObjects, value: PdfValue | undefined): PdfValue | undefined {
  return value instanceof PdfRef ? objects.get(value.key) : value
}

/** The text of a name; null for anything else. */
export function nameOf(value: PdfValue | undefined): string | null {
  return value instanceof PdfName ? value.text : null
}

/** Whether a value is a string, in parentheses or as digits. */
export function isString(value: PdfValue | undefined): boolean {
  if (!(value instanceof PdfRaw)) return false
  const first = value.bytes[value.from]
  return first === 0x28 || first === 0x3c
}

/** A whole number that is not negative; null for anything else. */
export function wholeOf(value: PdfValue | undefined): number | null {
  if (!(value instanceof PdfRaw) || value.to - value.from > 15) return null
  let whole = 0
  for (let at = value.from; at < value.to; at++) {
    const digit = (value.bytes[at] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return null
    whole = whole * 10 + digit
  }
  return whole
}

/** More than anybody packs a stream with. Such a list may be named by every stream: it has to be short. */
const MOST_LISTED = 4

/** A value as a list: of its few elements as they stand there, of itself, or of nothing. Throws DomainError invalid. */
export function shortList(objects: PdfObjects, value: PdfValue | undefined): readonly PdfValue[] {
  const list = resolve(objects, value)
  if (!Array.isArray(list)) return value === undefined || list === undefined ? [] : [value]
  if (list.length > MOST_LISTED) throw brokenPdf()
  return list
}

/** Steps of walking past a value. */
const STEPS_PER_VISIT = 2

/**
 * Visits lists, dictionaries and references inside an object, itself first, without following references; nesting was
 * bounded by the reader. Throws BudgetSpent.
 */
export function visitWithin(
  object: PdfValue,
  budget: ReadingBudget,
  visit: (inside: PdfValue) => void,
): void {
  budget.spend(STEPS_PER_VISIT)
  visit(object)
  if (object instanceof PdfStream) visitWithin(object.dict, budget, visit)
  else if (Array.isArray(object) || object instanceof Map) {
    budget.spend(STEPS_PER_VISIT * (object instanceof Map ? object.size : object.length))
    for (const one of object.values()) {
      if (one instanceof PdfRaw || one instanceof PdfName) continue
      visitWithin(one, budget, visit)
    }
  }
}

/** Visits every dictionary of a document. Throws BudgetSpent. */
export function visitDicts(objects: PdfObjects, budget: ReadingBudget, visit: (dict: PdfDict) => void): void {
  const visitDict = (inside: PdfValue) => {
    if (inside instanceof Map) visit(inside)
  }
  for (const object of objects.values()) visitWithin(object, budget, visitDict)
}

/** The dictionary of a dictionary or stream; null for anything else. */
export function dictOf(value: PdfValue | undefined): PdfDict | null {
  if (value instanceof PdfStream) return value.dict
  return value instanceof Map ? value : null
}
