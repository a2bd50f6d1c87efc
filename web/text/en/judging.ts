import type { ConflictStep } from "../../../worker/domain/selection/conflicts.ts"
import type { judging as zh } from "../zh/judging.ts"

type With = Record<string, string | number>

const ties: Record<ConflictStep["by"], (name: string) => string> = {
  self: () => "judge",
  member: (name) => `works for ${name}`,
  former_member: (name) => `used to work for ${name}`,
  manages: (name) => `manages ${name}`,
  managed: (name) => `used to manage ${name}`,
  governs: (name) => `governs ${name}`,
  nominates: (name) => `nominates ${name}`,
  stands_in: (name) => `in it ${name}`,
  declared: (name) => `declared an interest in ${name}`,
}

const way = (path: readonly ConflictStep[]) =>
  path
    .filter(({ by }) => by !== "self")
    .map(({ by, name }) => ties[by](name))
    .join(" → ")

function because(p: With): string {
  const path = JSON.parse(String(p["path"] ?? "[]")) as ConflictStep[]
  if (path.length === 0) return "this conflict is on record"
  const rival = p["kind"] === "rival" ? ", which has a candidate of its own in the category" : ""
  return `${way(path)}${rival}`
}

export const judging: typeof zh = {
  title: "Judging",
  way,
  kinds: {
    member: "present tie",
    former: "former tie",
    declared: "declared",
    rival: "rival in the category",
  },
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
    undeclared: "has not declared its interests",
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
    conflictCount: (n) => (n === 0 ? "none" : n === 1 ? "1 candidate" : `${n} candidates`),
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
    nobody: "Nobody is left to invite. Invite judges into the organisation on the members page first.",
    members: "Invite members",
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
      "This person is no judge of the organisation any more. Remove it, then distribute the candidates again.",
    sameAs:
      "The same person as another judge: this account was ended, and the memberships of both accounts count.",
    endedBecause: (reason) => `Removed because: ${reason}`,
    progress: "Progress",
    progressText: (p) =>
      `${p.assigned} candidates: ${p.submitted} scored, ${p.abstained} abstained, ${p.draft} drafts.`,
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
      "What it has been given ends, and its submitted reviews no longer count; both stay on record. Distribute again afterwards, so that the candidates get a judge.",
    reason: "Reason",
    remove: "Remove this judge",
  },

  done: {
    invited: "Invited, and conflicts have been looked for.",
    verified: "The identity is verified.",
    same_person: "The same person: this account was ended as a judge.",
    removed:
      "The judge was removed and its reviews no longer count. Distribute again, so that the candidates get a judge.",
    ran: "The candidates were distributed.",
    given: "Assigned.",
    imported: "All assignments of the file were imported.",
    accepted: "You accepted. Please declare your interests.",
    declined: "You declined.",
    declared: "Declared. Candidates that it concerns are not given to you.",
    none_declared: "You declared that there are no interests. Add some whenever that changes.",
  },

  assignment: {
    lead: (n) =>
      `Each candidate is scored by ${n} judges; never by one in conflict, and loads differ by at most one.`,
    preview: "Preview a distribution",
    previewTitle: "Preview (nothing is saved)",
    previewText: (p) =>
      `${p.added} assignments would be new, ${p.ended} would end, ${p.moved} of what stands would move; ${p.conflicts} conflicts were found.`,
    previewLoads: "Candidates that each judge would have",
    judge: "Judge",
    load: "Candidates",
    run: "Distribute by the rules",
    runAgain: "Distribute again (moving little)",
    runHint: "The seed stands in the rules, so that anybody can run it again. Submitted reviews never move.",
    shortTitle: "Candidates without enough judges",
    shortText: (p) =>
      p.conflicted > 0
        ? `${p.missing} missing: ${p.conflicted} judges are in conflict. Add judges.`
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
    oneLead: "Adds a judge to one candidate. One in conflict is refused, with the reason.",
    give: "Assign",
    fileTitle: "Assign by a file",
    fileLead:
      "CSV or Excel with two columns: blind code, judge e-mail. It is checked as a whole and imported only without faults; it ends nothing that stands.",
    file: "File",
    check: "Check the file",
    download: "Download what stands (CSV)",
    runsTitle: "Runs",
    runsCaption: "Runs so far",
    runNumber: "Run",
    runKind: "How",
    runKinds: { bulk: "by the rules", file: "file", single: "by hand" },
    runAt: "When",
    runMoved: "Moved",
    runShort: "Short",
    phaseOver: "The review is over; assignments stay as they are.",
    notYet: "Candidates can be assigned from screening on.",
    choose: "Choose",
  },

  file: {
    title: "Assign by a file",
    faultsTitle: (n) => `${n} things are wrong in the file; nothing was imported`,
    faultsText: "Correct the file and send it again.",
    line: "Row",
    lineNumber: (n) => `row ${n}`,
    whole: "the whole file",
    what: "What is wrong",
    summary: (added, standing) =>
      standing > 0
        ? `${added} assignments will be imported; ${standing} stand already.`
        : `${added} assignments will be imported.`,
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

  own: {
    lead: "What you judge, and what is due.",
    none: {
      title: "Nothing to judge",
      text: "When an organiser invites you as a judge, it stands here.",
    },
    programme: "Programme",
    due: "Due",
    progress: (submitted, assigned) => `${submitted} of ${assigned} scored`,
    todo: {
      answer: "Answer the invitation",
      declare: "Declare your interests",
      score: (n) => `${n} candidates to score`,
      wait: "Waiting for candidates",
      nothing: "All done",
      over: "Over",
    },
    open: "Open",
    answerTitle: "Answer the invitation",
    answerText:
      "After accepting, declare your interests; once the organiser has verified your identity you are given candidates.",
    answerField: "Your answer",
    accept: "Accept",
    decline: "Decline",
    send: "Send the answer",
    blind:
      "Blind review: candidates are known by a code alone. Please do not try to find out who stands behind one; if you recognise one that you have an interest in, declare it at once.",
    candidates: "Your candidates",
    candidatesCaption: "Your candidates and how far each is scored",
    code: "Code",
    category: "Category",
    review: "Review",
    score: "Score",
    noCandidates: "You have no candidates yet.",
    taken: (n) =>
      n === 1
        ? "1 candidate was taken away because of a conflict of interest; its score no longer counts."
        : `${n} candidates were taken away because of conflicts of interest; their scores no longer count.`,
    interestsTitle: "Interests",
    interestsText:
      "Declare organisations, estates and places where you or your family work, do business, live or invest. You can add some at any time; what is declared stays.",
    noInterests: "You declared that you have none.",
    notDeclared: "You have not declared them yet. Until you do, you are given no candidates.",
    declare: "Declare interests",
    none_to_declare: "I have no interests",
    addTitle: "Add an interest",
    over: "You are no judge of this programme any more and cannot score. Ask the organiser if you have questions.",
  },

  interests: {
    title: "Declare an interest",
    lead: "Search among the public organisations, estates and places. The lists have nothing to do with the candidates and tell nothing about them.",
    kind: "Kind",
    kinds: {
      organisation: "Organisation",
      estate: "Estate",
      place: "Place (district, street or community)",
    },
    word: "Name",
    wordHint: "A part of the name; for estates the initials of the pinyin will do as well.",
    search: "Search",
    found: (n) => (n === 0 ? "Nothing was found. Try another word or another kind." : "Choose one"),
    most: "The first 30 are shown; type more of the name.",
    note: "Note (optional)",
    noteHint: "For example: I work there, a relative works there, I live there. No names of other people.",
    add: "Declare",
    declared: "Declared",
    caption: "Declared interests",
    name: "Name",
    at: "When",
    noneTitle: "No interests",
    noneText:
      "If you have no interest in any organisation, estate or place, declare that. You can add some later.",
    placeHint: "An interest in a place is one in all estates in it.",
  },

  refusals: {
    judge_over: () => "This judge's part in the programme is over and cannot be changed.",
    judge_answered: () => "This invitation has been answered already.",
    interests_declared: () => "You have declared your interests already. Add one if something has changed.",
    assign_conflict: (p) =>
      `${p["code"]} cannot be given to ${p["name"]}, who is in conflict: ${because(p)}. Choose another judge.`,
  },
  faults: {
    judge_member_missing: () => "Choose a member who is a judge.",
    judge_invited_already: () => "This member is invited already. See the list.",
    judge_reason_missing: () => "Say why the judge is removed; it stays on record.",
    judge_reason_long: (p) => `The reason may have ${p["max"]} characters at most. Please shorten it.`,
    answer_missing: () => "Choose whether you accept or decline.",
    identity_kind_missing: () => "Choose the kind of document.",
    identity_number_missing: () => "Type the number of the document.",
    identity_number_wrong: () =>
      "This is no resident's number: it has 18 characters, the last one checks the others. Compare it with the card.",
    identity_number_shape: () =>
      "The number should be 5 to 30 letters and digits. Compare it with the document.",
    identity_taken: (p) =>
      `This document was seen for another judge, “${p["name"]}”: one person cannot judge with two accounts. Check the number; if it is the same person, tick the box to end this account.`,
    interest_missing: () => "Search first, then choose an organisation, estate or place.",
    interest_unknown: () => "There is no such organisation, estate or place. Search again.",
    interest_known: (p) => `“${p["name"]}” is declared already.`,
    interest_note_long: (p) => `The note may have ${p["max"]} characters at most. Please shorten it.`,
    assign_no_candidates: () => "There are no candidates yet that screening has let in.",
    assign_no_judges: () =>
      "No judge is ready: a judge has to accept, be verified and declare its interests first.",
    assign_code_missing: () => "The blind code is missing.",
    assign_code_unknown: (p) =>
      p["code"]
        ? `No candidate has the blind code “${p["code"]}”. Compare it with the list.`
        : "No candidate has this blind code. Compare it with the list.",
    assign_email_missing: () => "The judge's e-mail is missing.",
    assign_judge_unknown: (p) =>
      p["email"]
        ? `“${p["email"]}” is no judge of this programme. See the list of judges.`
        : "Choose a judge.",
    assign_judge_not_ready: (p) =>
      `${p["email"] ? `The judge “${p["email"]}”` : "This judge"} is not ready: accepting, being verified and declaring interests come first.`,
    assign_already: () => "This judge has the candidate already.",
    assign_twice: (p) => `${p["name"]} with ${p["code"]} stands in row ${p["line"]} already.`,
    assign_conflict: (p) =>
      `${p["code"]} cannot be given to ${p["name"]}, who is in conflict: ${because(p)}.`,
  },
}
