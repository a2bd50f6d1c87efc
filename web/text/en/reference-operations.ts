import { megabytes } from "../../../worker/domain/bytes.ts"
import { QUARTERS_LISTED } from "../../../worker/domain/opening.ts"
import { invitationDays } from "../../../worker/domain/organisation/invitation.ts"
import { PART_ESTATES } from "../../../worker/domain/release/public-inputs.ts"
import { listItems } from "../../../worker/domain/request-limits.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"
import type { operations as zh } from "../zh/reference-operations.ts"

/** Words of the operations of the API, by operationId. */
export const operations: typeof zh = {
  getKey: [
    "The key of this request",
    "For whom it acts, what it may do and until when. It needs no scope: good for trying a key.",
  ],
  listEstates: [
    "Estates",
    "By slug; searched by name, pinyin, initials, former name, street or the beginning of a place code.",
  ],
  getEstate: [
    "One estate of the registry",
    "With missing micro-grid figures, its companies and its quarters. The ETag is its version.",
  ],
  createEstate: [
    "Enter an estate",
    "A namesake in the same community needs a reason; the code is then `explain`.",
  ],
  editEstate: [
    "Change an estate's facts",
    "Replaces all of them: what is left out is emptied. The slug stays; a changed name is kept as a former one by default.",
  ],
  retireEstate: ["Take an estate out", "From a day on it takes part no more; its earlier quarters stay."],
  reinstateEstate: ["Take a retirement back", "The estate takes part again."],
  beginTenure: [
    "A company takes an estate over",
    "Name or 统一社会信用代码 of the company; the one before ends the day before. A quarter that was filed and changes hands needs a reason.",
  ],
  endTenure: ["The last day of the last company", "Nobody is known to manage the estate after it."],
  removeTenure: ["Take back the last tenure, entered by mistake", "Who handed over goes on."],
  listSubmissions: [
    "Estates due in a quarter, with where they stand",
    "Without `quarter` the one that ended last. `state=waiting` is what waits for your level, `none` what nobody has begun, `asked` what a company asks your level to check.",
  ],
  getSubmission: [
    "One estate's quarter",
    "Its state; your own part with its faults and, for the company, the expected score; for authorities what was filed. The ETag names the version: send it in If-Match with what you change.",
  ],
  getScore: [
    "The score explained",
    "The figures of the page of the same name: final score, band and rank; parts that add up to the final score; the three smallest ways to the next band, each proved by scoring (improving); quartiles and median of estates like it (peers). For the company only.",
  ],
  listBurden: [
    "The burden of filing",
    "What filing each estate of a quarter took: minutes (from the record of saves: the time between two saves of one person that are close together), saves, answers, typed and carried ones with their share, explained hints, and what authorities asked, adjusted and returned. Null where nothing is recorded. Sums by estate, never of a person; authorities see what has been sent. Without quarter: the one that ended last.",
  ],
  listKeys: [
    "The keys that may be sent",
    "Every key of the quarter's criteria: who types it, its type, limits and unit.",
  ],
  saveDraft: [
    "Save your own part",
    "Replaces all that you have typed: what is not sent is emptied. If-Match names an ETag and is never `*`; to change a few values use PATCH. A draft keeps what is wrong too; only unknown keys, keys of others and texts that are too long are refused.",
  ],
  getSendable: [
    "The estates that can be sent together",
    "Drafts of the quarter without errors and with all reasons given (clean; seen is the version that was seen), and those that cannot be sent yet (unready; faults counts what is wrong).",
  ],
  sendTogether: ["Send estates together", "Sends these estates, each as it was seen; all of them or none."],
  enterBook: [
    "Fill in a quarter by spreadsheet",
    "A CSV or Excel file with one row for each estate and one column for each key, as the page gives it out (titles or keys). Empty cells change nothing. It is checked whole by the rules of the form and saved as drafts only when all of it is right; which=good saves the good rows. faults names row and cell. The same file again changes nothing. dryRun=true only checks (200): nothing is written and the Idempotency-Key is not used.",
  ],
  changeDraft: [
    "Change some values",
    "Changes what is sent and leaves everything else. Each names what it replaces (`was`, null for nothing) and its new value; where something else stands by now nothing is written, and 409 lists what stands there. Once for a key, and without If-Match.",
  ],
  checkDraft: [
    "Check without saving",
    "What would happen on submitting: faults with the ids that pages show, what is missing, the expected score. Without `values` the saved draft is checked.",
  ],
  submit: [
    "Submit the saved draft",
    "Late is a fact and no refusal. Reasons for soft faults may be given here.",
  ],
  askProvider: [
    "Ask another provider",
    "Where figures do not fit or cannot be checked and a community, street or district has to correct or fill them in: once a day for each, who is told by letter.",
  ],
  listEvidence: [
    "Evidence",
    "What you may see, in the order in which it was added; when and whether in the street a picture was taken, and which resemble it, are told to authorities only. `gaps` is what is missing.",
  ],
  getEvidence: ["Download a piece of evidence", "The file as it is kept: without position and camera data."],
  addEvidence: [
    "Add evidence",
    `The body is the file itself: JPEG, PNG, WebP or PDF, ${megabytes(attachmentLimit.file)} MB at most. It is checked by its content and kept without position and camera data; cover faces and number plates first. Nothing is added once the submission is sent.`,
  ],
  describeEvidence: [
    "Say what a piece of evidence shows",
    "Replaces note, side and pair as a whole, until the submission is sent.",
  ],
  removeEvidence: ["Delete a piece of evidence", "Until the submission is sent."],
  withdraw: ["Take a submission back", "Before anybody has verified it."],
  saveFindings: [
    "Save your level's decisions",
    "Replaces your level's decisions on the present filing, to verify or return later.",
  ],
  verify: [
    "Verify",
    "The street first, then the district. Without `decisions` the saved ones count; a value without one is accepted.",
  ],
  changeFindings: [
    "Change some decisions",
    "Changes what is sent and leaves your level's other decisions. Each names the saved decision that it replaces (`was`, null for none); where another one stands by now nothing is written, and 409 lists in `decisions` what stands and who saved it. With `state`, nothing is written in any other state either.",
  ],
  previewDecisions: [
    "See what decisions do",
    "Saves nothing: points and band with these decisions (the saved ones without any), the effect of each adjustment, and what bars a better band.",
  ],
  takeBackVerification: [
    "Take the own level's verification back, with a reason",
    "A street until the district has verified, a district until it closes. Saved decisions stay; the company is told why.",
  ],
  returnSubmission: [
    "Return with a reason",
    "What is asked goes along. Without `decisions` the saved ones count.",
  ],
  listQuarters: ["The city's quarters", `The newest first, ${QUARTERS_LISTED} at most.`],
  openQuarter: ["Open a quarter", "Submissions begin, under the criteria that are active then."],
  getQuarter: ["How far a quarter is", "Estates by state for each district in your place, and the release."],
  getRelease: ["How far a release is", "Ask every few seconds while `state` is `running`."],
  releaseQuarter: [
    "Release a quarter",
    "Freezes what stands, then scores, ranks and publishes it. It cannot be taken back; with corrections it is made again once all of them are verified. With an open district, a request for correction without answer or before the deadline `named` has to be the name of the quarter (quarter_unnamed). `restart` takes up one that has stalled.",
  ],
  listCorrections: [
    "Corrections of a quarter",
    `In your place, open ones first, ${listItems.most} at most: which estates, why, how far, and which release closed them.`,
  ],
  listCorrectionRequests: [
    "Requests for correction",
    `A company reads its own, the city all of them; what waits first, by its due day, unless another order is asked for. Narrowed by state, district, quarter and name.`,
  ],
  getCorrectionRequest: [
    "One request for correction",
    "With the values asked for, the points before and after as scored when it was filed, and the city's answer; once released anew also what both releases say (released).",
  ],
  askForCorrection: [
    "Ask for a correction of released figures",
    "With a reason, evidence and the values to change. One may wait at a time for an estate and quarter. A correction never changes whether it was late.",
  ],
  withdrawCorrectionRequest: ["Withdraw a request for correction", "Until the city has answered."],
  refuseCorrectionRequest: [
    "Refuse a request for correction",
    "The city says why (reply); to follow it, openCorrection takes its id as request.",
  ],
  openCorrection: [
    "Open a correction",
    "Of a released quarter. `estate` is a slug or the full name; `reason` is public. The submission is returned to the company, all others stay; once all are verified, `releaseQuarter` releases again.",
  ],
  takeBackCorrection: [
    "Take a correction back",
    "While nobody has edited or checked anything; the submission is what it was.",
  ],
  closeQuarter: [
    "Close your district's part",
    "Nothing in it changes until it is opened again. Before the deadline a `reason` is needed, else `explain`.",
  ],
  reopenClosing: [
    "Open a closed district again",
    "Until a release begins. A district opens its own part; the city says which one by `place`, its code. The other side is told.",
  ],
  moveDeadline: [
    "Move a deadline",
    "Until a release begins; everybody who files is told. With a later day what was sent is in time by it too, with an earlier one nothing changes for what was sent before.",
  ],
  extendDeadline: [
    "Extend the deadline of one estate",
    "A district its own estates, the city any, until closing or release, with a `reason`; the company is told. What was sent is in time by it too.",
  ],
  takeBackExtension: ["Take an extension back", "With a `reason`. What was sent under it keeps its day."],
  exemptEstate: [
    "Exempt one estate from a quarter",
    "A district its own estates, the city any, until closing or release, with a `reason`; the company is told. What was sent is returned or withdrawn first. An exempted estate takes no part in the quarter.",
  ],
  takeBackExemption: [
    "Take an exemption back",
    "Until the district closes, with a `reason`. Answers the day by which it is due now.",
  ],
  preliminaryRelease: [
    "Make a preliminary release",
    "The public sees nothing, companies see their own estates, and the final one comes after the time for checking (windowDays). Made again when a district closes later or corrections are verified; the hashes of those before are kept.",
  ],
  setWindow: [
    "Set the time for checking",
    "Working days between a preliminary release and the final one; with none, no preliminary release is needed. Quarters opened later have as many.",
  ],
  removeQuarter: [
    "Delete a quarter opened by mistake",
    "While nobody has typed anything and no district has closed.",
  ],
  listMembers: ["Members", "In the order of joining."],
  getMember: ["One member", "With the estates that an editor is limited to. The ETag is its version."],
  changeRole: ["Change a role", "At once. The last head keeps it."],
  assignEstates: [
    "Divide many estates among clerks",
    "`rows`, one an estate: in `cells`, `estate` is its code, `clerks` the editors who work on it (sign-in names, numbers, e-mails or names, with commas). An estate of a row has exactly these, others stay; all of it or nothing.",
  ],
  limitMember: ["Limit an editor to some estates", "`estates` null: all of them."],
  listMemberSessions: [
    "Where a member is signed in",
    "Sessions for your organisation that have not expired, the newest first.",
  ],
  endMemberSession: ["End a session", "That device is signed out at once."],
  removeMember: ["Remove a member", "Sessions and keys end at once; what was done stays in the audit log."],
  listInvitations: ["Invitations", "The newest first."],
  invite: [
    "Invite somebody",
    `The link is valid for ${invitationDays} days; with an e-mail a letter is sent too.`,
  ],
  getInvitation: [
    "One invitation",
    "With the estates that it is limited to. Its link is told when it is made or made again, and not here.",
  ],
  limitInvitation: [
    "Limit an invited editor to some estates",
    "From the moment of joining. `estates` null: all of them. Only while an editor's invitation waits; inviting again keeps it.",
  ],
  renewInvitation: ["Invite again", "A new link; the old one is worth nothing."],
  revokeInvitation: ["Revoke an invitation", "Its link ends at once."],
  listEvents: ["The audit log", "What your organisation did and what concerns it, the newest first."],
  listReleases: ["Released quarters and years", "No key is needed."],
  getReleased: ["All estates of a release", "No key is needed. Score, band, rank and values of each estate."],
  getReleasedCsv: ["The same as CSV", "No key is needed. Spreadsheets open it."],
  getReleasedValues: [
    "The values of a release, to compute it again",
    "No key is needed. `npm run score` gives the same scores.",
  ],
  getNumberedRelease: [
    "One release by its number",
    "No key is needed. Those that were corrected stay readable. With .csv behind it, as CSV.",
  ],
  getReleaseFile: [
    "What a release is computed from and to",
    `No key is needed. file is values.csv or expected.csv (what the command must give); above ${PART_ESTATES} estates also parts, values-N.csv, each with its SHA-256 in the release.`,
  ],
  getEdition: ["One edition of the criteria", "No key is needed. By code (the newest version) or id."],
}
