import { megabytes, size } from "../../../worker/domain/bytes.ts"
import { evidenceSpace, MAX_EVIDENCE_NOTE } from "../../../worker/domain/evidence/evidence.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"
import type {
  evidenceActions as zhActions,
  evidence as zhEvidence,
  evidenceProblems as zhProblems,
} from "../zh/evidence.ts"

export const evidence: typeof zhEvidence = {
  title: "Evidence",
  of: (indicator) => `Evidence for ${indicator}`,
  ofAnswer: (about) => `Files that go along with the answer: ${about}`,
  answerAdd: "Add a file to the answer",
  answerHint:
    "It is sent with the answer, for those who verify alone, and never shown to the public. A file is no answer by itself: where the value stays, words are needed too.",
  choose: "Add photos or files",
  camera: "Take a photo",
  upload: "Upload",
  side: "What you add now shows",
  sides: { none: "neither", before: "before", after: "after" },
  pairTitle: (pair) => `Place ${pair}`,
  sideOfPair: (pair, side) => `Place ${pair}, ${side}`,
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
  backToDesk: "Back to verification",
  facts: "File",
  hash: "SHA-256",
  takenAt: (time) => `camera clock ${time.replace("T", " ")}`,
  noTime: "no time taken",
  taken: {
    inside: "taken within the street",
    outside: "taken outside the street",
    unknown: "position known, but no outline of the street is on record",
  },
  noPlace: "no position",
  notCompared: "This kind of picture cannot be compared by its look, only as a file",
  same: (estate, quarter) => `The same as a piece of ${estate}, ${quarter}`,
  alike: (estate, quarter) => `Resembles a picture of ${estate}, ${quarter}`,
  sideBySide: "Open that one",
  marks: (n) =>
    n === 1
      ? "One piece is the same as, or resembles, one of another estate, quarter or company"
      : `${n} pieces are the same as, or resemble, ones of another estate, quarter or company`,
  show: "Show to the public",
  masked: "Faces and number plates are covered (who ticks this and when is recorded)",
  shownSince: (time) => `shown to the public since ${time}`,
  publicLink: "Public address",
  hide: "Take it back",
  compare: "Before and after",
  compareAt: "Move the border",
  missing: "No evidence",
  done: {
    shown: "It is shown to the public.",
    hidden: "It was taken back; the public sees it no more.",
    added: "Evidence added.",
    described: "What it shows is saved.",
    removed: "Deleted.",
  },
  partly: (n, told) => `Added: ${n}. Not added: ${told}`,
  notTaken: (name, why) => `${name}: ${why} `,
  notAdded: "Nothing was added",
  rules: {
    evidence_pair: () => "Give the pair a whole number above zero, or leave it empty for the next one.",
    evidence_unmasked: () => "Look at the picture first, and tick that faces and number plates are covered.",
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
    evidence_no_picture: () => "Only pictures can be shown to the public.",
    evidence_answer: () =>
      "What goes along with an answer is for those who verify alone and never shown to the public.",
    evidence_sensitive: () => "This indicator is about a few persons; its evidence is not made public.",
    evidence_shown: () => "It is shown to the public. To change it, whoever verifies takes it back first.",
    evidence_not_shown: () => "It is not shown to the public; there is nothing to take back.",
    evidence_gone: () => "This piece was deleted.",
    evidence_sent: () => "It was sent with the submission and can no longer be changed or deleted.",
  },
}

export const evidenceActions: typeof zhActions = {
  "evidence.add": "Added evidence",
  "evidence.describe": "Described evidence",
  "evidence.remove": "Deleted evidence",
  "evidence.show": "Showed evidence to the public",
  "evidence.hide": "Took evidence back from the public",
}

export const evidenceProblems: typeof zhProblems = {
  evidence_shown: {
    title: "The evidence is shown",
    why: "An authority shows it to the public.",
    mend: "It can be deleted once it was taken back.",
  },
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
