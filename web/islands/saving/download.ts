import { csvCell } from "../../../worker/domain/csv.ts"
import type { FilingWords } from "../filing/words.ts"
import type { Change } from "./changes.ts"

/** Gives the person its unsaved changes as a file: field, text, what it replaces. */
export function downloadChanges(
  { filingSaving: words }: FilingWords,
  changes: ReadonlyMap<string, Change>,
  titleOf: (name: string) => string,
): void {
  const rows = [...changes].map(([name, { was, to }]) => [titleOf(name), to, was])
  const text = [words.fileHead, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")
  const address = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: "text/csv" }))
  const link = document.createElement("a")
  link.href = address
  link.download = words.fileName
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
