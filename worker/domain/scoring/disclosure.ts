/**
 * What small counts of persons leave to be seen: the format of editions, part Disclosure. `disclose` turns exact values
 * into those that may be published, and scores are made from these alone: whoever has them gets every digit, and nothing
 * in a score tells a count. Without `disclosure` in the edition everything here leaves values as they are.
 */
import { BLOCK_ROWS, type Block, blockOf } from "./block.ts"
import type { CompiledEdition } from "./compile.ts"
import { digitsOf, plainText } from "./decimal.ts"
import type { DisclosureRule } from "./edition.ts"
import type { KeyValue } from "./keys.ts"
import {
  type ColumnTable,
  getValue,
  newTable,
  setRange,
  setValue,
  setWithheld,
  tableOf,
  WITHHELD,
} from "./table.ts"
import { isSmall, markWithheld } from "./withhold.ts"

/** The values that may be published and that scores are made from. Disclosing twice changes nothing more. */
export function disclose(compiled: CompiledEdition, table: ColumnTable): ColumnTable {
  const { disclosure } = compiled
  if (!disclosure || table.disclosed) return table
  const [values, na] = [[...table.values], [...table.na]]
  const [ranges, withheld] = [new Map(table.ranges), new Map(table.withheld)]
  const blocks = blocksOf(table)
  const all = { ...table, values, na, ranges, withheld, disclosed: true }
  for (const indicator of disclosure.guarded) {
    const marks = new Uint8Array(table.size)
    const found = blocks.map((block) => markWithheld(indicator, disclosure, block, table.ranges, marks))
    if (!found.includes(true)) continue
    for (const key of indicator.keys) hide(all, key, marks)
    withheld.set(indicator.number, joined(marks, table.withheld.get(indicator.number)))
  }
  for (const key of disclosure.sensitive) replaceSmall(all, key, disclosure)
  return all
}

function blocksOf(table: ColumnTable): Block[] {
  const blocks: Block[] = []
  for (let start = 0; start < table.size; start += BLOCK_ROWS) blocks.push(blockOf(table, start))
  return blocks
}

/** The marks of rows that were withheld when they were read, beside the new ones. */
function joined(marks: Uint8Array, before: Uint8Array | undefined): Uint8Array {
  return before ? marks.map((mark, row) => mark || before[row]!) : marks
}

interface OpenTable {
  readonly values: Float64Array[]
  readonly na: (Uint8Array | null)[]
  readonly ranges: Map<number, Uint8Array>
}

/** Takes a key's values away in the marked rows. */
function hide(table: OpenTable, key: number, marks: Uint8Array): void {
  table.values[key] = table.values[key]!.map((x, row) => (marks[row] ? Number.NaN : x))
  const na = table.na[key]
  if (na) table.na[key] = na.map((claimed, row) => (marks[row] ? 0 : claimed))
}

/** Replaces what is small by `to`, as a range. */
function replaceSmall(table: OpenTable, key: number, rule: DisclosureRule): void {
  const column = table.values[key]!
  const before = table.ranges.get(key)
  let replaced: { readonly values: Float64Array; readonly range: Uint8Array } | null = null
  for (let row = 0; row < column.length; row++) {
    if (!isSmall(rule, column[row]!)) continue
    replaced ??= { values: column.slice(), range: before?.slice() ?? new Uint8Array(column.length) }
    replaced.values[row] = rule.to
    replaced.range[row] = 1
  }
  if (!replaced) return
  table.values[key] = replaced.values
  table.ranges.set(key, replaced.range)
}

/** A value as it may be published: a number, `NA`, a range `1-4`, or `withheld:0` or `withheld:1` of an indicator. */
export type PublicValue = KeyValue | string

/** What may be published of the estate at a row of a disclosed table: keys and codes of withheld indicators. */
export function publicEntries(
  { specs, disclosure }: CompiledEdition,
  table: ColumnTable,
  row: number,
): [key: string, PublicValue][] {
  const withheld = (disclosure?.guarded ?? []).flatMap(({ code, number }): [string, string][] => {
    const mark = table.withheld.get(number)?.[row]
    return mark ? [[code, mark === WITHHELD.one ? "withheld:1" : "withheld:0"]] : []
  })
  const entries = specs.flatMap(({ key }, number): [string, PublicValue][] => {
    const value = table.ranges.get(number)?.[row] ? disclosure!.range : getValue(table, number, row)
    return value === null ? [] : [[key, value]]
  })
  return [...entries, ...withheld]
}

/** One estate as a disclosed table: the other way round. Unknown keys are ignored. */
export function tableOfPublic(
  compiled: CompiledEdition,
  entries: Iterable<readonly [key: string, value: PublicValue]>,
): ColumnTable {
  const table = newTable(compiled, 1)
  const indicators = new Map(compiled.disclosure?.guarded.map(({ code, number }) => [code, number]))
  for (const [key, value] of entries) {
    const indicator = indicators.get(key)
    const number = compiled.numberOf.get(key)
    if (indicator !== undefined) setWithheld(table, indicator, 0, value === "withheld:1" ? 1 : 0)
    else if (number === undefined) continue
    else if (typeof value === "number" || value === "NA") setValue(table, number, 0, value)
    else if (compiled.disclosure) setRange(table, number, 0, compiled.disclosure.to)
  }
  return { ...table, disclosed: compiled.disclosure !== null }
}

/**
 * What may be published of an estate's exact values, as rows of a values file: every key with its text, ranges for small
 * counts, and a row of the indicator's code in place of the sensitive inputs of a withheld one. They score the same.
 */
export function publishedValues(
  compiled: CompiledEdition,
  values: ReadonlyMap<string, KeyValue>,
): { key: string; value: string }[] {
  const table = disclose(compiled, tableOf(compiled, [values]))
  const yesNo = new Set(compiled.specs.filter(({ type }) => type === "yes_no").map(({ key }) => key))
  return publicEntries(compiled, table, 0).map(([key, value]) => {
    if (typeof value === "string") return { key, value }
    return { key, value: yesNo.has(key) ? (value === 1 ? "yes" : "no") : plainText(digitsOf(String(value))) }
  })
}

/** The keys of small counts that are published as their range: those outside withheld indicators. */
export function rangedKeys(compiled: CompiledEdition, values: ReadonlyMap<string, KeyValue>): Set<string> {
  const table = disclose(compiled, tableOf(compiled, [values]))
  const ranged = [...table.ranges].filter(([, range]) => range[0])
  return new Set(ranged.map(([number]) => compiled.specs[number]!.key))
}

/**
 * The values that a check of the application compares: outside a withheld indicator a small count counts as `to`, so
 * that a fault tells nothing of it; within one they are exact.
 */
export function checkedValues(
  compiled: CompiledEdition,
  values: ReadonlyMap<string, KeyValue>,
): Map<string, KeyValue> {
  const { to } = compiled.disclosure ?? { to: 0 }
  return new Map([...values, ...[...rangedKeys(compiled, values)].map((key) => [key, to] as const)])
}
