import type { jobs as zhJobs } from "../zh/audit-jobs.ts"

/** The platform's own jobs. */
export const jobs: typeof zhJobs = {
  "sweep-releases": "restarting stalled releases",
  "release-workflow": "running a release",
  "seal-audit": "sealing audit events",
  "prune-audit": "removing old audit events",
  "requeue-mails": "sending letters again",
  "send-mail": "sending letters",
  "delete-organisations": "deleting organisations",
  "export-workflow": "running an export",
  "sweep-exports": "restarting exports that stand still",
  "remove-exports": "removing expired archives",
  "first-operator": "making the first operator",
  "forget-sessions": "removing expired sessions",
  "forget-proofs": "removing expired links",
  "forget-attempts": "removing counts of tries",
  "forget-invitations": "removing ended invitations",
  "forget-nomination_drafts": "removing old drafts of nominations",
  "forget-objection_contacts": "removing contacts of objectors",
  "recheck-awards": "rechecking awards",
  "forget-identity_marks": "removing marks of judges' identities",
  "forget-attachments": "Removed files that were taken away",
  "forget-drafts": "removing old drafts",
  "forget-writes": "removing records of writes",
  "forget-mails": "removing letters",
  "mail-queue": "sending letters",
}
