import type { ReadingBudget } from "../reading-budget.ts"
import { refusedFile } from "./file-parts.ts"
import { readPdf } from "./pdf-document.ts"
import { checkStreams } from "./pdf-pictures.ts"
import { dropPersonal, hasActiveContent, hasPage } from "./pdf-privacy.ts"
import { reachable, writePdf } from "./pdf-writer.ts"

/** A PDF begins so; what stands before it elsewhere would make it two kinds of file at once. */
export function isPdf(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-"
}

/**
 * A PDF without who, when and with what: read and written anew, so that nothing stays between or behind its objects.
 * Documents that are locked, that act or that carry other files are refused. A destination to open at is dropped. It is
 * our own reader: the library's, made to mend damage, is quadratic in places and believes what a file says of its
 * sizes. Throws DomainError invalid, BudgetSpent.
 */
export function cleanPdf(bytes: Uint8Array, budget: ReadingBudget): Uint8Array<ArrayBuffer> {
  const document = readPdf(bytes, budget)
  if (hasActiveContent(document, budget)) throw refusedFile("attachment_active")
  if (!hasPage(document, budget)) throw refusedFile("attachment_broken")
  dropPersonal(document, budget)
  const reached = reachable(document, budget)
  checkStreams(document, reached, budget)
  return writePdf(document, reached, budget)
}
