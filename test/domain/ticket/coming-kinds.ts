import { ticketKind } from "../../../worker/domain/ticket/ticket-kind.ts"

/**
 * Kinds that the product is going to have, declared as their issues describe them, so that the value is known to carry them.
 * Nothing of the product is made of them yet.
 */
const ended = { due: null, blocks: false } as const
const reply = { most: 1000 }
const day = 24 * 3_600_000

/** A company asks for a correction of its figures while a release is preliminary; the district answers, and the release waits. */
export const correctionRequests = ticketKind({
  name: "request",
  during: ["preliminary"],
  filing: {
    by: "filing.submit",
    to: "asked",
    fields: { text: 2000 },
    files: 5,
    each: { tries: 50, windowMs: day },
    all: { tries: 5000, windowMs: day },
    openAtOnce: 3,
  },
  states: {
    asked: {
      due: { within: { least: 0, most: 10, usual: 5 }, from: "filed", after: "late" },
      blocks: true,
    },
    granted: ended,
    declined: ended,
    taken_back: ended,
  },
  acts: {
    answer: {
      by: "verification.decide",
      from: ["asked"],
      // The class of the reason comes from a fixed list.
      to: { corrected: "granted", figures_right: "declined", out_of_time: "declined" },
      reply,
    },
    take_back: { by: "sender", from: ["asked"], to: "taken_back", reply: null },
  },
})

/** Anybody doubts a released figure: the company explains, then the district settles it. Nothing waits for it. */
export const doubts = ticketKind({
  name: "doubt",
  during: ["released"],
  filing: {
    by: "anybody",
    to: "raised",
    fields: { text: 1000, contact: 120 },
    files: 3,
    each: { tries: 5, windowMs: day },
    all: { tries: 200, windowMs: day },
    openAtOnce: 1,
  },
  states: {
    raised: { due: { within: { least: 5, most: 5, usual: 5 }, from: "filed", after: "late" }, blocks: false },
    explained: {
      due: { within: { least: 5, most: 10, usual: 5 }, from: "state", after: "late" },
      blocks: false,
    },
    founded: ended,
    unfounded: ended,
  },
  acts: {
    explain: { by: "filing.submit", from: ["raised"], to: "explained", reply },
    settle: {
      by: "verification.decide",
      from: ["raised", "explained"],
      to: { founded: "founded", unfounded: "unfounded" },
      reply,
    },
  },
})

/** A hundred objections in groups: refusing many is confirmed by a second person; an objector may ask once for a decision of its own. */
export const groupedObjections = ticketKind({
  name: "grouped",
  during: ["notice", "decided"],
  filing: {
    by: "anybody",
    to: "received",
    fields: { text: 2000 },
    files: 3,
    each: { tries: 20, windowMs: day },
    all: { tries: 200, windowMs: day },
    openAtOnce: null,
  },
  states: {
    received: {
      due: { within: { least: 5, most: 15, usual: 10 }, from: "filed", after: "late" },
      blocks: true,
    },
    refusal_asked: {
      due: { within: { least: 5, most: 15, usual: 10 }, from: "filed", after: "late" },
      blocks: true,
    },
    refused_together: {
      due: { within: { least: 3, most: 5, usual: 3 }, from: "state", after: "refused" },
      blocks: false,
    },
    asked_again: {
      due: { within: { least: 5, most: 15, usual: 5 }, from: "state", after: "late" },
      blocks: true,
    },
    rejected: ended,
    upheld: ended,
  },
  acts: {
    refuse_many: { by: "programme.run", from: ["received"], to: "refusal_asked", reply },
    confirm: {
      by: "programme.run",
      another: true,
      from: ["refusal_asked"],
      to: "refused_together",
      reply: null,
    },
    ask_again: { by: "sender", from: ["refused_together"], to: "asked_again", reply: null },
    decide: {
      by: "programme.run",
      from: ["received", "asked_again"],
      to: { upheld: "upheld", rejected: "rejected" },
      reply,
    },
  },
})
