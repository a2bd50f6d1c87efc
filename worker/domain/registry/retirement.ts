import type { Fault } from "../errors.ts"
import { lastDay } from "../quarter.ts"
import type { EstateQuarter } from "./tenures.ts"

/** An estate takes part until the last quarter that ends before the day; what is closed or released stays as it is. */
export function retirementFault(day: string, quarters: readonly EstateQuarter[]): Fault | null {
  const kept = quarters.find(({ quarter, frozen }) => frozen && lastDay(quarter) >= day)
  if (!kept) return null
  const { quarter } = kept
  return { rule: "retired_too_early", field: "from", with: { quarter, day: lastDay(quarter) } }
}
