/**
 * Which checks values break, and which cannot be asked: the format of editions, part Checks. `compileChecks` once per
 * edition, then `checkValues` for one estate (pages, browser, API, verifier) or `checkQuarters` (check-quarters.ts) for
 * the quarters of a values file; both run the same code. Values are compared as they are given: what a small count is in
 * a check of the application stands in disclosure.ts (`checkedValues`).
 */
import { type Block, blockOf, type Mask, type Numbers } from "./block.ts"
import { type EditionCheck, editionChecks } from "./check-list.ts"
import type { CompiledEdition } from "./compile.ts"
import { compileCondition } from "./condition.ts"
import type { Operand, Provider } from "./edition.ts"
import type { KeyValue } from "./keys.ts"
import { compileOperand } from "./measure.ts"
import { conditionOperands, earlierKeys, indicatorKeys, operandKeys, quartersBack } from "./operand-keys.ts"
import { round9 } from "./rounding.ts"
import { tableOf } from "./table.ts"

export interface CheckProgram {
  readonly check: EditionCheck
  readonly left: Numbers
  readonly right: Numbers
  readonly when: readonly Mask[]
  /** Keys on its sides that are read in the quarter itself: a fault belongs to who provides them. */
  readonly keys: readonly string[]
  /** The keys on its sides and in `when` that are read in the quarter itself. */
  readonly asked: readonly string[]
}

export interface CompiledChecks {
  readonly compiled: CompiledEdition
  /** In the order of the edition. */
  readonly programs: readonly CheckProgram[]
  /** How many quarters the checks look back. */
  readonly back: number
  /** Numbers of the keys that they read in earlier quarters. */
  readonly earlier: readonly number[]
}

/** Prepares the checks of an edition; do it once, it is cheap to keep. */
export function compileChecks(compiled: CompiledEdition): CompiledChecks {
  const checks = editionChecks(compiled.edition)
  const keyNumber = (key: string) => compiled.numberOf.get(key)!
  const programs = checks.map((check): CheckProgram => {
    const { left, right, when = [] } = check
    const keys = unique([left, right].flatMap(operandKeys))
    return {
      check,
      left: compileOperand(left, keyNumber),
      right: compileOperand(right, keyNumber),
      when: when.map((condition) => compileCondition(condition, "requires", keyNumber)),
      keys,
      asked: unique([...keys, ...when.flatMap(conditionOperands).flatMap(operandKeys)]),
    }
  })
  const operands = checks.flatMap(operandsOf)
  return {
    compiled,
    programs,
    back: Math.max(0, ...operands.map(quartersBack)),
    earlier: unique(operands.flatMap((operand) => earlierKeys(operand))).map(keyNumber),
  }
}

function operandsOf({ left, right, when = [] }: EditionCheck): Operand[] {
  return [left, right, ...when.flatMap(conditionOperands)]
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)]
}

/** A check that values break, with what each side is. */
export interface BrokenSides {
  readonly left: number
  readonly right: number
}

const RELATIONS = {
  at_most: (left: number, right: number) => left <= right,
  at_least: (left: number, right: number) => left >= right,
  equals: (left: number, right: number) => left === right,
} as const

/** Tells the rows of a block in which a check is asked and does not hold. */
export function breaks(
  { check, left, right, when }: CheckProgram,
  block: Block,
  tell: (row: number, sides: BrokenSides) => void,
): void {
  const holds = RELATIONS[check.relation]
  const [a, b] = [left(block), right(block)]
  const met = when.map((condition) => condition(block))
  for (let e = 0; e < block.rows; e++) {
    const [x, y] = [a[e]!, b[e]!]
    if (Number.isNaN(x) || Number.isNaN(y) || holds(round9(x), round9(y))) continue
    if (met.every((mask) => mask[e])) tell(e, { left: x, right: y })
  }
}

export interface CheckConcern {
  readonly check: EditionCheck
  /** Keys on its sides that are read in the quarter itself. */
  readonly keys: readonly string[]
  /** Who provides them: the fault belongs to them. */
  readonly providers: readonly Provider[]
}

export interface BrokenCheck extends CheckConcern, BrokenSides {}

export interface OpenCheck extends CheckConcern {
  /** Keys on its sides or in `when` that have neither a number nor a claim that counts. */
  readonly without: readonly string[]
}

export interface CheckAnswers {
  /** Checks that do not hold, in the order of the edition. */
  readonly broken: readonly BrokenCheck[]
  /** Checks that cannot be asked since a side is missing (无法核对), in the order of the edition. */
  readonly open: readonly OpenCheck[]
}

type Values = ReadonlyMap<string, KeyValue>

/**
 * What an estate's values break. `before`: the values of the quarters directly before, the latest first, null for a
 * quarter without any; what is not given is missing.
 */
export function checkValues(
  checks: CompiledChecks,
  values: Values,
  before: readonly (Values | null)[] = [],
): CheckAnswers {
  const { compiled, programs } = checks
  const block = blockWithin(checks, values, before)
  const counted = countedClaims(compiled, values, block)
  const broken: BrokenCheck[] = []
  const open: OpenCheck[] = []
  for (const program of programs) {
    const { check, keys, asked } = program
    const concern = { check, keys, providers: providersOf(compiled, keys) }
    breaks(program, block, (_, sides) => broken.push({ ...concern, ...sides }))
    const without = asked.filter((key) => typeof values.get(key) !== "number" && !counted.has(key))
    if (without.length > 0 && asked.some((key) => typeof values.get(key) === "number"))
      open.push({ ...concern, without })
  }
  return { broken, open }
}

/** The values as a block of one row, and behind it as many earlier quarters as the checks look back. */
function blockWithin(
  { compiled, back }: CompiledChecks,
  values: Values,
  before: readonly (Values | null)[],
): Block {
  const quarters = Array.from({ length: back + 1 }, (_, n) => (n === 0 ? values : before[n - 1]) ?? new Map())
  const blocks = quarters.map((quarter) => blockOf(tableOf(compiled, [quarter]), 0))
  return blocks.reduceRight((earlier, block) => ({ ...block, before: earlier }))
}

/** The keys whose `NA` counts: those of an indicator that does not apply. */
function countedClaims({ edition, indicators }: CompiledEdition, values: Values, block: Block): Set<string> {
  const own = edition.indicators.filter((_, n) => indicators[n]!.notApplicable?.(block)[0])
  return new Set(own.flatMap((one) => [...indicatorKeys(one)]).filter((key) => values.get(key) === "NA"))
}

function providersOf({ specs, numberOf }: CompiledEdition, keys: readonly string[]): Provider[] {
  return unique(keys.map((key) => specs[numberOf.get(key)!]!.provider))
}
