/**
 * Which editions are refused for their disclosure: where the two ratios of a withheld indicator would tell its counts,
 * or where something else enters it. Rules: the format of editions, part Disclosure.
 */
import { BLOCK_ROWS, type Block } from "./block.ts"
import type { DisclosureRule, Edition, Indicator, Input } from "./edition.ts"
import { compileIndicator } from "./indicator.ts"
import { conditionKeys, measureKeys } from "./operand-keys.ts"
import type { EditionReader } from "./read-values.ts"
import { WITHHELD } from "./table.ts"
import { type GuardedIndicator, markWithheld } from "./withhold.ts"

/** More combinations of small counts than this are not enumerated. */
const MOST_COMBINATIONS = 100_000
/** A ratio must stand for at least so many combinations, or for none. */
const FEWEST_COMBINATIONS = 3

/** Checks every indicator with sensitive inputs; faults go to the reader. What has a fault already is left alone. */
export function checkDisclosure(reader: EditionReader, edition: Edition): void {
  const { disclosure } = edition
  const faulty = (path: string) => reader.faults.some((fault) => fault.path.startsWith(path))
  if (!disclosure || faulty("disclosure")) return
  edition.indicators.forEach((indicator, n) => {
    const path = `indicators[${n}]`
    const inputs = indicator.inputs.filter(({ sensitive }) => sensitive)
    if (inputs.length === 0 || faulty(`${path}.`)) return
    if (!onlyThese(reader, path, indicator, new Set(inputs.map(({ key }) => key)))) return
    const told = combinationsTold(edition, indicator, inputs, disclosure)
    if (told === null)
      reader.fault(
        `${path}.inputs`,
        `${inputs.length} sensitive inputs have more than ${MOST_COMBINATIONS} combinations of counts up to ${disclosure.to}`,
      )
    else
      told.forEach((count, ratio) => {
        if (count > 0 && count < FEWEST_COMBINATIONS)
          reader.fault(path, `withheld:${ratio} would stand for ${count} of its small counts only`)
      })
  })
}

/** Whether measures and conditions use these keys alone. */
function onlyThese(
  reader: EditionReader,
  path: string,
  indicator: Indicator,
  keys: ReadonlySet<string>,
): boolean {
  const used = [
    ...indicator.alternatives.map((one, n) => [`alternatives[${n}].measure`, measureKeys(one)] as const),
    ...indicator.missing_when.map((one, n) => [`missing_when[${n}]`, conditionKeys(one)] as const),
    ...indicator.not_applicable_when.map(
      (one, n) => [`not_applicable_when[${n}]`, conditionKeys(one)] as const,
    ),
  ]
  const foreign = used.flatMap(([place, own]) => {
    const others = own.filter((key) => !keys.has(key))
    return others.map((key) => ({ path: `${path}.${place}`, key }))
  })
  for (const { path: place, key } of foreign)
    reader.fault(place, `“${key}” is not a sensitive input: it stands beside counts that may be withheld`)
  return foreign.length === 0
}

/** How many combinations each ratio, 0 and 1, stands for; null when there are too many to look at. */
function combinationsTold(
  edition: Edition,
  indicator: Indicator,
  inputs: readonly Input[],
  rule: DisclosureRule,
): [number, number] | null {
  const base = rule.to + 1
  const combinations = base ** inputs.length
  if (combinations > MOST_COMBINATIONS) return null
  const number = new Map(inputs.map(({ key }, n) => [key, n]))
  const limits = inputs.flatMap(({ key, at_most }) => {
    const limit = at_most === undefined ? undefined : number.get(at_most)
    return limit === undefined ? [] : [[number.get(key)!, limit] as const]
  })
  // Points are of no account here, so their rounding is not either: it may have a fault of its own.
  const plain = { ...edition, rounding: { indicator: null, total: null } }
  const guarded: GuardedIndicator = {
    number: 0,
    code: indicator.code,
    keys: [...number.values()],
    program: compileIndicator(indicator, plain, (key) => number.get(key)!),
  }
  const told: [number, number] = [0, 0]
  const values = inputs.map(() => new Float64Array(BLOCK_ROWS))
  const counts = new Array<number>(inputs.length).fill(0)
  let [seen, rows] = [0, 0]
  const look = () => {
    const block: Block = { start: 0, rows, values, na: inputs.map(() => null) }
    const marks = new Uint8Array(BLOCK_ROWS)
    markWithheld(guarded, rule, block, new Map(), marks)
    for (let e = 0; e < rows; e++) if (marks[e]) told[marks[e] === WITHHELD.one ? 1 : 0]++
    rows = 0
  }
  for (; seen < combinations; seen++) {
    if (limits.every(([key, limit]) => counts[key]! <= counts[limit]!)) {
      counts.forEach((count, n) => {
        values[n]![rows] = count
      })
      if (++rows === BLOCK_ROWS) look()
    }
    nextCombination(counts, base)
  }
  look()
  return told
}

/** Counts up by one, the first digit first. */
function nextCombination(counts: number[], base: number): void {
  for (let n = 0; n < counts.length; n++) {
    counts[n] = counts[n]! + 1
    if (counts[n]! < base) return
    counts[n] = 0
  }
}
