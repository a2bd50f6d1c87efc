import type { Fault } from "../../worker/domain/errors.ts"
import { parseQuarter } from "../../worker/domain/quarter.ts"
import type { Text } from "./text.ts"

/** What is wrong with a row of the registry, in a sentence; quarters in words. */
export function registryFault(text: Text, fault: Pick<Fault, "rule" | "with">): string {
  const rules: Record<string, ((p: Record<string, string | number>) => string) | undefined> =
    text.registry.rules
  const sentence = rules[fault.rule]
  if (!sentence) return text.faults.ruleId(fault.rule)
  const parameters = { ...fault.with }
  const quarter = parseQuarter(String(parameters["quarter"] ?? ""))
  if (quarter) parameters["quarter"] = text.site.quarter(quarter.year, quarter.number)
  return sentence(parameters)
}
