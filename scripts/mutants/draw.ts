import { mulberry32 } from "../../worker/domain/scoring/random.ts"
import type { Fault } from "./fault.ts"

/**
 * `count` faults, or all when there are fewer: each time an operator is drawn and then one of its faults that was not
 * drawn yet, so that rare operators count as much as common ones. The same seed draws the same from the same faults.
 */
export function drawFaults(faults: readonly Fault[], seed: number, count: number): Fault[] {
  const random = mulberry32(seed)
  const left = new Map<string, Fault[]>()
  for (const fault of faults) left.set(fault.operator, [...(left.get(fault.operator) ?? []), fault])
  const operators = [...left.keys()].sort()
  const drawn: Fault[] = []
  while (drawn.length < count && operators.length > 0) {
    const place = Math.floor(random() * operators.length)
    const own = left.get(operators[place]!)!
    drawn.push(...own.splice(Math.floor(random() * own.length), 1))
    if (own.length === 0) operators.splice(place, 1)
  }
  return drawn
}
