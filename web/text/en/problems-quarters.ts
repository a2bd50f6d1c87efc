import type { quarterProblems as zh } from "../zh/problems-quarters.ts"
import { extensionProblems } from "./extensions.ts"

/** Problems of closing, opening again and releasing a quarter. */
export const quarterProblems: typeof zh = {
  ...extensionProblems,
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
  release_running: {
    title: "Being released",
    why: "The release of this quarter has not ended.",
    mend: "GET …/release for its progress.",
  },
}
