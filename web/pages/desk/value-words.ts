import type { KeySpec, KeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { Text } from "../../text/text.ts"
import { formatNumber } from "../../ui/format.ts"

/** A value in words: number with unit, yes or no, 不适用, 未报送. */
export function valueWords(text: Text, spec: KeySpec, value: KeyValue | null | undefined): string {
  const { site, filing } = text
  if (value === null || value === undefined) return site.states.missing
  if (value === "NA") return site.states.not_applicable
  if (spec.type === "yes_no") return value === 1 ? filing.form.yes : filing.form.no
  return `${formatNumber(value, 4)} ${spec.unit?.[text.language] ?? ""}`.trim()
}
