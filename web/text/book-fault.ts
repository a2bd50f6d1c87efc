import type { ImportFault } from "../../worker/domain/registry/import-table.ts"
import { registryFault } from "./registry-fault.ts"
import type { Text } from "./text.ts"

/** Why a book is not read, in a sentence, with the place where it is wrong. */
export function bookFault(text: Text, fault: ImportFault): string {
  const rules: Record<string, ((p: Record<string, string | number>) => string) | undefined> = text.books.rules
  const said = rules[fault.rule]?.(fault.with ?? {}) ?? registryFault(text, fault)
  const { line, column } = fault
  if (line === null) return said
  const place = column === null ? text.books.result.row(line) : `${column}${line}`
  return `${place}${text.site.colon}${said}`
}
