/**
 * What several releases of one quarter tell together. Each keeps the rule of disclosure by itself, and still a reader who
 * guesses that a count stayed could take what both leave of it: 1–4 in one, 0 or 1 in the other is 1. So an indicator is
 * told anew only where three counts still fit every such guess; otherwise it stays as it was told.
 */
import { BLOCK_ROWS, blockOf } from "./block.ts"
import { breaks, compileChecks } from "./checks.ts"
import type { CompiledEdition } from "./compile.ts"
import { disclose, type PublicValue, publicEntries, tableOfPublic } from "./disclosure.ts"
import { type ColumnTable, getValue, tableOf, WITHHELD } from "./table.ts"
import type { GuardedIndicator } from "./withhold.ts"

/** How an indicator's sensitive inputs stand in one release: keys that are not missing, or its code. */
export type Told = ReadonlyMap<string, PublicValue>

/** Counts that must fit a guess where as many fitted before it. */
export const FEWEST_FITTING = 3
/** With more inputs than this the guesses are too many to look at, and what was told stays. */
const MOST_GUESSED = 6

/** The part of an estate's public entries that tells of an indicator. */
export function toldOf(
  { specs }: CompiledEdition,
  { code, keys }: GuardedIndicator,
  entries: Iterable<readonly [key: string, value: PublicValue]>,
): Told {
  const own = new Set([code, ...keys.map((number) => specs[number]!.key)])
  return new Map([...entries].filter(([key]) => own.has(key)))
}

/** The same of a row of a disclosed table, looking at the indicator's own columns only. */
function toldAt(
  { specs, disclosure }: CompiledEdition,
  own: GuardedIndicator,
  table: ColumnTable,
  row: number,
) {
  const told = new Map<string, PublicValue>()
  const mark = table.withheld.get(own.number)?.[row]
  if (mark) told.set(own.code, mark === WITHHELD.one ? "withheld:1" : "withheld:0")
  for (const number of own.keys) {
    const value = table.ranges.get(number)?.[row] ? disclosure!.range : getValue(table, number, row)
    if (value !== null) told.set(specs[number]!.key, value)
  }
  return told
}

/** Whether two releases tell the same of an indicator. */
export function sameTold(a: Told, b: Told): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}

type Count = number | "NA" | null
type Combination = readonly Count[]

function product(lists: readonly (readonly Count[])[]): Combination[] {
  return lists.reduce<Combination[]>(
    (found, list) => found.flatMap((one) => list.map((count) => [...one, count])),
    [[]],
  )
}

/** The combinations of exact counts that would be told like this, and break no hard check among themselves. */
function fitting(compiled: CompiledEdition, indicator: GuardedIndicator, told: Told): Combination[] {
  const { from, to } = compiled.disclosure!
  const keys = indicator.keys.map((number) => compiled.specs[number]!.key)
  const upTo = (first: number) => Array.from({ length: to - first + 1 }, (_, n) => first + n)
  const lists = keys.map((key): readonly Count[] => {
    if (told.has(indicator.code)) return upTo(0)
    const value = told.get(key)
    if (value === undefined) return [null]
    return typeof value === "number" || value === "NA" ? [value] : upTo(from)
  })
  const all = product(lists)
  const rows = all.map(
    (counts) =>
      new Map(
        keys.flatMap((key, n): [string, number | "NA"][] => (counts[n] == null ? [] : [[key, counts[n]]])),
      ),
  )
  const exact = tableOf(compiled, rows)
  const table = disclose(compiled, exact)
  // A check compares exact counts within a withheld indicator only (`checkedValues`).
  const broken = brokenRows(compiled, new Set(keys), told.has(indicator.code) ? exact : table)
  return all.filter((_, row) => !broken.has(row) && sameTold(toldAt(compiled, indicator, table, row), told))
}

/** Rows that break a hard check which looks at these keys alone: nothing that breaks one is ever released. */
function brokenRows(compiled: CompiledEdition, keys: ReadonlySet<string>, table: ColumnTable): Set<number> {
  const own = compileChecks(compiled).programs.filter(
    ({ check, asked }) => check.severity === "hard" && asked.every((key) => keys.has(key)),
  )
  const broken = new Set<number>()
  for (let start = 0; start < table.size; start += BLOCK_ROWS)
    for (const program of own) breaks(program, blockOf(table, start), (row) => broken.add(start + row))
  return broken
}

/** All choices of some of `n` places but the empty one: the counts of which a reader guesses that they stayed. */
function guesses(n: number): number[][] {
  return Array.from({ length: 2 ** n - 1 }, (_, mask) =>
    Array.from({ length: n }, (__, place) => place).filter((place) => ((mask + 1) >> place) & 1),
  )
}

const part = (counts: Combination, places: readonly number[]) =>
  JSON.stringify(places.map((place) => counts[place]))

/** Whether fewer than three are left, of combinations or of one count, where the release alone leaves more. */
function tooFew(own: readonly Combination[], left: readonly Combination[], inputs: number): boolean {
  const few = (before: number, after: number) => after < Math.min(FEWEST_FITTING, before)
  if (few(own.length, left.length)) return true
  for (let place = 0; place < inputs; place++) {
    const of = (list: readonly Combination[]) => new Set(list.map((counts) => counts[place])).size
    if (few(of(own), of(left))) return true
  }
  return false
}

/**
 * Whether releases of one quarter, by what each tells of an indicator, together leave a reader fewer than three counts
 * for one guess of which counts stayed the same. A guess that nothing fits tells nothing.
 */
export function tellsTooMuch(
  compiled: CompiledEdition,
  indicator: GuardedIndicator,
  releases: readonly Told[],
): boolean {
  const inputs = indicator.keys.length
  if (inputs > MOST_GUESSED) return true
  const different = releases.filter((told, n) => !releases.slice(0, n).some((one) => sameTold(one, told)))
  const sets = different.map((told) => fitting(compiled, indicator, told))
  return guesses(inputs).some((places) => {
    const parts = sets.map((set) => new Set(set.map((counts) => part(counts, places))))
    const common = [...parts[0]!].filter((one) => parts.every((set) => set.has(one)))
    if (common.length === 0) return false
    const kept = new Set(common)
    return sets.some((set) =>
      tooFew(
        set,
        set.filter((counts) => kept.has(part(counts, places))),
        inputs,
      ),
    )
  })
}

/**
 * A quarter's values of one estate as they are told again: disclosed, and where an indicator told anew would tell too
 * much beside the earlier releases, as it was told last. `earlier`: the estate's public entries in each earlier release in
 * which it was scored, the last one first.
 */
export function retell(
  compiled: CompiledEdition,
  table: ColumnTable,
  earlier: readonly (readonly (readonly [key: string, value: PublicValue])[])[],
): { table: ColumnTable; kept: string[] } {
  const exact = disclose(compiled, table)
  const [last] = earlier
  if (!compiled.disclosure || !last) return { table: exact, kept: [] }
  let entries: (readonly [key: string, value: PublicValue])[] = publicEntries(compiled, exact, 0)
  const kept: string[] = []
  for (const indicator of compiled.disclosure.guarded) {
    const [own, ...before] = [entries, ...earlier].map((one) => toldOf(compiled, indicator, one))
    if (!own || !before[0] || sameTold(own, before[0])) continue
    if (!tellsTooMuch(compiled, indicator, [own, ...before])) continue
    entries = [...entries.filter(([key]) => !own.has(key)), ...before[0]]
    kept.push(indicator.code)
  }
  return { table: kept.length > 0 ? tableOfPublic(compiled, entries) : exact, kept }
}
