import { megabytes } from "../../../worker/domain/bytes.ts"
import { evidenceSpace, MAX_EVIDENCE_NOTE } from "../../../worker/domain/evidence/evidence.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"
import {
  size,
  type evidenceActions as zhActions,
  type evidence as zhEvidence,
  type evidenceProblems as zhProblems,
} from "../zh/evidence.ts"

export const evidence: typeof zhEvidence = {
  title: "Evidence",
  of: (indicator) => `Evidence for ${indicator}`,
  choose: "Add photos or files",
  camera: "Take a photo",
  upload: "Upload",
  side: "What you add now shows",
  sides: { none: "neither", before: "before", after: "after" },
  pairTitle: (pair) => `Place ${pair}`,
  hint: `Photos (JPEG, PNG, WebP) or PDF, ${megabytes(attachmentLimit.file)} MB at most at a time. Please cover faces and number plates first. Position and camera data are taken out by the platform.`,
  saveFirst: "Uploading opens this page anew: save the draft first if figures are not saved yet.",
  used: (bytes) =>
    `${size(bytes)} used for this estate and quarter, of ${megabytes(evidenceSpace.bytes)} MB and ${evidenceSpace.files} files`,
  gaps: {
    all: "No evidence yet; without any, a mark is left for whoever verifies",
    before: "The one before is still missing; without it, a mark is left for whoever verifies",
    after: "The one after is still missing; without it, a mark is left for whoever verifies",
  },
  size,
  document: "Document",
  picture: (width, height) => `${width} × ${height} pixels`,
  open: "Open the file",
  note: "What it shows",
  noteHint: `For example the plot, the building or the reading; ${MAX_EVIDENCE_NOTE} characters at most. No names, phone numbers or door numbers.`,
  pair: "Which place",
  pairHint: "Before and after with the same number stand side by side",
  save: "Save what it shows",
  remove: "Delete this piece",
  removeHint: "It can be deleted until the submission is sent.",
  sent: "It was sent with the submission and can no longer be changed or deleted.",
  addedAt: (time) => `added ${time}`,
  back: "Back to the form",
  facts: "File",
  hash: "SHA-256",
  done: {
    added: "Evidence added.",
    described: "What it shows is saved.",
    removed: "Deleted.",
  },
  notAdded: "Nothing was added",
  rules: {
    evidence_indicator: () =>
      "You do not provide evidence for this indicator. Go back to the form and add it to one that you fill in.",
    evidence_at_once: (p) => `At most ${p["most"]} files at a time. Please add them in several goes.`,
    evidence_files: (p) =>
      `At most ${p["files"]} files for one estate and quarter. Delete what is not needed, or put several pages into one PDF.`,
    evidence_space: (p) =>
      `At most ${p["most"]} MB for one estate and quarter, and these would exceed it. Delete what is not needed, or make them smaller.`,
    evidence_note_long: (p) => `At most ${p["most"]} characters.`,
    attachment_moving: () =>
      "A moving picture cannot be evidence. Save one still picture of it and send that.",
  },
  refusals: {
    evidence_gone: () => "This piece was deleted.",
    evidence_sent: () => "It was sent with the submission and can no longer be changed or deleted.",
  },
}

export const evidenceActions: typeof zhActions = {
  "evidence.add": "Added evidence",
  "evidence.describe": "Described evidence",
  "evidence.remove": "Deleted evidence",
}

export const evidenceProblems: typeof zhProblems = {
  evidence_gone: {
    title: "The evidence was deleted",
    why: "Your organisation has deleted this piece.",
    mend: "Add it anew where it is needed.",
  },
  evidence_sent: {
    title: "The evidence was sent",
    why: "It went along with a submission, so whoever verifies may have seen it.",
    mend: "It can no longer be changed or deleted; after a return you can add new evidence.",
  },
}
