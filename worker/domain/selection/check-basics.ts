import { tellsOfPersons } from "../public-text.ts"
import { MAX_NAME } from "../registry/names.ts"
import type { RulesDraft } from "./rules.ts"
import type { RulesFault } from "./rules-parts.ts"
import { namingClaims } from "./wording.ts"

/** Longest texts of the basics. */
export const basicsMost = { title: MAX_NAME, titleEn: 160, summary: 600, line: 120, exemption: 300 }

/** A final release that rules may rest on. */
export interface BasisRelease {
  id: string
  period: string
  number: number
  manifestHash: string
}

const at = (field: string, rule: string, parameters?: RulesFault["with"]): RulesFault => ({
  rule,
  field,
  part: "basics",
  ...(parameters && { with: parameters }),
})
const missing = (field: string, rule: string): RulesFault => ({ ...at(field, rule), incomplete: true })

function tooLong(field: "title" | "titleEn" | "summary", text: string): RulesFault[] {
  const length = [...text].length
  const max = basicsMost[field]
  return length > max ? [at(field, "rules_text_long", { length, max })] : []
}

/** What a certificate says, everybody reads. */
const sensitive = (field: string, text: string): RulesFault[] =>
  tellsOfPersons(text) ? [at(field, "public_text_sensitive")] : []

function titleFaults({ title = "", titleEn = "", summary = "" }: RulesDraft): RulesFault[] {
  const faults = [...tooLong("title", title), ...tooLong("titleEn", titleEn), ...tooLong("summary", summary)]
  faults.push(...sensitive("title", title), ...sensitive("titleEn", titleEn))
  if (title === "") faults.push(at("title", "rules_title_missing"))
  else if (!/[\p{L}\p{N}]/u.test(title)) faults.push(at("title", "rules_title_words"))
  if (summary === "") faults.push(missing("summary", "rules_summary_missing"))
  return faults
}

function approvalFaults({ approval }: RulesDraft): RulesFault[] {
  if (!approval) return [missing("approvalKind", "rules_approval_missing")]
  if (approval.kind === "exempt")
    return approval.reason === ""
      ? [missing("exemption", "rules_exemption_missing")]
      : sensitive("exemption", approval.reason)
  const faults: RulesFault[] = []
  if (approval.number === "") faults.push(missing("approvalNumber", "rules_approval_number_missing"))
  if (approval.by === "") faults.push(missing("approvalBy", "rules_approval_by_missing"))
  return faults
}

function declarationFaults({ declarations }: RulesDraft): RulesFault[] {
  const faults: RulesFault[] = []
  if (!declarations?.noFee) faults.push(missing("noFee", "rules_fee_not_excluded"))
  if (!declarations?.noGovernmentNaming)
    faults.push(missing("noGovernmentNaming", "rules_naming_not_excluded"))
  return faults
}

function basisFaults({ basis }: RulesDraft, releases: readonly BasisRelease[]): RulesFault[] {
  if (!basis) return [missing("basis", "rules_basis_missing")]
  const found = releases.some(
    ({ id, period, manifestHash }) =>
      id === basis.releaseId && period === basis.period && manifestHash === basis.manifestHash,
  )
  return found ? [] : [at("basis", "rules_basis_not_released", { period: basis.period })]
}

/** Title, approval, declarations and basis. */
export function checkBasics(draft: RulesDraft, releases: readonly BasisRelease[]) {
  const hard = [
    ...titleFaults(draft),
    ...approvalFaults(draft),
    ...declarationFaults(draft),
    ...basisFaults(draft, releases),
  ]
  const soft = (["title", "titleEn", "summary"] as const).flatMap((field) => {
    const words = namingClaims(draft[field] ?? "")
    return words.length > 0 ? [at(field, "rules_claims_naming", { words: words.join("、") })] : []
  })
  return { hard, soft }
}
