import type { quarterProblems as zh } from "../zh/problems-quarters.ts"
import { exemptionProblems } from "./exemptions.ts"
import { extensionProblems } from "./extensions.ts"

/** Problems of closing, opening again and releasing a quarter. */
export const quarterProblems: typeof zh = {
  ...extensionProblems,
  ...exemptionProblems,
  not_stalled: {
    title: "The release has not stalled",
    why: "Only a stalled release is restarted.",
    mend: "GET …/release and try again once `stalled` is true.",
  },
  not_ended: {
    title: "The quarter has not ended",
    why: "Closing and releasing wait for its end.",
    mend: "Try after its last day.",
  },
  already_closed: {
    title: "Closed before",
    why: "The district closed this quarter earlier.",
    mend: "Nothing is left to do.",
  },
  not_closed: {
    title: "Not closed",
    why: "The district has not closed this quarter.",
    mend: "Nothing to do.",
  },
  quarter_in_use: {
    title: "The quarter is in use",
    why: "Somebody has typed, closed or released.",
    mend: "It cannot be deleted; move its deadline if need be.",
  },
  preliminary_stands: {
    title: "There is a preliminary release",
    why: "After it only the city opens districts again, and the deadline cannot be moved.",
    mend: "Ask the city.",
  },
  preliminary_missing: {
    title: "No preliminary release yet",
    why: "The city has set a time for checking: companies check a preliminary release before the final one.",
    mend: "POST …/quarters/:quarter/preliminary.",
  },
  preliminary_outdated: {
    title: "Estates that nobody has checked",
    why: "A district has closed, or closed again, since the preliminary release.",
    mend: "Make another preliminary release.",
  },
  window_open: {
    title: "Still being checked",
    why: "The final release comes after the time for checking.",
    mend: "See preliminary.windowDay of GET …/quarters/:quarter; try after it.",
  },
  window_over: {
    title: "The time for checking is over",
    why: "Corrections of a preliminary release are asked for within its time for checking.",
    mend: "Ask again after the final release.",
  },
  nothing_closed: {
    title: "No district has closed",
    why: "A preliminary release scores what is verified in closed districts.",
    mend: "Wait until a district has closed.",
  },
  release_running: {
    title: "Being released",
    why: "The release of this quarter has not ended.",
    mend: "GET …/release for its progress.",
  },
}
