/** What a company asks other providers to mend or to fill in: one press for each of them (请其核对). */
import type { Provider } from "../scoring/edition.ts"
import { editionKeys } from "../scoring/keys.ts"
import { askChecks, faultKeys } from "./edition-checks.ts"
import type { CheckedFiling, FilingContext } from "./faults.ts"
import { mayTypePart, type SubmissionState } from "./states.ts"

/** Who can be asked: places, which type a part of their own. */
export const askable = ["community", "street", "district"] as const satisfies readonly Provider[]
export type Askable = (typeof askable)[number]

/** One asking: it holds for a day, then whoever asked may ask again. */
export interface Asking {
  provider: Askable
  day: string
  at: string
  keys: string[]
}

/**
 * The keys of each other provider that stand in a fault, or that a check waits for (无法核对): in the edition's order.
 * Whoever has no members here types nothing, nor
 * does a place whose part is closed by now, so nobody asks there.
 */
export function askingOf(
  { edition, mine, others, before }: FilingContext,
  { hard, soft, told, values }: CheckedFiling,
  { staffed, state }: { staffed: readonly string[]; state: SubmissionState },
): Map<Askable, string[]> {
  const { open } = askChecks(edition, new Map([...others, ...values]), before)
  const named = new Set([
    ...[...hard, ...soft, ...told].flatMap((fault) => (fault.check ? faultKeys(fault) : [])),
    ...open.flatMap(({ without }) => without),
  ])
  const found = new Map<Askable, string[]>()
  for (const { key, provider } of editionKeys(edition).values()) {
    const asked = askable.find((one) => one === provider && staffed.includes(one) && mayTypePart(state, one))
    if (asked && named.has(key) && !mine.has(key)) found.set(asked, [...(found.get(asked) ?? []), key])
  }
  return found
}
