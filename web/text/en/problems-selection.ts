import type { ProblemWords } from "../zh/problem-words.ts"
import type { selectionProblems as zh } from "../zh/problems-selection.ts"

/** Problems of requests about programmes, by code. */
export const selectionProblems: Record<keyof typeof zh, ProblemWords> = {
  programme_draft: {
    title: "The programme has not opened",
    why: "Its rules are still being drafted; none are in force.",
    mend: "Try again once the chair has opened it on a page.",
  },
  programme_stopped: {
    title: "The programme was stopped",
    why: "Nothing can be done in it any more; its records stay.",
    mend: "See why in `stopReason`. It cannot be resumed; hold another programme if one is needed.",
  },
  programme_phase: {
    title: "Not in this phase",
    why: "The programme is in a phase (`parameters.phase`) in which this cannot be done.",
    mend: "GET the programme and look at `phase`; come back in the phase that this is for.",
  },
  next_before_deadline: {
    title: "Nominations are still open",
    why: "Screening waits for the end of the closing day, 23:59:59 in Asia/Shanghai.",
    mend: "The day is `dates.closeDay` of the rules; try again after it.",
  },
  next_missing: {
    title: "Something is still to be done",
    why: "What has to be done before the next phase stands in `faults`.",
    mend: "For example screen first (screening), then assign judges (assignments); try again with a new Idempotency-Key.",
  },
  conflict_of_interest: {
    title: "Conflict of interest",
    why: "Judge and candidate are connected; `path` tells how, step by step. Nothing was assigned, and the conflict is on record.",
    mend: "Choose another judge. What is wrong about a judge is put right on pages; there is no way around it.",
  },
  nomination_not_begun: {
    title: "Nominations have not begun",
    why: "The day `dates.openDay` of the rules is still to come.",
    mend: "Nominate from that day on.",
  },
  nomination_closed: {
    title: "Nominations are closed",
    why: "The closing day, 23:59:59 in Asia/Shanghai, is over: nothing can be begun, changed or submitted.",
    mend: "Nothing can be handed in later. What was submitted can still be withdrawn (withdrawal).",
  },
  nomination_taken: {
    title: "Nominated already",
    why: "An estate has one nomination in a category; `parameters.by` names who made it, `own` is 1 when that is you.",
    mend: "Talk to them, or choose another category.",
  },
  nomination_press: {
    title: "No released figures",
    why: "Only newspapers have reported on this estate, so it cannot be nominated.",
    mend: "Choose an estate that takes part in the benchmark.",
  },
  nomination_retired: {
    title: "The estate takes part no more",
    why: "A retired estate cannot be nominated.",
    mend: "Choose another one; if the registry is wrong, an authority can reinstate it.",
  },
  nomination_not_in_basis: {
    title: "Not in the programme's basis",
    why: "The release that the programme rests on (`basis` of the rules) does not hold this estate.",
    mend: "Choose an estate of that release; see GET /api/v1/releases/{period}.",
  },
  nomination_submitted: {
    title: "The nomination was submitted",
    why: "What it says and its figures are fixed.",
    mend: "To change it, withdraw it (withdrawal) and nominate again.",
  },
  nomination_withdrawn: {
    title: "The nomination was withdrawn",
    why: "It counts for nothing any more.",
    mend: "While nominations are open you can nominate again (POST /nominations).",
  },
  feedback_early: {
    title: "No feedback yet",
    why: "It is there once the awards are public.",
    mend: "GET the programme and look at `phase`; come back when it is decided.",
  },
  attachments_closed: {
    title: "No files come or go any more",
    why: "The nomination was submitted or withdrawn, or nominations are not open.",
    mend: "Withdraw what was submitted (withdrawal) and begin again; the days are `dates` of the rules.",
  },
  nomination_decided: {
    title: "The results are published",
    why: "After that only a nomination in reserve can be withdrawn: nobody else's place depends on it.",
    mend: "About an estate that was selected, ask the organiser.",
  },
  nomination_not_own: {
    title: "Not your own nomination",
    why: "Who nominated changes it; the organiser reads it and changes nothing for anybody.",
    mend: "Ask the organisation that nominated.",
  },
}
