import type { selection as zh } from "../zh/selection.ts"

export const selection: typeof zh = {
  title: "Programmes",
  card: { title: "Programmes", text: "Draft rules, screen, organise the review, give notice and award" },
  nominationsCard: { title: "Nominations", text: "Nominate estates that meet the rules, and follow them" },
  judgingCard: { title: "Judging", text: "Accept an invitation, declare interests, score what was assigned" },
  phases: {
    draft: "Draft",
    open: "Nominations",
    screening: "Screening",
    review: "Review",
    shortlist: "Shortlist",
    notice: "Public notice",
    decided: "Decided",
    archived: "Archived",
  },
  stopped: "Stopped",
  sections: {
    overview: "Overview",
    rules: "Rules",
    nominations: "Nominations and screening",
    judges: "Judges",
    assignment: "Assignment",
    results: "Results",
    shortlist: "Shortlist",
    notice: "Notice and objections",
    awards: "Awards and certificates",
    archive: "Archive and proof",
  },
  sectionsLabel: "Parts of this programme",
  stepsLabel: "How far it is",
  disclaimer:
    "This programme is run by its organiser, charges nothing, and is no naming or recognition by any government.",
  press: "As reported by the press",
  refusals: {
    programme_draft: (_) => "This programme has not opened yet; its rules are not in force.",
    programme_stopped: (p) =>
      `This programme was stopped, nothing more can be done in it. ${p["reason"] ? `Reason: ${p["reason"]}` : "Its page says why."}`,
    programme_phase: (_) =>
      "The programme is not in the phase that this is for. Its overview says where it stands and what comes next.",
  },
  faults: {},
}
