import { grouped, megabytes } from "../../../worker/domain/bytes.ts"
import { MOST_ROWS, tableLimit } from "../../../worker/domain/registry/import-table.ts"
import type { judging as zh } from "../zh/judging.ts"
import { judgingOwn } from "./judging-own.ts"
import { judgingSentences } from "./judging-sentences.ts"
import { some } from "./plural.ts"

export const judging: typeof zh = {
  ...judgingSentences,
  ...judgingOwn,
  title: "Judging",
  states: {
    invited: "invited, no answer yet",
    accepted: "accepted",
    declined: "declined",
    removed: "removed",
  },
  readiness: {
    over: "no judge any more",
    unanswered: "has not answered the invitation",
    unverified: "identity not verified",
    undeclared: "has not declared any interests yet",
  },
  ready: "ready for candidates",
  foundOn: {
    invitation: "at the invitation",
    assignment: "at an assignment",
    bulk: "at a distribution",
    opening: "when the candidate was opened",
    scoring: "when it was scored",
    freezing: "when the list was frozen",
  },
  reviewStates: { none: "not begun", draft: "draft", submitted: "submitted", abstained: "abstained" },

  judges: {
    lead: "Judges are members of the organiser: invite them, verify who they are, let them declare their interests; then they are given candidates.",
    caption: "Judges, what they still need, and their progress",
    name: "Judge",
    state: "State",
    prepared: "Preparation",
    conflicts: "Conflicts",
    conflictCount: (n) => (n === 0 ? "none" : some(n, "candidate")),
    assigned: "Assigned",
    draft: "Drafts",
    submitted: "Scored",
    abstained: "Abstained",
    last: "Last activity",
    never: "none yet",
    open: (name) => `See ${name}`,
    inviteTitle: "Invite a judge",
    inviteField: "Member",
    inviteHint:
      "Members with the role of a judge who are not invited yet. Conflicts are looked for at once, and the person gets a letter.",
    invite: "Invite",
    nobody: "Nobody is left to invite. Judges have to be invited into the organisation first.",
    members: "Invite new judges into the organisation (members page)",
    chairInvites:
      "Where new judges have to join the organisation, the chair invites them on the members page.",
    none: {
      title: "No judges yet",
      text: "Invite judges. Each candidate needs as many as the rules say.",
    },
    phaseOver: "The review is over; the judges stay as they are.",
  },

  judge: {
    invitedAt: "Invited",
    answeredAt: "Answered",
    identity: "Identity",
    verifiedAt: (when) => `document seen ${when}`,
    notVerified: "not verified yet",
    interests: "Interests",
    declaredAt: (when) => `declared ${when}`,
    notDeclared: "not declared yet",
    declaredNone: "declared that there are none",
    note: "Note",
    notSeated:
      "This person is no judge of the organisation any more. Remove the judge, then distribute the candidates again.",
    sameAs:
      "The same person as another judge: this account was ended, and the memberships of both accounts count.",
    endedBecause: (reason) => `Removed because: ${reason}`,
    progress: "Progress",
    progressText: (p) =>
      `${some(p.assigned, "candidate")}: ${p.submitted} scored, ${p.abstained} abstained, ${some(p.draft, "draft")}.`,
    noProgress: "No candidates yet.",
    conflictsTitle: "Candidates in conflict",
    conflictsLead:
      "They follow from memberships, management, places, nominations and what the judge declared, and are looked for again and again. The record only grows.",
    noConflicts: "No conflict is known. Working for the city's authority is none by itself.",
    conflictsShown: (shown, all) =>
      `The first ${shown} of ${all}; the others stand on the assignment page, candidate by candidate.`,
    conflictsCaption: "Candidates in conflict, and why",
    code: "Blind code",
    estate: "Candidate",
    kind: "Kind",
    why: "Why",
    found: "Found",
    identityTitle: "Verify the identity",
    identityLead:
      "Type this after seeing the original document. Only a keyed hash of it is kept, to find two accounts of one person; the number itself is not stored and cannot be recovered.",
    documentKind: "Kind of document",
    documents: {
      resident_id: "Resident identity card",
      passport: "Passport",
      travel_permit: "Travel permit for residents of Hong Kong, Macao or Taiwan",
      other: "Another valid document",
    },
    number: "Number",
    samePerson:
      "It is the same person: end this account as a judge, and count the memberships of both accounts",
    verify: "I saw the document: save",
    verifyAgain: "Verify again: save",
    removeTitle: "Remove the judge",
    removeLead:
      "What the judge has been given ends, and submitted reviews no longer count; both stay on record. Distribute again afterwards, so that the candidates get a judge.",
    reason: "Reason",
    remove: "Remove this judge",
  },

  done: {
    invited: "Invited, and conflicts have been looked for.",
    verified: "The identity is verified.",
    same_person: "The same person: this account was ended as a judge.",
    removed:
      "The judge was removed; the reviews no longer count. Distribute again, so that the candidates get a judge.",
    ran: "The candidates were distributed.",
    given: "Assigned.",
    taken_back: "Taken back. Add another judge to the candidate where one is missing.",
    imported: "All assignments of the file were imported.",
    accepted: "You accepted. Please declare your interests.",
    declined: "You declined.",
    declared: "Declared. Candidates that it concerns are not given to you.",
    none_declared: "You declared that there are no interests. Add some whenever that changes.",
  },

  assignment: {
    lead: (n) =>
      `Each candidate is scored by ${some(n, "judge")}; never by one in conflict. Loads are as even as conflicts allow; the preview lists them.`,
    preview: "Preview a distribution",
    previewTitle: "Preview (nothing is saved)",
    previewText: (p) =>
      `${some(p.added, "assignment")} would be new, ${p.ended} would end, ${p.moved} of what stands would move; ${some(p.conflicts, "conflict was", "conflicts were")} found.`,
    previewLoads: "Candidates that each judge would have",
    judge: "Judge",
    load: "Candidates",
    run: "Distribute by the rules",
    runAgain: "Distribute again (moving little)",
    runHint: "The seed stands in the rules, so that anybody can run it again. Submitted reviews never move.",
    shortTitle: "Candidates without enough judges",
    shortText: (p) =>
      p.conflicted > 0
        ? `${p.missing} missing: ${some(p.conflicted, "judge is", "judges are")} in conflict. Add judges.`
        : `${p.missing} missing: not enough judges are ready. Invite more, or complete identities and interests.`,
    noShort: "All candidates have enough judges.",
    notReady: "Judges who are not ready",
    tableCaption: "Candidates, judges and conflicts",
    code: "Blind code",
    category: "Category",
    estate: "Candidate",
    given: "Judges",
    away: "In conflict",
    missing: (n) => `${n} missing`,
    none: {
      title: "No candidates to assign yet",
      text: "Candidates can be given to judges once screening has let them in.",
    },
    oneTitle: "Assign one",
    reason: "Reason",
    takeBack: "Take back",
    takeBackOf: (judge, code) => `Take ${code} back from ${judge}`,
    givenTitle: (judge, code) => `${judge} · ${code}`,
    givenAt: "Given",
    review: "Review",
    endedAt: "Ended",
    takeBackLead:
      "The judge has not scored it yet. Once it is taken back, the judge does not see it any more.",
    takeBackBegun:
      "The judge has begun to score it. Once it is taken back, the score counts for nothing; both stay on record. Say why.",
    takeBackLater:
      "Later distributions by the rules do not give it to this judge again; by hand it can be. A judge that is missing then has to be added.",
    keep: "Leave it",
    ended: "This assignment has ended.",
    changedTitle: "The judge has just saved a score; nothing was taken back",
    changed: (state) => `The review is now: ${state}. Look again, and say why it is taken back.`,
    oneLead:
      "Adds a judge to one candidate. One in conflict is refused, and told why; where loads would differ by more than one, a reason is needed.",
    give: "Assign",
    fileTitle: "Assign by a file",
    fileLead: `CSV or Excel with two columns: blind code, judge e-mail; at most ${grouped(MOST_ROWS)} rows and ${megabytes(tableLimit.file)} MB. It is checked as a whole and imported only without faults; it ends nothing that stands.`,
    file: "File",
    check: "Check the file",
    download: "Download what stands (CSV)",
    runsTitle: "Runs",
    runsCaption: "Runs so far",
    runNumber: "Run",
    runKind: "How",
    runKinds: { bulk: "by the rules", file: "file", single: "by hand", taken_back: "taken back" },
    runAt: "When",
    runMoved: "Moved",
    runShort: "Short",
    phaseOver: "The review is over; assignments stay as they are.",
    notYet: "Candidates can be assigned from screening on.",
    choose: "Choose",
  },

  file: {
    title: "Assign by a file",
    faultsTitle: (n) => `${some(n, "thing is", "things are")} wrong in the file; nothing was imported`,
    faultsText: "Correct the file and send it again.",
    line: "Row",
    lineNumber: (n) => `row ${n}`,
    whole: "the whole file",
    what: "What is wrong",
    summary: (added, standing) =>
      standing > 0
        ? `${some(added, "assignment")} will be imported; ${some(standing, "stands", "stand")} already.`
        : `${some(added, "assignment")} will be imported.`,
    nothing: "All assignments of the file stand already; there is nothing to import.",
    confirm: (n) => `Import these ${n}`,
    back: "Back to the assignment",
    caption: "Assignments to be imported",
    shown: (n) => `The first ${n} are shown.`,
    columns: {
      code: "Blind code",
      email: "Judge e-mail",
      judge: "Judge",
      category: "Category",
      estate: "Estate",
      review: "Review",
    },
  },
}
