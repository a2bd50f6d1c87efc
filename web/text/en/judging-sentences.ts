import { type ConflictStep, toldPath } from "../../../worker/domain/selection/conflicts.ts"
import { documentLength } from "../../../worker/domain/selection/identity-document.ts"
import type { judgingSentences as zh } from "../zh/judging-sentences.ts"

type With = Record<string, string | number>

const ties: Record<ConflictStep["by"], (name: string) => string> = {
  self: () => "judge",
  member: (name) => `works for ${name}`,
  former_member: (name) => `used to work for ${name}`,
  manages: (name) => `manages ${name}`,
  managed: (name) => `used to manage ${name}`,
  governs: (name) => `governs ${name}`,
  nominates: (name) => `nominates ${name}`,
  stands_in: (name) => `which holds ${name}`,
  declared: (name) => `declared an interest in ${name}`,
}

const way = (path: readonly ConflictStep[]) =>
  path
    .filter(({ by }) => by !== "self")
    .map(({ by, name }) => ties[by](name))
    .join(" → ")

function because(p: With): string {
  const path = toldPath(p)
  if (path.length === 0) return "this conflict is on record"
  const rival = p["kind"] === "rival" ? ", which has a candidate of its own in the category" : ""
  return `${way(path)}${rival}`
}

export const judgingSentences: typeof zh = {
  way,
  kinds: {
    member: "present tie",
    former: "former tie",
    declared: "declared",
    rival: "rival in the category",
  },
  refusals: {
    judge_over: () => "This judge's part in the programme is over and cannot be changed.",
    assign_ended: () => "This assignment has ended already.",
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
      `The number should be ${documentLength.least} to ${documentLength.most} letters and digits. Compare it with the document.`,
    identity_passport_shape: () =>
      "This is no passport's number: it has seven to nine letters and digits, a Chinese one nine. Compare it with the data page, or choose another kind of document.",
    identity_permit_shape: () =>
      "This is no permit's number: H or M and eight digits for Hong Kong and Macao, eight digits for Taiwan. Compare it with the card; leave out the count of renewals.",
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
    assign_uneven: (p) =>
      `${p["name"]} would have ${p["load"]} candidates and another judge ${p["least"]}: more than one apart. Choose another judge, or give a reason.`,
    take_back_reason: () => "The judge has begun to score: say why it is taken back. It stays on record.",
    assign_already: () => "This judge has the candidate already.",
    assign_twice: (p) => `${p["name"]} with ${p["code"]} stands in row ${p["line"]} already.`,
    assign_conflict: (p) =>
      `${p["code"]} cannot be given to ${p["name"]}, who is in conflict: ${because(p)}.`,
  },
}
