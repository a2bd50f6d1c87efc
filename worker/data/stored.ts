import type { EstateFigures } from "../domain/selection/figures.ts"
import { readStored, type Shape } from "../domain/stored.ts"
import { peers } from "../shapes/content.ts"
import { requestEffect, requestPrefill, requestValues, waitingRequest } from "../shapes/correction-request.ts"
import { messageFields, waitingEstates } from "../shapes/letter.ts"
import { byCode, names, tableRows, texts } from "../shapes/parts.ts"
import { eventFields, keyScopes, roles, standIn } from "../shapes/people.ts"
import { bilingual, heldTenures, outline, pressRecord, stateBefore } from "../shapes/registry.ts"
import { exported, namedParts, releaseProgress } from "../shapes/releases.ts"
import { rules } from "../shapes/rules.ts"
import {
  answers,
  certificate,
  conflictPath,
  eligibility,
  figures,
  record,
  scores,
  shortlist,
  standing,
} from "../shapes/selection.ts"
import {
  adjusted,
  archivedFindings,
  archivedReceipts,
  archivedValues,
  filedValues,
  releasedScores,
} from "../shapes/submissions.ts"

/** Reads what a column of JSON holds; null stays null. Throws Unreadable. */
interface Column<T> {
  (text: string): T
  (text: string | null): T | null
}

function column<T>(name: string, shape: Shape<T>): Column<T> {
  function read(text: string): T
  function read(text: string | null): T | null
  function read(text: string | null) {
    return text === null ? null : readStored(name, shape, text)
  }
  return read
}

const nominationFigures = column("nominations.figures", figures)

/** Every column of JSON, and what queries gather as JSON of a table: the only way to read it. */
export const stored = {
  formerNames: column("estates.former_names", names),
  pressDocument: column("press_records.document", pressRecord),
  correctionBefore: column("corrections.state_before", stateBefore),
  /** Roles that an organisation asks a second factor of. */
  factorRoles: column("organisations.factor_roles", roles),
  /** For whom a member stands in today. */
  standIn: column("deputies", standIn),
  keyScopes: column("api_keys.scopes", keyScopes),
  transports: column("passkeys.transports", names),
  /** The estates that an invitation is limited to; null for all. */
  invitedEstates: column("invitations.estate_ids", names),
  eventDetail: column("audit_events.detail", eventFields),
  eventBefore: column("audit_events.before", eventFields),
  eventAfter: column("audit_events.after", eventFields),
  rulesDraft: column("programmes.draft", rules.partial()),
  rulesDocument: column("programme_rules.document", rules),
  nominationAnswers: column("nominations.answers", answers),
  redactedAnswers: column("nominations.redacted_answers", answers),
  nominationFigures,
  messageFields: column("messages.fields", messageFields),
  waitingEstates: column("named", waitingEstates),
  /** Of a nomination that was submitted: frozen with it, so that null is a fault. */
  frozenFigures: (text: string | null): EstateFigures => nominationFigures(text ?? "null"),
  nominationEligibility: column("nominations.eligibility", eligibility),
  recheckResult: column("rechecks.result", eligibility),
  reviewScores: column("reviews.scores", scores),
  conflictPath: column("conflicts.path", conflictPath),
  runRecord: column("assignment_runs.record", record),
  shortlistDocument: column("shortlists.document", shortlist),
  awardDocument: column("awards.document", certificate),
  releaseProgress: column("releases.progress", releaseProgress),
  exportProgress: column("exports.progress", exported),

  /** Parts of an edition's document and of frozen figures. */
  editionTitle: column("editions.document title", bilingual),
  editionBands: column("editions.document bands", namedParts),
  editionDimensions: column("editions.document dimensions", namedParts),
  figureDimensions: column("nominations.figures dimensions", byCode),

  /** Rows of other tables that a query gathers as one text. */
  tenuresHeld: column("tenures", heldTenures),
  standingNominations: column("nominations", standing),
  archivedValues: column("values", archivedValues),
  archivedFindings: column("findings", archivedFindings),
  archivedReceipts: column("receipts", archivedReceipts),
  peers: column("releases.peers", peers),
  outline: column("outlines.outline", outline),
  filedValues: column("values", filedValues),
  adjustedFindings: column("findings", adjusted),
  /** Id, time and company of one that waits. */
  waitingRequest: column("correction_requests.filed", waitingRequest),
  requestValues: column("correction_requests.values", requestValues),
  requestPrefill: column("correction_requests.prefill", requestPrefill),
  requestEffect: column("correction_requests.effect", requestEffect),
  askedKeys: column("findings.key", texts),
  verifiedQuarters: column("submissions.quarter", texts),
  counts: column("counts", tableRows),
  /** An estate's released scores: period, final, band. */
  releasedScores: column("scorecards periods", releasedScores),
}
