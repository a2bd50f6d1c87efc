/** Why an indicator of one estate has no number of its own, found by asking the edition's conditions one by one. */
import { type Block, blockOf } from "./block.ts"
import type { CompiledEdition } from "./compile.ts"
import { type ConditionList, compileCondition, meets } from "./condition.ts"
import { disclose } from "./disclosure.ts"
import type { Comparison, Condition, Indicator } from "./edition.ts"
import { compileOperand } from "./measure.ts"
import { operandKeys } from "./operand-keys.ts"
import type { Cause } from "./results.ts"
import { type ColumnTable, getValue, rowOf } from "./table.ts"

interface Estate {
  readonly block: Block
  readonly numberOf: (key: string) => number
  readonly valueOf: (key: string) => number | "NA" | null
}

/** The cause for a row whose state is `missing` or `not_applicable`. */
export function causeAt(
  compiled: CompiledEdition,
  table: ColumnTable,
  row: number,
  indicator: Indicator,
  state: "missing" | "not_applicable",
): Cause {
  const numberOf = (key: string) => compiled.numberOf.get(key)!
  const own = disclose(compiled, rowOf(table, row))
  const estate: Estate = {
    block: blockOf(own, 0),
    numberOf,
    valueOf: (key) => getValue(own, numberOf(key), 0),
  }
  const notApplicable = firstMet(indicator.not_applicable_when, "not_applicable_when", estate)
  // The state was turned from not applicable into missing: nothing in the dimension applies.
  if (notApplicable && state === "missing") return "dimension_empty"
  if (notApplicable) return conditionCause(notApplicable, "claim", estate)
  const missing = firstMet(indicator.missing_when, "missing_when", estate)
  if (missing) return conditionCause(missing, missingCause(keysOfCondition(missing), estate), estate)
  const keys = indicator.alternatives.flatMap(({ measure }) => operandKeys(measure))
  const absent = missingCause(keys, estate)
  if (absent !== "condition") return absent
  return indicator.alternatives.some(
    ({ measure }) => !Number.isNaN(compileOperand(measure, numberOf)(estate.block)[0]!),
  )
    ? "not_positive"
    : "division_by_zero"
}

function firstMet(conditions: readonly Condition[], list: ConditionList, estate: Estate): Condition | null {
  const met = conditions.find(
    (condition) => compileCondition(condition, list, estate.numberOf)(estate.block)[0],
  )
  return met ?? null
}

function comparisonsOf(condition: Condition): Comparison[] {
  return "all" in condition ? condition.all.flatMap(comparisonsOf) : [condition]
}

function keysOfCondition(condition: Condition): string[] {
  return comparisonsOf(condition).flatMap(({ of }) => operandKeys(of))
}

/** `absent` is the cause when an operand of the condition is not there at all. */
function conditionCause(condition: Condition, absent: Cause, estate: Estate): Cause {
  const parts = comparisonsOf(condition)
  const values = parts.map(({ of }) => compileOperand(of, estate.numberOf)(estate.block)[0]!)
  if (values.some(Number.isNaN)) return absent === "condition" ? "division_by_zero" : absent
  const tooFew = parts.some((part, k) => part.less_than !== undefined && meets(part, values[k]!))
  return tooFew ? "too_few" : "condition"
}

/** Of keys: nothing typed, a claim that is not allowed, or (when all are there) the condition itself. */
function missingCause(keys: readonly string[], estate: Estate): Cause {
  const values = keys.map(estate.valueOf)
  if (values.includes("NA")) return "claim_refused"
  return values.includes(null) ? "no_value" : "condition"
}
