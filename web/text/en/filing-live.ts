import type { live as zh } from "../zh/filing-live.ts"
import { some } from "./plural.ts"

export const live: typeof zh = {
  filled: (n, total) => `${n}/${total} filled`,
  livePoints: (points, full) => `${points} of ${some(full, "point")}`,
  withheld: (half) => `few persons: only “${half ? "at least" : "below"} half” is published`,
  reasonOfNa: "NA needs its reason: only then it is an answer.",
  meterLeft: (n) => (n === 0 ? "All is filled in" : `${n} left`),
  meterMinutes: (n) => `about ${n} min`,
  meterWords: (filled, open, empty, wrong) =>
    `${filled} filled · ${open} to confirm · ${empty} empty${wrong > 0 ? ` · ${wrong} wrong` : ""}`,
  impliedZero: "The total is zero, so this can be nothing else",
  carryLast: "As last quarter, please confirm",
  carryFrom: (period) => `As in ${period} (nothing since), please confirm`,
  carryDerived: "Follows from last quarter, please confirm",
  carryConfirm: (n) =>
    n === 1 ? "This one has not changed: confirm" : `These ${n} have not changed: confirm`,
  carryConfirmed: (n) => `${n} confirmed as before`,
  carryOne: "Confirmed as before",
  carryChanged: (before) => `Changed; it was ${before}`,
  carryEmpty: (before) => `It was ${before}. Type a value, or leave it empty and say why.`,
  questionStates: { open: "To answer", changed: "Changed", answered: "Answered" },
  reuse: "Same as last quarter",
  reuseOf: (label) => `Same as last quarter: ${label}`,
}
