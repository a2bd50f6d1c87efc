import { faultSentence } from "../../../web/text/fault-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { roundTo } from "../../domain/scoring/rounding.ts"
import { openMarks } from "../../usecases/submission/marks.ts"
import type { Verification } from "../../usecases/submission/open-verification.ts"

/** The marks, each with its name, by which it is settled. */
export function markRows(text: Text, open: Verification) {
  const specs = editionKeys(open.edition)
  return openMarks(open).map(({ id, fault, reason, points, settled }) => ({
    mark: id,
    rule: fault.rule,
    field: fault.field && specs.has(fault.field) ? fault.field : null,
    message: faultSentence(text, specs, fault, "verifier"),
    reason,
    points: roundTo(points, 9),
    settled,
  }))
}
