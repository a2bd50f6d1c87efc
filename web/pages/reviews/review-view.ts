import type { Fault } from "../../../worker/domain/errors.ts"
import type { AttachmentType } from "../../../worker/domain/selection/attachment.ts"
import type { TypedReview } from "../../../worker/domain/selection/review-form.ts"
import type { Criterion } from "../../../worker/domain/selection/rules.ts"

/** Who a candidate is, for judges of a programme that is not blind. */
export interface ReviewIdentity {
  name: string
  slug: string
  company: string | null
  base: number | null
  final: number | null
  rank: number | null
  rankP5: number | null
  rankP95: number | null
}

/** A file under the name that judges know it by. */
export interface ReviewFile {
  id: string
  name: string
  type: AttachmentType
  width: number | null
  height: number | null
}

/** Everything that a judge's page knows of a candidate. In a blind programme nothing in it tells who it is. */
export interface ReviewView {
  assignmentId: string
  judgeId: string
  programme: { slug: string; title: string }
  blind: boolean
  code: string
  category: { code: string; title: string }
  identity: ReviewIdentity | null
  band: { title: string; index: number; count: number } | null
  quintiles: { title: string; quintile: number | null }[]
  /** Null where the anonymous version is still missing. */
  answers: { title: string; text: string }[] | null
  files: ReviewFile[]
  criteria: Criterion[]
  typed: TypedReview
  state: "none" | "draft" | "submitted"
  revision: number
  savedAt: string | null
  submittedAt: string | null
  faults: Fault[]
  formKey: string
  notice: { kind: "success" | "error"; title: string; lines: string[] } | null
}

const fields: Record<string, string> = { confidence: "confidence", comment: "comment" }

/** Id of a field; none for what is wrong with the review as a whole. */
export function reviewFieldId(field: string): string | undefined {
  if (field === "review") return undefined
  return fields[field] ?? `c-${field}`
}
