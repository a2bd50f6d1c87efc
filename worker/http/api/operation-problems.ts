import type { ProblemCode } from "../../../web/text/zh/problems.ts"

const standing: ProblemCode[] = ["programme_stopped", "programme_phase"]
const nominating: ProblemCode[] = [...standing, "nomination_not_begun", "nomination_closed"]
const ownNomination: ProblemCode[] = ["nomination_not_own", "nomination_withdrawn"]
const assigning: ProblemCode[] = [...standing, "programme_draft", "stale"]
const attaching: ProblemCode[] = [...standing, "nomination_not_own", "attachments_closed", "stale"]
const estate: ProblemCode[] = ["explain", "estate_retired"]

/** What any operation may meet: something beneath does not answer for now. */
const away: ProblemCode[] = ["database_away", "database_locked", "storage_full", "files_away", "file_lost"]

/** Codes that an operation alone may be refused with, besides those of its act and those that follow from its shape. */
export const particularProblems: Record<string, ProblemCode[]> = {
  createEstate: ["explain"],
  editEstate: ["explain"],
  retireEstate: ["estate_retired"],
  reinstateEstate: ["estate_not_retired", "closed_unreleased"],
  beginTenure: estate,
  endTenure: [...estate, "tenure_not_last"],
  removeTenure: [...estate, "tenure_not_last"],
  enterBook: ["import_faults", "stale"],
  importEstates: ["import_faults", "import_unconfirmed", "stale"],
  assignEstates: ["import_unconfirmed", "stale"],
  importPlaces: ["import_faults", "stale"],
  createPlace: ["stale"],
  retirePlace: ["place_retired_already", "place_not_empty", "city_stays"],
  reinstatePlace: ["place_not_retired"],
  requestExport: ["export_running", "export_many"],
  releaseQuarter: ["not_ended", "release_running", "correction_none", "correction_unverified", "not_stalled"],
  changeRole: ["last_head", "heads_by_people"],
  limitMember: ["role_sees_all"],
  removeMember: ["last_head", "heads_by_people"],
  limitInvitation: ["role_sees_all", "invitation_closed", "stale"],
  invite: ["heads_by_people"],
  renewInvitation: ["invitation_accepted", "invitation_revoked", "heads_by_people"],
  revokeInvitation: ["invitation_accepted", "invitation_revoked"],
  getResults: ["programme_draft", "programme_phase"],
  screenNominations: assigning,
  assignJudges: assigning,
  assignOne: [...assigning, "conflict_of_interest", "explain"],
  takeBackAssignment: [...assigning, "explain"],
  importAssignments: [...assigning, "import_faults"],
  advancePhase: [...standing, "programme_draft", "next_before_deadline", "next_missing"],
  startNomination: [
    ...nominating,
    "nomination_taken",
    "nomination_press",
    "nomination_retired",
    "nomination_not_in_basis",
    "stale",
  ],
  saveNomination: [...nominating, ...ownNomination, "nomination_submitted"],
  submitNomination: [
    ...nominating,
    ...ownNomination,
    "nomination_submitted",
    "nomination_taken",
    "nomination_not_in_basis",
    "explain",
  ],
  withdrawNomination: [...standing, ...ownNomination, "nomination_decided"],
  getFeedback: ["feedback_early"],
  addAttachment: attaching,
  removeAttachment: attaching,
}

/** What of an operation decides how it can be refused. */
export interface OperationShape {
  operationId: string
  /** Refusals of its act, where it has one. */
  own: readonly ProblemCode[]
  behindKey: boolean
  /** What is sent: JSON, a file alone, or nothing. */
  body: "json" | "file" | undefined
  hasQuery: boolean
  paged: boolean
  headers: readonly string[]
}

/** Every code that an operation may be refused with. */
export function problemsOf(shape: OperationShape): ProblemCode[] {
  const { operationId, behindKey, hasQuery, paged, headers } = shape
  const key: ProblemCode[] = ["key_missing", "key_unknown", "key_expired", "key_revoked", "key_suspended"]
  const writes = shape.body !== undefined || headers.length > 0
  const json: ProblemCode[] = ["json_malformed", "json_duplicate_name", "json_name_refused", "json_too_deep"]
  const body: ProblemCode[] = [
    "media_type",
    ...(shape.body === "file" ? [] : json),
    "too_large",
    "body_stalled",
    "invalid",
    "membership_changed",
  ]
  return [
    ...(behindKey ? key : []),
    ...(behindKey ? (["rate_limited", "forbidden"] as const) : []),
    "not_found",
    ...(hasQuery ? (["query_invalid"] as const) : []),
    ...(paged ? (["cursor_invalid"] as const) : []),
    ...(headers.includes("idempotency-key") ? (["idempotency_key_missing"] as const) : []),
    // Those that ask for none take one as well.
    ...(writes ? (["idempotency_key_malformed", "key_reused"] as const) : []),
    ...(headers.includes("if-match") ? (["if_match_missing", "if_match_any", "stale"] as const) : []),
    ...(writes ? (["changed_meanwhile", ...body] as const) : []),
    ...shape.own,
    ...(particularProblems[operationId] ?? []),
    "unknown_host",
    "address_too_long",
    "headers_too_large",
    ...away,
    ...(writes ? (["outcome_unknown"] as const) : []),
    "unexpected",
  ]
}
