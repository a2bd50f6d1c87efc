import { type BasisRelease, basicsMost } from "../../../domain/selection/check-basics.ts"
import type { Approval, RulesDraft } from "../../../domain/selection/rules.ts"
import { type Fields, typedText } from "./rows.ts"

function readApproval(fields: Fields): Approval | undefined {
  const most = (name: string) => typedText(fields, name).slice(0, basicsMost.exemption)
  const kind = fields["approvalKind"]
  if (kind === "number") return { kind, number: most("approvalNumber"), by: most("approvalBy") }
  return kind === "exempt" ? { kind, reason: most("exemption") } : undefined
}

/** Title, approval, declarations and basis as they were typed. */
export function readBasics(fields: Fields, releases: readonly BasisRelease[]): RulesDraft {
  const line = (name: string) => typedText(fields, name).replace(/\s+/g, " ")
  const release = releases.find(({ id }) => id === fields["basis"])
  const { id: releaseId, ...basis } = release ?? { id: "" }
  return {
    title: line("title"),
    titleEn: line("titleEn"),
    summary: typedText(fields, "summary"),
    approval: readApproval(fields),
    declarations: {
      noFee: fields["noFee"] === "yes",
      noGovernmentNaming: fields["noGovernmentNaming"] === "yes",
    },
    basis: release && ({ releaseId, ...basis } as RulesDraft["basis"]),
  }
}

/** The same as fields of the form. */
export function basicsFields({ approval, declarations, basis, ...draft }: RulesDraft): Fields {
  return {
    title: draft.title ?? "",
    titleEn: draft.titleEn ?? "",
    summary: draft.summary ?? "",
    approvalKind: approval?.kind ?? "",
    approvalNumber: approval?.kind === "number" ? approval.number : "",
    approvalBy: approval?.kind === "number" ? approval.by : "",
    exemption: approval?.kind === "exempt" ? approval.reason : "",
    noFee: declarations?.noFee ? "yes" : "",
    noGovernmentNaming: declarations?.noGovernmentNaming ? "yes" : "",
    basis: basis?.releaseId ?? "",
  }
}
