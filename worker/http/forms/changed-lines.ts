import { valueWords } from "../../../web/pages/desk/value-words.ts"
import type { Text } from "../../../web/text/text.ts"
import { editionKeys, type KeyValue } from "../../domain/scoring/keys.ts"
import type { TypedDecision } from "../../domain/submission/decisions.ts"
import type { Verification } from "../../usecases/submission/open-verification.ts"

/** The values that the page showed, as it sent them back; what no value can be is left out. */
function seenValues(json: string): Map<string, KeyValue | null> {
  try {
    const seen: unknown = JSON.parse(json)
    if (typeof seen !== "object" || seen === null) return new Map()
    const isValue = (value: unknown) => value === null || value === "NA" || Number.isFinite(value)
    return new Map(Object.entries(seen).filter(([, value]) => isValue(value)))
  } catch {
    return new Map()
  }
}

/** An official's own decisions in words, for a page that can no longer take them: they can be copied from it. */
export function decisionLines(
  text: Text,
  open: Verification,
  typed: ReadonlyMap<string, TypedDecision>,
  reason: string,
): string[] {
  const { stale, decisions, returnReason } = text.verification
  const specs = editionKeys(open.edition)
  const lines = [...typed].flatMap(([key, { decision, checkedText, reason: why }]) => {
    const spec = specs.get(key)
    if (!spec || (decision === "accepted" && why === "" && checkedText === "")) return []
    const words = [decisions[decision], checkedText, why].filter(Boolean).join(" ")
    return [stale.yours(spec.title[text.language], words)]
  })
  return reason ? [...lines, stale.yours(returnReason, reason)] : lines
}

/** Whether one of these values is another one than the page showed. */
export function movedValue(open: Verification, seenJson: string, keys: Iterable<string>): boolean {
  const seen = seenValues(seenJson)
  return [...keys].some((key) => (seen.get(key) ?? null) !== (open.standing.get(key)?.typed ?? null))
}

/** What changed since an official opened a submission: one sentence a value, what colleagues saved, then its state. */
export function changedLines(
  text: Text,
  open: Verification,
  seenJson: string,
  saved: readonly string[] = [],
): string[] {
  const { stale } = text.verification
  const seen = seenValues(seenJson)
  const specs = editionKeys(open.edition)
  const keys = [...specs.keys()].filter((key) => seen.has(key) || open.standing.has(key))
  const lines = keys.flatMap((key) => {
    const spec = specs.get(key)
    const before = seen.get(key) ?? null
    const now = open.standing.get(key)?.typed ?? null
    if (!spec || before === now) return []
    return [
      stale.value(spec.title[text.language], valueWords(text, spec, before), valueWords(text, spec, now)),
    ]
  })
  const state = stale.state(text.filing.states[open.dossier.submission?.state ?? "none"])
  const told = [...lines, ...saved]
  return [stale.text, ...(told.length > 0 ? told : [stale.other]), state]
}
