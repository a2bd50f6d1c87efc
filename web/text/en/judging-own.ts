import { interestChoices } from "../../../worker/domain/selection/interests.ts"
import type { judgingOwn as zh } from "../zh/judging-own.ts"
import { some } from "./plural.ts"

export const judgingOwn: typeof zh = {
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
      score: (n) => `${some(n, "candidate")} to score`,
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
    most: `The first ${interestChoices} are shown; type more of the name.`,
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
}
