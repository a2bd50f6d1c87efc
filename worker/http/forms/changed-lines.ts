import { valueWords } from "../../../web/pages/verification/value-row.tsx"
import type { Text } from "../../../web/text/text.ts"
import { editionKeys, type KeyValue } from "../../domain/scoring/keys.ts"
import type { Verification } from "../../usecases/submission/open-verification.ts"

function seenValues(json: string): Record<string, KeyValue | null> {
  try {
    const seen: unknown = JSON.parse(json)
    return typeof seen === "object" && seen !== null ? (seen as Record<string, KeyValue | null>) : {}
  } catch {
    return {}
  }
}

/** What changed since an official opened a submission: one sentence a value, then its state. */
export function changedLines(text: Text, open: Verification, seenJson: string): string[] {
  const { stale } = text.verification
  const seen = new Map(Object.entries(seenValues(seenJson)))
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
  return [stale.text, ...(lines.length > 0 ? lines : [stale.other]), state]
}
