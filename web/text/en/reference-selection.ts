import { grouped, megabytes } from "../../../worker/domain/bytes.ts"
import { MOST_ROWS } from "../../../worker/domain/registry/import-table.ts"
import { attachmentLimit, MOST_ATTACHMENTS } from "../../../worker/domain/selection/attachment.ts"
import { MEAN_OF_AT_LEAST } from "../../../worker/domain/selection/feedback.ts"
import type { selectionReference as zh } from "../zh/reference-selection.ts"

/** The reference of programmes and nominations. */
export const selectionReference: typeof zh = {
  tags: {
    programmes: [
      "Programmes",
      "Rules and phases, screening, assignment, progress and results of the review. Scoring, freezing lists, notices, awards and revocation are decided by people on pages; no program does it for them.",
    ],
    nominations: [
      "Nominations",
      "Draft, submit and withdraw your own nominations; add files and take them away.",
    ],
  },
  operations: {
    listProgrammes: [
      "Programmes",
      "The newest first. An organiser sees all of its own, companies and authorities those that have opened.",
    ],
    getProgramme: [
      "One programme",
      "Its phase, the rules in force (dates, form, eligibility, criteria) and their hash. The ETag is its version. Organisers and those who may nominate read it.",
    ],
    listCandidates: [
      "What was submitted to a programme",
      "For its organiser only, with what screening found and blind codes; by id, narrowed by state, screening and category.",
    ],
    screenNominations: [
      "Screen the nominations",
      "Evaluates all by the rules in force on the figures that were fixed on submission; may be repeated. Exceptions are decided by two people on pages.",
    ],
    assignJudges: [
      "Give all candidates to judges",
      "Finds and records conflicts of interest first, then distributes evenly by the seed of the rules and keeps what stands where it can. `short` counts candidates that lack judges.",
    ],
    assignOne: [
      "Give one candidate to one judge",
      "As on the page: a conflict of interest refuses it (conflict_of_interest), is told with its way and goes on record. Where loads would differ by more than one, a `reason` is needed (explain).",
    ],
    takeBackAssignment: [
      "Take one candidate back from one judge",
      "As on the page: once the judge has begun to score, a `reason` is needed (explain); the score counts for nothing and stays on record. Later distributions do not give the pair again.",
    ],
    importAssignments: [
      "Enter assignments of a CSV",
      "`csv` is the whole file with the columns blind code and judge e-mail (or 盲审编号, 评委邮箱). All of it is entered or nothing; conflicts are told line by line.",
    ],
    advancePhase: [
      "Go to the next phase",
      "From the call to screening (after the closing day) and from screening to review (once everything is screened and assigned). Later phases are decided by people on pages.",
    ],
    getProgress: [
      "Progress of the review",
      "How many each judge has and has handed in, and how many candidates it has a conflict with. Counts only, no scores.",
    ],
    getResults: [
      "What the reviews come to",
      "Mean, median and calibrated mean of every candidate, and how strictly each judge scores. No single scores and no comments. For chair and secretaries; needs programmes:write. The platform's own criteria, not an official scoring standard.",
    ],
    listObjections: [
      "Objections",
      "What was received during notices, and the replies. Names and contacts are shown on pages only.",
    ],
    listNominations: ["Your nominations", "By id, narrowed by programme, state, screening and category."],
    getNomination: [
      "One nomination",
      "A draft is evaluated on what is released now, a submitted one shows what was fixed, rule by rule. The ETag is its version. The organiser reads what was submitted to it.",
    ],
    startNomination: [
      "Begin a nomination",
      "Makes a draft; where you have one of the estate in the category already, that one is answered.",
    ],
    saveNomination: [
      "Save the draft",
      "Replaces answers and consent. What is missing is told on submission; answers that the form does not ask for are refused by name.",
    ],
    submitNomination: [
      "Submit the nomination",
      "With the answers and the consent of this request. Its figures and the outcome of every rule are fixed. One that does not meet the rules needs a reason; the code is then `explain`.",
    ],
    listAwards: [
      "Awards",
      "No key is needed. Awards of programmes run here with the state of their certificates; what newspapers reported stands apart in `press` and is no award of this platform.",
    ],
    getArchiveHashes: [
      "Public archives of a programme",
      "No key is needed. The public archives of a decided programme with their SHA-256, the oldest first; `file` is where each is downloaded, and npm run verify checks it. `kept` is the hash of an archive that the organiser keeps, of a programme archived before archives were public. A programme that is not decided has none.",
    ],
    getFeedback: [
      "Feedback of a nomination",
      "For who nominated, once the awards are public: the place on the list, means by criterion and what judges wrote to the nominee. Never a single judge's scores.",
    ],
    listAttachments: [
      "Files of a nomination",
      "In the order in which they were added; without the copies that organisers make for judges.",
    ],
    getAttachment: [
      "Download a file",
      "The file as the platform keeps it: without what tells where and when it was made.",
    ],
    addAttachment: [
      "Add a file to a draft",
      `The body is the file itself: JPEG, PNG or PDF, at most ${megabytes(attachmentLimit.file)} MB and ${MOST_ATTACHMENTS} of them. It is checked by its content and kept without what tells where it was made. \`name\` is for you and the organiser only.`,
    ],
    removeAttachment: ["Take a file away", "While the nomination is a draft."],
    withdrawNomination: [
      "Withdraw a nomination",
      "Until awards are made, and after that as long as it is in reserve; what was submitted needs a reason. Its judges are free again. Once a list is frozen, the next by rule moves up on a new list.",
    ],
  },
  fields: {
    ProgrammeSlug: "The programme's name in addresses.",
    Phase: "draft, open (nominations), screening, review, shortlist, notice, decided, archived.",
    NominationState: "Where a nomination stands.",
    Screening:
      "What screening found; `overridden` is an exception decided by two people. Null before screening.",
    "Programme.rulesHash": "SHA-256 of the rules in force.",
    "Programme.rules": "The rules in force; null while they are drafted.",
    "Programme.stoppedAt": "When it was stopped; null when it was not.",
    "ProgrammeRules.approval": "An approval number (kind `number`) or why none is needed (`exempt`).",
    "ProgrammeRules.basis": "The release that it rests on.",
    "ProgrammeRules.eligibility": "Conditions as CEL expressions.",
    "ProgrammeRules.form": "What nominations answer, by `key`; `most` is the longest answer in characters.",
    "ProgrammeRules.seed": "Seed of draw and distribution.",
    "ReviewProgress.judges.ready":
      "Can be given candidates: accepted, identity verified, interests declared.",
    "ReviewProgress.judges.conflicts": "Candidates that it has a conflict of interest with.",
    "ReviewProgress.judges.abstained": "Reviews that abstain altogether.",
    "ReviewResults.candidates.insufficient": "Too few reviews to be ranked.",
    "ReviewResults.judges.standardised": "Whether calibration changed this judge's scores.",
    "ReviewResults.judges.outlying": "Scores very differently from the others.",
    "Objection.named": "Made under a name.",
    "AssignmentRun.ended": "Assignments that ended, for example by a conflict.",
    "AssignmentRun.conflicts": "Conflicts newly on record.",
    "OneAssignment.blindCode": "See listCandidates.",
    "OneAssignment.judgeId": "See getProgress.",
    "AssignmentFile.csv": `The whole file, at most ${grouped(MOST_ROWS)} rows.`,
    "Nomination.closed": "Why it cannot be submitted now (a problem code); null when it can.",
    "Nomination.answers": "By key of the form.",
    "Nomination.attachments": "How many files it has; see listAttachments.",
    "AttachmentList.items.hash": "SHA-256 of the file that is kept.",
    "Eligibility.figuresHash": "SHA-256 of the figures it rests on.",
    "NominationDraft.consent": "Consent to what is published of nomination and outcome.",
    "NominationSubmission.reason": "Why it is nominated although it does not meet the rules.",
    "NominationWithdrawal.reason": "Required once it was submitted.",
    "Award.state": "State of the certificate.",
    "Award.basis": "The release that it rests on, and its figures.",
    "AwardList.press": "Reported by newspapers, with the source; not awarded here.",
    "parameter.programme": "The programme's name in addresses.",
    "Feedback.outcome":
      "listed or reserve on the last list; otherwise why not: quota of the district, insufficient reviews, not_scored in the release, struck, withdrawn, not_ranked.",
    "Feedback.order": "Position among the `ranked` of its category.",
    "Feedback.score": "Of the release. The platform's own criteria, not official ones.",
    "Feedback.criteria.mean": `Null with fewer than ${MEAN_OF_AT_LEAST} scores.`,
    "parameter.nominationId": "The nomination's id.",
    "parameter.attachmentId": "Id of the file.",
    "parameter.evidenceId": "Id of the piece of evidence.",
    "parameter.indicator": "Code of the indicator, for example ENV-01.",
    "parameter.note": "What it shows; may be left out.",
    "parameter.side": "Whether it shows before or after; may be left out.",
    "parameter.name": "What the file is called.",
    "parameter.screening": "Only what was screened so; `none` is not screened yet.",
    "parameter.category": "Code of a category.",
  },
}
