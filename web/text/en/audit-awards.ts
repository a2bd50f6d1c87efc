import type {
  awardActions as zhActions,
  awardDetails as zhDetails,
  awardFields as zhFields,
} from "../zh/audit-awards.ts"

/** What was done from the list to the certificate. */
export const awardActions: typeof zhActions = {
  "shortlist.freeze": "Froze the shortlist",
  "notice.open": "Opened the notice",
  "notice.close": "Closed the notice",
  "objection.file": "Received an objection",
  "objection.admit": "Admitted an objection",
  "objection.refuse": "Did not admit an objection",
  "objection.decide": "Decided an objection",
  "award.grant": "Awarded",
  "award.revoke": "Revoked an award",
  "award.recheck": "Rechecked an award",
}

/** Circumstances of it. */
export const awardDetails: typeof zhDetails = {
  textLength: "Length of the objection",
  files: "Files",
  named: "Named",
  replyLength: "Length of the answer",
  reasonLength: "Length of the reason",
  explained: "What was explained",
  newcomer: "Nomination that moved up",
  nominationId: "Nomination",
  number: "Number",
}

/** What it changed. */
export const awardFields: typeof zhFields = {
  fromDay: "First day",
  toDay: "Last day",
  workingDays: "Working days",
  validFrom: "Valid from",
  validTo: "Valid to",
  revoked: "Revoked",
  closed: "Closed",
  meets: "Still meets the rules",
}
