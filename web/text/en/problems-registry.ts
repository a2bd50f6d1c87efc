import { MOST_ARCHIVES } from "../../../worker/domain/leaving/export.ts"
import type { ProblemWords } from "../zh/problem-words.ts"
import type { registryProblems as zh } from "../zh/problems-registry.ts"

/** Problems of requests about files, places and exports, by code. */
export const registryProblems: Record<keyof typeof zh, ProblemWords> = {
  clerks_same: {
    title: "Nothing to change",
    why: "The rows say what stands already.",
    mend: "Nothing is left to do.",
  },
  import_faults: {
    title: "The file was not entered",
    why: "It has faults, told line by line in `faults` (`parameters.row` is the line); when none are told, all that it holds stands already. Nothing was entered; conflicts of interest found in a file of assignments are on record.",
    mend: "Mend every line told in `faults` and send it with a new Idempotency-Key.",
  },
  import_unconfirmed: {
    title: "Something to look at first",
    why: "Nothing in the file is wrong, but some of it is doubtful, see `faults`: namesakes, or a place that is not a community. Nothing was entered.",
    mend: "Look at what `faults` lists; when it is true, add `confirmed=true` and send it with a new Idempotency-Key.",
  },
  place_retired_already: {
    title: "The place is retired already",
    why: "It was retired before.",
    mend: "Nothing more to do; GET it and look at `retiredFrom`.",
  },
  place_not_retired: {
    title: "The place is not retired",
    why: "Only a retirement can be taken back.",
    mend: "Nothing more to do.",
  },
  place_not_empty: {
    title: "Places below it stand",
    why: "`parameters.n` places below it are in use, so it cannot be retired.",
    mend: "Retire those below it first, communities before streets.",
  },
  city_stays: {
    title: "The city cannot be retired",
    why: "All its other places stand below it.",
    mend: "Name the county, street or community that is to be retired.",
  },
  export_running: {
    title: "An export is under way",
    why: "An organisation has one at a time.",
    mend: "Follow it with GET /exports and download it when it is done.",
  },
  export_many: {
    title: "Too many archives",
    why: `\`parameters.n\` archives have not expired; ${MOST_ARCHIVES} are kept at most.`,
    mend: "Download one of them (GET /exports), or wait until they expire.",
  },
}
