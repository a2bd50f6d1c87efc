import type { Level } from "../place.ts"
import type { Edition, Provider } from "../scoring/edition.ts"
import { editionKeys } from "../scoring/keys.ts"
import { canMove, type SubmissionState } from "./states.ts"

/** Who stands in for a provider without members here: only communities and streets, and only the company (代填). */
const stoodInFor: readonly Provider[] = ["community", "street"]

/**
 * The keys that a provider types of an edition, in its order. The company also types what belongs to a community or
 * street without members (`staffed` lists the levels that have them). `platform` keys are computed, never typed.
 */
export function typedKeys(edition: Edition, provider: Provider, staffed: readonly Level[]): string[] {
  return [...editionKeys(edition).values()]
    .filter((spec) => {
      if (spec.provider === provider) return spec.provider !== "platform"
      const vacant = stoodInFor.includes(spec.provider) && !staffed.includes(spec.provider as Level)
      return provider === "company" && vacant
    })
    .map((spec) => spec.key)
}

/** The filing that a provider types into: the company's next one while it may save, 0 for everybody else. */
export function openFiling(
  submission: { state: SubmissionState; filing: number } | null,
  provider: Provider,
): number {
  if (provider !== "company") return 0
  if (!submission) return 1
  return canMove(submission.state, "save") ? submission.filing + 1 : submission.filing
}

export interface PartValue {
  provider: Provider
  filing: number
  key: string
  value: string
  reason: string | null
}

/** What stands in a provider's form: the filing it is typing, otherwise the last one it filed. */
export function partValues<V extends PartValue>(
  values: readonly V[],
  submission: { state: SubmissionState; filing: number } | null,
  provider: Provider,
): V[] {
  const open = openFiling(submission, provider)
  const own = values.filter((value) => value.provider === provider)
  const typing = own.filter((value) => value.filing === open)
  return typing.length > 0 || provider !== "company"
    ? typing
    : own.filter((value) => value.filing === open - 1)
}

/** The values of a submission as it stands for authorities: the company's last filing and everybody else's part. */
export function standingValues<V extends PartValue>(values: readonly V[], filing: number): V[] {
  return values.filter((value) =>
    value.provider === "company" ? value.filing === filing : value.filing === 0,
  )
}
