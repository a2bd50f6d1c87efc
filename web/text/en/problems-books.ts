import type { bookProblems as chinese } from "../zh/problems-books.ts"
import { evidenceProblems } from "./evidence.ts"

export const bookProblems: typeof chinese = {
  ...evidenceProblems,
  sending_changed: {
    title: "Some cannot be sent as they were seen",
    why: "What is sent together is sent whole or not at all.",
    mend: "Read the list anew (GET …/sending) and send it again.",
  },
  verifying_changed: {
    title: "Some cannot be verified as they were seen",
    why: "What is verified together passes whole or not at all; what bears a mark or was changed is named.",
    mend: "Read these submissions anew, verify those with marks one by one, and the others together again.",
  },
  book_faults: {
    title: "Rows of the sheet cannot be written",
    why: "It is checked as a whole; with one bad row none is written.",
    mend: "Mend what faults lists and send it again, or write the good rows with which=good.",
  },
  book_same: {
    title: "No cell differs",
    why: "Every figure of the file is saved already.",
    mend: "Nothing has to be sent again.",
  },
}
