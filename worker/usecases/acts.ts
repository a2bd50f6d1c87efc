import { endFeed } from "./calendar/end-feed.ts"
import { askCorrection } from "./correction/ask-correction.ts"
import { openCorrection } from "./correction/open-correction.ts"
import { refuseRequest } from "./correction/refuse-request.ts"
import { takeBackCorrection } from "./correction/take-back-correction.ts"
import { withdrawRequest } from "./correction/withdraw-request.ts"
import { confirmDeputy } from "./deputy/confirm-deputy.ts"
import { endDeputy } from "./deputy/end-deputy.ts"
import { nameDeputy } from "./deputy/name-deputy.ts"
import { addEvidence } from "./evidence/add-evidence.ts"
import { describeEvidence } from "./evidence/describe-evidence.ts"
import { removeEvidence } from "./evidence/remove-evidence.ts"
import { hideEvidence, showEvidence } from "./evidence/show-evidence.ts"
import { exempt } from "./exemption/exempt.ts"
import { takeBackExemption } from "./exemption/take-back-exemption.ts"
import { extend } from "./extension/extend.ts"
import { takeBackExtension } from "./extension/take-back-extension.ts"
import { setOrganisationLetters } from "./mail/set-organisation-letters.ts"
import { setOwnLetters } from "./mail/set-own-letters.ts"
import { assignEstates } from "./member/assign-estates.ts"
import { readAllMessages } from "./message/read-all-messages.ts"
import { readMessage } from "./message/read-message.ts"
import { closeQuarter } from "./quarter/close-quarter.ts"
import { moveDeadline } from "./quarter/move-deadline.ts"
import { openQuarter } from "./quarter/open-quarter.ts"
import { removeQuarter } from "./quarter/remove-quarter.ts"
import { reopenClosing } from "./quarter/reopen-closing.ts"
import { setWindow } from "./quarter/set-window.ts"
import { requestPreliminary } from "./release/request-preliminary.ts"
import { ask } from "./submission/ask.ts"
import { changeFindings } from "./submission/change-findings.ts"
import { changeValues } from "./submission/change-values.ts"
import { checkDraft } from "./submission/check-draft.ts"
import { enterBook } from "./submission/enter-book.ts"
import { previewDecisions } from "./submission/preview-decisions.ts"
import { returnSubmission } from "./submission/return-submission.ts"
import { saveDraft } from "./submission/save-draft.ts"
import { saveFindings } from "./submission/save-findings.ts"
import { sendTogether } from "./submission/send-together.ts"
import { submit } from "./submission/submit.ts"
import { takeBackVerification } from "./submission/take-back-verification.ts"
import { verify } from "./submission/verify.ts"
import { verifyTogether } from "./submission/verify-together.ts"
import { withdraw } from "./submission/withdraw.ts"

/** Every act that is one value; what is not yet stands in test/usecases/acts.test.ts as a number. */
export const acts = [
  saveDraft,
  changeValues,
  enterBook,
  checkDraft(() => null),
  ask,
  addEvidence,
  describeEvidence,
  removeEvidence,
  showEvidence,
  hideEvidence,
  submit,
  sendTogether,
  withdraw,
  saveFindings,
  changeFindings,
  previewDecisions(() => null),
  verify.street,
  verify.district,
  verifyTogether.street,
  verifyTogether.district,
  returnSubmission,
  extend,
  takeBackExtension,
  exempt,
  takeBackExemption,
  assignEstates,
  nameDeputy,
  confirmDeputy,
  endDeputy,
  takeBackVerification,
  readMessage,
  endFeed,
  readAllMessages,
  setOwnLetters,
  setOrganisationLetters,
  openQuarter,
  closeQuarter,
  reopenClosing,
  moveDeadline,
  setWindow,
  requestPreliminary,
  removeQuarter,
  openCorrection,
  takeBackCorrection,
  askCorrection,
  withdrawRequest,
  refuseRequest,
] as const
