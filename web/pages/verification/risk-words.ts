import { type Risk, riskReason } from "../../../worker/domain/submission/risk.ts"
import type { Text } from "../../text/text.ts"
import { formatScore } from "../../ui/format.ts"

/** Why a submission stands where it does in the queue; with `days`, how long it waits where nothing else is told. */
export function riskWords(text: Text, risk: Risk | null, days: number | null = null): string {
  const { why } = text.verification.queue
  const reason = riskReason(risk)
  if (reason === "broken") return why.broken(risk?.broken ?? 0)
  if (reason === "marks") return why.marks(risk?.marks ?? 0, formatScore(risk?.points ?? 0, 1))
  if (reason === "unknown") return why.unknown
  return days === null ? why.none : `${why.none}${text.site.listComma}${why.days(days)}`
}
