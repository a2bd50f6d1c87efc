import { kilobytes } from "../../../worker/domain/bytes.ts"
import { requestLimits } from "../../../worker/domain/request-limits.ts"
/** How a request itself can be wrong: its size, its end, and what it has seen. */
export const requestProblems = {
  body_stalled: {
    title: "The body did not come to its end",
    why: "The body stopped half-way, and the request was not performed.",
    mend: "Send it again with the same Idempotency-Key.",
  },
  address_too_long: {
    title: "The address is too long",
    why: `Path and query are longer than ${kilobytes(requestLimits.address)} KB.`,
    mend: "Shorten the parameters, or send several requests.",
  },
  headers_too_large: {
    title: "The headers are too large",
    why: `The request has more than ${requestLimits.headers} headers, or more than ${kilobytes(requestLimits.headerCharacters)} KB of them.`,
    mend: "Send the headers of the reference only.",
  },
  if_match_any: {
    title: "If-Match takes no *",
    why: "Every operation that asks for If-Match replaces, signs off or moves on what others change too: with * it would cover what nobody has looked at.",
    mend: "GET first, look at it and send its ETag in If-Match; to change a few values of a draft use PATCH, which needs none.",
  },
  changed_meanwhile: {
    title: "Somebody was faster",
    why: "The request named no version, and another write came first while it was worked on. Nothing of it was done.",
    mend: "GET again, look at what changed (`by` says who did it), then send it with a new key.",
  },
  finding_conflict: {
    title: "Somebody has just decided otherwise",
    why: "Of what `decisions` lists the saved decision is not what `was` says any more; nothing of the request was written.",
    mend: "Look at the decisions and who made them, correct `was`, and send it with a new key.",
  },
  value_conflict: {
    title: "Values are no longer what they were to replace",
    why: "What `conflicts` lists is not what `was` says any more; nothing of the request was written.",
    mend: "Look at `now` in `conflicts`, correct `was` and `value`, and send it with a new key.",
  },
}
