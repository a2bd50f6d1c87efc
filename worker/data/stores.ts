import { apiKeyStore } from "./api-keys.ts"
import { askingStore } from "./askings.ts"
import { assignmentStore } from "./assignments.ts"
import { attachmentStore } from "./attachments.ts"
import { auditStore } from "./audit.ts"
import { sealStore } from "./audit-seals.ts"
import { awardStore } from "./awards.ts"
import { bookStore } from "./book-store.ts"
import { calendarFeedStore } from "./calendar-feeds.ts"
import { correctionRequestStore } from "./correction-requests.ts"
import { correctionStore } from "./corrections.ts"
import { deadlineStore } from "./deadlines.ts"
import { digestStore } from "./digests.ts"
import { estateStore } from "./estate-store.ts"
import { evidenceStore } from "./evidence-store.ts"
import { exemptionStore } from "./exemptions.ts"
import { exportStore } from "./exports.ts"
import { extensionStore } from "./extensions.ts"
import { factorPolicyStore } from "./factor-policy.ts"
import { factorResetStore } from "./factor-resets.ts"
import { identityStore } from "./identity.ts"
import { invitationStore } from "./invitations.ts"
import { judgeStore } from "./judges.ts"
import { leavingStore } from "./leaving-store.ts"
import { letterSettingStore } from "./letter-settings.ts"
import { mailStore } from "./mails.ts"
import { memberEstateStore } from "./member-estates.ts"
import { memberStore } from "./member-store.ts"
import { messageStore } from "./messages.ts"
import { nominationStore } from "./nominations.ts"
import { noticeStore } from "./notices.ts"
import { objectionStore } from "./objections.ts"
import { organisationStore } from "./organisations.ts"
import { passkeyStore } from "./passkeys.ts"
import { placeStore } from "./place-store.ts"
import { programmeArchiveStore } from "./programme-archives.ts"
import { programmeStore } from "./programmes.ts"
import { proofStore } from "./proofs.ts"
import { quarterStore } from "./quarter-store.ts"
import { receiptStore } from "./receipts.ts"
import { releaseStore } from "./releases.ts"
import { retentionStore } from "./retention.ts"
import { reviewStore } from "./reviews.ts"
import { riskStore } from "./risks.ts"
import { sessionStore } from "./sessions.ts"
import { shortlistStore } from "./shortlists.ts"
import { submissionStore } from "./submission-store.ts"
import type { Unit } from "./unit.ts"

/** The stores of one write; they exist only inside ctx.write. */
export function openStores(unit: Unit) {
  return {
    estates: estateStore(unit),
    places: placeStore(unit),
    quarters: quarterStore(unit),
    submissions: submissionStore(unit),
    books: bookStore(unit),
    risks: riskStore(unit),
    receipts: receiptStore(unit),
    askings: askingStore(unit),
    extensions: extensionStore(unit),
    exemptions: exemptionStore(unit),
    evidence: evidenceStore(unit),
    corrections: correctionStore(unit),
    correctionRequests: correctionRequestStore(unit),
    releases: releaseStore(unit),
    identity: identityStore(unit),
    apiKeys: apiKeyStore(unit),
    sessions: sessionStore(unit),
    proofs: proofStore(unit),
    passkeys: passkeyStore(unit),
    mails: mailStore(unit),
    messages: messageStore(unit),
    deadlines: deadlineStore(unit),
    calendarFeeds: calendarFeedStore(unit),
    digests: digestStore(unit),
    letterSettings: letterSettingStore(unit),
    leaving: leavingStore(unit),
    organisations: organisationStore(unit),
    factorPolicy: factorPolicyStore(unit),
    factorResets: factorResetStore(unit),
    members: memberStore(unit),
    memberEstates: memberEstateStore(unit),
    invitations: invitationStore(unit),
    exports: exportStore(unit),
    retention: retentionStore(unit),
    nominations: nominationStore(unit),
    attachments: attachmentStore(unit),
    judges: judgeStore(unit),
    assignments: assignmentStore(unit),
    reviews: reviewStore(unit),
    shortlists: shortlistStore(unit),
    notices: noticeStore(unit),
    objections: objectionStore(unit),
    awards: awardStore(unit),
    programmes: programmeStore(unit),
    programmeArchives: programmeArchiveStore(unit),
    audit: auditStore(unit),
    seals: sealStore(unit),
  }
}

export type Stores = ReturnType<typeof openStores>
