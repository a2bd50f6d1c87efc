import type { quarterLetters as zh } from "../zh/mail-quarters.ts"
import { some } from "./plural.ts"

/** Letters of who files and verifies. */
export const quarterLetters: typeof zh = {
  submissions_due: {
    subject: (p) => `${p.quarter}: not sent yet for ${some(p.count, "estate")}, due ${p.day}`,
    short: (p) => `${p.quarter}: ${some(p.count, "estate")} not sent, due ${p.day}`,
    before: (p) => [
      `Your organisation has not sent its figures of ${p.quarter} for ${some(p.count, "estate")} yet.`,
      `The deadline is ${p.day}, 23:59:59 (Beijing time); what is sent after it counts as late.`,
    ],
    action: "Open the filings",
    after: () => ["Once all are sent, there are no more reminders of this quarter."],
  },
  quarter_opened: {
    subject: (p) => `${p.quarter} is open: ${some(p.count, "estate")}, due ${p.day}`,
    short: (p) => `${p.quarter} is open: ${some(p.count, "estate")} to file, due ${p.day}.`,
    before: (p) => [
      `${p.quarter} is open for filing. Your organisation files for ${some(p.count, "estate")}, listed below.`,
      `The deadline is ${p.day} 23:59:59 (Beijing time); what is sent after it counts as late.`,
    ],
    action: "Open filing",
    after: () => ["File one by one, or download the workbook and import it once it is filled in."],
  },
  part_opened: {
    subject: (p) => `${p.quarter} is open: figures of ${some(p.count, "estate")}, due ${p.day}`,
    short: (p) => `${p.quarter} is open: your figures for ${some(p.count, "estate")} are asked for.`,
    before: (p) => [
      `${p.quarter} is open for filing. Your area has ${some(p.count, "estate")}; of each some figures are yours to fill in.`,
      `The companies send by ${p.day} 23:59:59 (Beijing time); what you fill in early they can check before.`,
    ],
    action: "Open filing",
    after: () => [],
  },
  released: {
    subject: (p) => `${p.quarter} is released, with ${some(p.count, "estate")} of yours`,
    short: (p) => `${p.quarter} is released, with ${some(p.count, "estate")} of yours.`,
    before: (p) => [
      `${p.quarter} is released. Your organisation files for ${some(p.count, "estate")} in it; bands and points are below, each with its public page.`,
    ],
    action: "See the whole city",
    after: () => [
      "Scores follow the platform's own criteria, not official ones. Where points were lost is told after signing in, in each estate's form.",
    ],
  },
  handed_over: {
    subject: (p) => `${some(p.count, "estate")}: the register of who manages has changed`,
    short: (p) => `Who manages has changed for ${some(p.count, "estate")} of yours`,
    before: (p) => [
      `The register of who manages has changed for ${some(p.count, "estate")} of your organisation, listed below.`,
      "A quarter is filed by the company that manages on its last day; quarters that are closed or released stay as they are.",
    ],
    action: "See your list",
    after: () => ["If the register is wrong, please ask the estate's district."],
  },
  part_asked: {
    subject: (p) => `${p.organisation} asks you about ${some(p.count, "figure")}: ${p.estate}, ${p.quarter}`,
    short: (p) => `${p.quarter}: ${some(p.count, "figure")} to look at or fill in`,
    before: (p) => [
      `${p.organisation} is filing ${p.quarter} of ${p.estate}. Of what your organisation types, ${some(p.count, "figure")} does not fit or is still empty.`,
      "Open the link below to correct it or fill it in. Where a figure is right, give the reason in the form.",
    ],
    action: "Open the form",
    after: () => ["For one estate and quarter a company can ask once a day."],
  },
  values_adjusted: {
    subject: (p) => `${p.estate}, ${p.quarter}: ${some(p.count, "figure")} adjusted in verification`,
    short: (p) => `${p.quarter} passed verification: ${some(p.count, "figure")} adjusted`,
    before: (p) => [
      `The figures of ${p.estate} for ${p.quarter} passed verification, with ${some(p.count, "figure")} adjusted.`,
      "Below you find each value before and after, the reason, and what it does to the points. An adjustment costs no deduction.",
    ],
    action: "See the adjustments",
    after: () => ["If you disagree, speak to the street or district that adjusted it."],
  },
  submission_returned: {
    subject: (p) => `${p.estate}, ${p.quarter}: the submission came back`,
    short: (p) => `${p.quarter} came back: please change it and send it again`,
    before: (p) => [
      `The submission of ${p.estate} for ${p.quarter} did not pass verification and came back.`,
      "Below you find the reason, what is asked, and until when it may be sent again.",
    ],
    action: "See why and change it",
    after: () => ["The reason is not in this letter: you see it once you have signed in."],
  },
  verification_taken_back: {
    subject: (p) => `${p.estate}, ${p.quarter}: the verification was taken back`,
    short: (p) => `${p.quarter}: the verification was taken back`,
    before: (p) => [
      `The submission of ${p.estate} for ${p.quarter} had passed verification and is looked at again. There is nothing for you to do: figures and the time of sending stay.`,
    ],
    action: "See the submission",
    after: () => ["The reason is not in this letter: you find it in the log once you have signed in."],
  },
  part_returned: {
    subject: (p) => `${p.estate}, ${p.quarter}: ${some(p.count, "figure")} of yours came back`,
    short: (p) => `${p.quarter} came back: ${some(p.count, "figure")} of yours to look at`,
    before: (p) => [
      `The submission of ${p.estate} for ${p.quarter} came back. ${some(p.count, "figure")} of what your organisation types is asked about.`,
      "Open the link below to change the figure, or to answer beside it. What is asked is not in this letter: you see it once you have signed in.",
    ],
    action: "Open the form",
    after: () => ["Everything else is for the property company: there is nothing in it for you to type."],
  },
  correction_asked: {
    subject: (p) =>
      `${p.organisation} asks for a correction of ${some(p.count, "figure")}: ${p.estate}, ${p.quarter}`,
    short: (p) => `${p.quarter}: correction of ${some(p.count, "figure")} asked for, answer due ${p.day}`,
    before: (p) => [
      `${p.organisation} asks to have ${some(p.count, "figure")} of ${p.estate} for ${p.quarter} corrected, which is released.`,
      `Please answer by ${p.day}: open the correction, or say why there is none. Reason, evidence and the points before and after are below.`,
    ],
    action: "See the request",
    after: () => [],
  },
  correction_refused: {
    subject: (p) => `${p.estate}, ${p.quarter}: the correction asked for is refused`,
    short: (p) => `${p.quarter}: the correction asked for is refused`,
    before: (p) => [
      `The city does not follow the request to correct ${p.estate} for ${p.quarter}. The released figures stay.`,
    ],
    action: "See the answer",
    after: () => ["The answer is not in this letter: you see it once you have signed in."],
  },
  correction_opened: {
    subject: (p) => `${p.estate}, ${p.quarter}: the city opened a correction`,
    short: (p) => `Released figures of ${p.quarter} are to be corrected`,
    before: (p) => [
      `${p.quarter} is released. The city has opened ${p.estate} for correction: change it below and send it again.`,
      "It is verified as before, and the city releases once more. Whether it was late is still judged by the first sending.",
    ],
    action: "Open the form",
    after: () => ["You see the reason once you have signed in."],
  },
  corrections_due: {
    subject: (p) => `${p.quarter}: ${some(p.count, "request")} for correction to answer by ${p.day}`,
    short: (p) => `${some(p.count, "request")} for correction to answer by ${p.day}`,
    before: (p) => [
      `${some(p.count, "request")} for correction of ${p.quarter} not answered yet.`,
      `The answer is due on ${p.day}, 23:59:59 (Beijing time).`,
    ],
    action: "See the requests",
    after: () => [],
  },
}
