import { apiKeyReads } from "./api-keys.ts"
import { archiveReads } from "./archive-reads.ts"
import { assignmentReads } from "./assignments.ts"
import { attachmentReads } from "./attachments.ts"
import { auditReads } from "./audit-events.ts"
import { sealReads } from "./audit-seals.ts"
import { awardReads } from "./awards.ts"
import { boardReads } from "./board.ts"
import { bookReads } from "./books.ts"
import { burdenReads } from "./burden.ts"
import { calendarFeedReads } from "./calendar-feeds.ts"
import { correctionRequestReads } from "./correction-requests.ts"
import { correctionReads } from "./corrections.ts"
import type { Database } from "./database.ts"
import { deadlineReads } from "./deadlines.ts"
import { deputyReads } from "./deputies.ts"
import { digestReads } from "./digests.ts"
import { editionReads } from "./editions.ts"
import { estateListReads } from "./estate-list.ts"
import { estateReads } from "./estates.ts"
import { evidenceReads } from "./evidence.ts"
import { exportReads } from "./exports.ts"
import { factorPolicyReads } from "./factor-policy.ts"
import { factorResetReads } from "./factor-resets.ts"
import { feedbackReads } from "./feedback.ts"
import { filingListReads } from "./filing-list.ts"
import { firstStepReads } from "./first-steps.ts"
import { identityReads } from "./identity.ts"
import { importReads } from "./import-reads.ts"
import { invitationReads } from "./invitations.ts"
import { judgeReads } from "./judges.ts"
import { leavingReads } from "./leaving.ts"
import { letterSettingReads } from "./letter-settings.ts"
import { mailReads } from "./mails.ts"
import { memberEstateReads } from "./member-estates.ts"
import { memberListReads } from "./member-list.ts"
import { memberReads } from "./member-reads.ts"
import { messageReads } from "./messages.ts"
import { nominationListReads } from "./nomination-list.ts"
import { nominationReads } from "./nominations.ts"
import { noticeReads } from "./notices.ts"
import { objectionReads } from "./objections.ts"
import { organisationReads } from "./organisations.ts"
import { oversightReads } from "./oversight.ts"
import { ownJudgingReads } from "./own-judging.ts"
import { partChangeReads } from "./part-changes.ts"
import { passkeyReads } from "./passkeys.ts"
import { placeReads } from "./places.ts"
import { preliminaryReads } from "./preliminaries.ts"
import { programmeArchiveReads } from "./programme-archive.ts"
import { dueArchiveReads } from "./programme-archives.ts"
import { programmeDeskReads } from "./programme-desk.ts"
import { programmeListReads } from "./programme-list.ts"
import { programmeReads } from "./programmes.ts"
import { proofReads } from "./proofs.ts"
import { quarterReads } from "./quarters.ts"
import { receiptReads } from "./receipts.ts"
import { releaseReads } from "./releases.ts"
import { retentionReads } from "./retention.ts"
import { reviewReads } from "./reviews.ts"
import { riskReads } from "./risks.ts"
import type { Scope } from "./scope.ts"
import { sessionReads } from "./sessions.ts"
import { shortlistReads } from "./shortlists.ts"
import { submissionListReads } from "./submission-list.ts"
import { submissionReads } from "./submissions.ts"
import { trendReads } from "./trends.ts"
import { waitingReads } from "./waiting-dossiers.ts"
import { writeReads } from "./write.ts"

/** Everything an actor may read, bound to its scope; nothing here can write. */
export function openReads(db: Database, scope: Scope) {
  return {
    editions: editionReads(db),
    estates: estateReads(db, scope),
    places: placeReads(db),
    submissions: submissionReads(db, scope),
    risks: riskReads(db, scope),
    waiting: waitingReads(db, scope),
    filingList: filingListReads(db, scope),
    board: boardReads(db, scope),
    oversight: oversightReads(db, scope),
    trends: trendReads(db, scope),
    burden: burdenReads(db, scope),
    books: bookReads(db, scope),
    evidence: evidenceReads(db, scope),
    submissionList: submissionListReads(db, scope),
    receipts: receiptReads(db, scope),
    partChanges: partChangeReads(db, scope),
    quarters: quarterReads(db, scope),
    corrections: correctionReads(db, scope),
    correctionRequests: correctionRequestReads(db, scope),
    releases: releaseReads(db, scope),
    preliminaries: preliminaryReads(db, scope),
    firstSteps: firstStepReads(db, scope),
    identity: identityReads(db),
    audit: auditReads(db, scope),
    mails: mailReads(db),
    messages: messageReads(db, scope),
    deadlines: deadlineReads(db),
    deputies: deputyReads(db, scope),
    calendarFeeds: calendarFeedReads(db, scope),
    digests: digestReads(db),
    letterSettings: letterSettingReads(db, scope),
    leaving: leavingReads(db),
    exports: exportReads(db, scope),
    archive: archiveReads(db, scope),
    seals: sealReads(db),
    sessions: sessionReads(db),
    proofs: proofReads(db),
    passkeys: passkeyReads(db),
    retention: retentionReads(db),
    apiKeys: apiKeyReads(db, scope),
    organisations: organisationReads(db),
    factorPolicy: factorPolicyReads(db),
    factorResets: factorResetReads(db, scope),
    members: memberReads(db),
    memberList: memberListReads(db, scope),
    estateList: estateListReads(db, scope),
    memberEstates: memberEstateReads(db),
    imports: importReads(db),
    invitations: invitationReads(db),
    nominations: nominationReads(db, scope),
    nominationList: nominationListReads(db, scope),
    attachments: attachmentReads(db, scope),
    judges: judgeReads(db, scope),
    ownJudging: ownJudgingReads(db, scope),
    assignments: assignmentReads(db, scope),
    reviews: reviewReads(db, scope),
    shortlists: shortlistReads(db, scope),
    notices: noticeReads(db, scope),
    objections: objectionReads(db, scope),
    awards: awardReads(db, scope),
    programmes: programmeReads(db, scope),
    programmeList: programmeListReads(db, scope),
    programmeDesk: programmeDeskReads(db, scope),
    programmeArchive: programmeArchiveReads(db, scope),
    dueArchives: dueArchiveReads(db),
    feedback: feedbackReads(db, scope),
    writes: writeReads(db, scope),
  }
}

export type Reads = ReturnType<typeof openReads>
