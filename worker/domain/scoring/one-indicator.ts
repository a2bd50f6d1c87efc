/** One indicator of one estate alone, for searches that ask for it thousands of times. */
import { blockOf } from "./block.ts"
import type { CompiledEdition } from "./compile.ts"
import { disclose } from "./disclosure.ts"
import { type IndicatorOut, runIndicator, settleWithheld } from "./indicator.ts"
import type { KeyValue } from "./keys.ts"
import { REPORTED } from "./results.ts"
import { tableOf } from "./table.ts"

/**
 * Its ratio, 0..1 and unrounded, as `scoreEstate` says of the same values; 0 where it has none. `number` is its place in
 * the edition.
 */
export function ratioOf(
  compiled: CompiledEdition,
  values: ReadonlyMap<string, KeyValue>,
  number: number,
): number {
  const program = compiled.indicators[number]
  if (!program) throw new RangeError(`the edition has no indicator ${number}`)
  const table = disclose(compiled, tableOf(compiled, [values]))
  const out: IndicatorOut = {
    state: new Uint8Array(1),
    ratio: new Float64Array(1),
    points: new Float64Array(1),
    alternative: new Int16Array(1),
    measure: null,
  }
  runIndicator(program, blockOf(table, 0), out)
  const withheld = table.withheld.get(number)
  if (withheld) settleWithheld(out, withheld, program.points)
  return out.state[0] === REPORTED ? out.ratio[0]! : 0
}
