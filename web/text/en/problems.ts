import { KEY_LENGTH } from "../../../worker/domain/api-key.ts"
import { kilobytes, megabytes } from "../../../worker/domain/bytes.ts"
import { tableLimit } from "../../../worker/domain/registry/import-table.ts"
import { idempotencyKeyLength, requestLimits } from "../../../worker/domain/request-limits.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"
import type { problems as zh } from "../zh/problems.ts"
import { correctionProblems } from "./corrections.ts"
import { bookProblems } from "./problems-books.ts"
import { quarterProblems } from "./problems-quarters.ts"
import { registryProblems } from "./problems-registry.ts"
import { selectionProblems } from "./problems-selection.ts"
import { requestProblems } from "./request-problems.ts"
import { unavailableProblems } from "./unavailable.ts"

/** Problems of requests to /api/v1, by code. */
export const problems: typeof zh = {
  ...bookProblems,
  ...requestProblems,
  key_missing: {
    title: "No key was presented",
    why: "The request has no Authorization header, or another scheme than Bearer. Browser sessions are not accepted.",
    mend: "Send Authorization: Bearer shige_…. Who runs your organisation makes keys on the page “API keys”.",
  },
  key_unknown: {
    title: "Unknown key",
    why: "This city has no such key: characters may be missing, or it belongs to another city.",
    mend: `Check the whole key (it begins with shige_ and has ${KEY_LENGTH} characters) and the host; a lost key must be made anew.`,
  },
  key_expired: {
    title: "The key has expired",
    why: "Its last day is over, or the overlap after a rotation.",
    mend: "Have a new key made, and rotate keys before they expire.",
  },
  key_revoked: {
    title: "The key was revoked",
    why: "Who runs your organisation has revoked it.",
    mend: "Have a new key made.",
  },
  key_suspended: {
    title: "The key is suspended",
    why: "Who made it has left or no longer runs the organisation, or the organisation is gone. A key's rights are those of who made it.",
    mend: "Have the present head rotate the key; the new one is theirs.",
  },
  rate_limited: {
    title: "Too many requests",
    why: "This key made more requests in this minute than it may (RateLimit-Limit).",
    mend: "Wait for the seconds in Retry-After. Pace batches, and use one key for each system.",
  },
  forbidden: {
    title: "Not allowed",
    why: "The key lacks the scope, or the role of who made it may not do this.",
    mend: "See in the reference which scope the operation needs and have a key made that has it.",
  },
  not_found: {
    title: "Not found",
    why: "There is no such address, or it is outside what your organisation may see. The answer is the same for both.",
    mend: "Check address, quarter and estate; addresses that lists answer are always right.",
  },
  idempotency_key_missing: {
    title: "Idempotency-Key is missing",
    why: "Every POST carries a key that you make, so that a retry after a lost reply never writes twice.",
    mend: `Make a new key for every operation (${idempotencyKeyLength.least}–${idempotencyKeyLength.most} letters, digits, - or _, a UUID for example) and send the same one when you retry.`,
  },
  idempotency_key_malformed: {
    title: "Idempotency-Key is malformed",
    why: `It must have ${idempotencyKeyLength.least}–${idempotencyKeyLength.most} letters, digits, - or _.`,
    mend: "Send something like a UUID.",
  },
  key_reused: {
    title: "Same key, another request",
    why: "This Idempotency-Key was used for another request: its address or body differs.",
    mend: "A retry must be the same to the letter; a new operation needs a new key.",
  },
  if_match_missing: {
    title: "If-Match is missing",
    why: "A change says which version it has seen, so that it never covers what somebody else just did.",
    mend: "GET first, and send the ETag of the answer in If-Match.",
  },
  stale: {
    title: "It has changed meanwhile",
    why: "The version in If-Match is not the present one: somebody changed it, or your last write had succeeded.",
    mend: "GET again, look at what `changed` lists, then send it with the new ETag.",
  },
  json_malformed: {
    title: "Not JSON",
    why: "The body is not JSON in UTF-8, or it is cut off.",
    mend: "Let a library write the JSON; check quotes, commas and encoding.",
  },
  json_too_deep: {
    title: "JSON nested too deeply",
    why: `More than ${requestLimits.jsonLevels} levels. No operation needs that.`,
    mend: "Send what the reference describes.",
  },
  json_duplicate_name: {
    title: "A name stands twice",
    why: "An object holds two members of one name, so nobody can tell which counts.",
    mend: "Write every name once.",
  },
  json_name_refused: {
    title: "A name that is not allowed",
    why: "The name __proto__ means something else to programs.",
    mend: "Leave it out.",
  },
  media_type: {
    title: "Wrong type of content",
    why: "The operation does not take this type of content.",
    mend: "Send JSON with the header Content-Type: application/json, a file with one of the types of the reference, for example text/csv.",
  },
  too_large: {
    title: "Too large",
    why: `The body is larger than allowed: ${kilobytes(requestLimits.body)} KB, ${megabytes(tableLimit.file)} MB for a file that is imported, ${megabytes(attachmentLimit.file)} MB for one file of a nomination (${megabytes(attachmentLimit.form)} MB with the form, on pages).`,
    mend: "Send several requests or files.",
  },
  query_invalid: {
    title: "Wrong query",
    why: "A parameter in the address is unknown, missing or has a wrong value; see `faults`.",
    mend: "Correct it by the reference.",
  },
  cursor_invalid: {
    title: "Invalid cursor",
    why: "The cursor was edited, or belongs to another list, other filters or another organisation.",
    mend: "Send `nextCursor` as it was answered, with the same filters; or begin at the first page.",
  },
  invalid: {
    title: "Something is wrong with the content",
    why: "Values do not fit; `faults` lists each. Nothing was written.",
    mend: "Correct every fault and send it again with a new Idempotency-Key.",
  },
  conflict: {
    title: "Not possible now",
    why: "The state of the object does not allow this.",
    mend: "GET it, look at its state, and decide what comes next.",
  },
  membership_changed: {
    title: "The rights changed meanwhile",
    why: "Who made the key was just removed or given another role, or the key was revoked. Nothing was written.",
    mend: "Have the head of your organisation look at the key.",
  },
  move_save: {
    title: "Submitted, so it cannot be edited",
    why: "The submission is submitted or verified; its draft is closed.",
    mend: "Before it is verified, withdraw it; afterwards ask the street or district to return it.",
  },
  move_submit: {
    title: "Submitted already",
    why: "The submission is not in a state that can be submitted.",
    mend: "GET it and look at `state`; after a return it can be submitted again.",
  },
  ask_nothing: {
    title: "Nothing to ask for",
    why: "No figure of this provider fails a check or is waited for.",
    mend: "GET it again and look at part.asking.",
  },
  asked_today: {
    title: "Asked today already",
    why: "A provider is asked once a day for an estate and quarter.",
    mend: "Ask again tomorrow, or speak to them.",
  },
  move_withdraw: {
    title: "Cannot be withdrawn",
    why: "It is not submitted, or an authority has verified it.",
    mend: "Edit it when it is not submitted; otherwise ask the street or district to return it.",
  },
  move_verify_street: {
    title: "Not waiting for the street",
    why: "It is not submitted, or the street has verified it.",
    mend: "`state=waiting` lists what waits for you.",
  },
  move_verify_district: {
    title: "Not waiting for the district",
    why: "The street has not verified it yet, or the district has.",
    mend: "`state=waiting` lists what waits for you.",
  },
  move_take_back: {
    title: "No verification to take back",
    why: "Your level has not verified it, or the level above has.",
    mend: "GET it and look at `state`: a street takes back `street_verified`, a district `verified`.",
  },
  move_return: {
    title: "Cannot be returned",
    why: "Your level cannot return it now.",
    mend: "GET it and look at `verification.mayReturn`.",
  },
  asked_open: {
    title: "Questions are still open",
    why: "Some decisions are `asked`, so it cannot be verified.",
    mend: "Return it, or decide `accepted` or `adjusted`.",
  },
  marks_open: {
    title: "Marks are not settled",
    why: "Each mark has to be checked before it is verified.",
    mend: "Name each `mark` of `verification.marks` that was checked in `settled`, or adjust or return.",
  },
  part_closed: {
    title: "Your part is closed",
    why: "The street has verified, which fixes the values of community and street.",
    mend: "Ask the street or district to return it.",
  },
  closed: {
    title: "Closed",
    why: "The district has closed this quarter.",
    mend: "It cannot be reopened; corrections come with a revision after the release.",
  },
  released: {
    title: "Released",
    why: "The quarter is being released or has been.",
    mend: "Ask the city's authority to open a correction (POST …/corrections).",
  },
  explain: {
    title: "A reason is needed",
    why: "Nothing is wrong, but something is unusual (`faults`); it is saved with a reason only.",
    mend: "Check what `faults` lists; if it is right, say why in `reason` and send it with a new Idempotency-Key.",
  },
  estate_retired: {
    title: "The estate is retired",
    why: "A retired estate cannot be changed so.",
    mend: "Take the retirement back first (reinstatement).",
  },
  estate_not_retired: {
    title: "The estate is not retired",
    why: "Only a retired estate is reinstated.",
    mend: "Nothing is left to do.",
  },
  closed_unreleased: {
    title: "A quarter is closed and not released",
    why: "Reinstating would change a quarter that is closed but not released.",
    mend: "Wait for its release.",
  },
  tenure_not_last: {
    title: "Not the last tenure",
    why: "Only the last tenure can be ended or removed.",
    mend: "Begin with the last one.",
  },
  last_head: {
    title: "The last head",
    why: "Every organisation keeps at least one head.",
    mend: "Make another member a head first.",
  },
  heads_by_people: {
    title: "People decide who heads an organisation",
    why: "A key cannot invite, appoint, dismiss or remove a head: it would reach beyond its own scopes.",
    mend: "A head signs in and does it on the members page.",
  },
  role_sees_all: {
    title: "This role cannot be limited",
    why: "Only a company's editors are limited to estates.",
    mend: "Change the role to editor first.",
  },
  invitation_accepted: {
    title: "The invitation was accepted",
    why: "The person has joined; the invitation cannot be changed.",
    mend: "See or remove the member.",
  },
  invitation_closed: {
    title: "The invitation waits no more",
    why: "It was accepted or revoked, or has expired, and cannot be changed.",
    mend: "Invite again and limit that; limit the member when the person has joined.",
  },
  invitation_revoked: {
    title: "The invitation was revoked",
    why: "It was revoked before.",
    mend: "Invite again if you need to.",
  },
  ...quarterProblems,
  ...registryProblems,
  ...unavailableProblems,
  ...correctionProblems,
  ...selectionProblems,
  bad_request: {
    title: "Bad request",
    why: "The server cannot read this request.",
    mend: "Check address, headers and body by the reference.",
  },
  unknown_host: {
    title: "No such city",
    why: "No city has this host name.",
    mend: "Use the host name of your city.",
  },
  unexpected: {
    title: "Something unexpected happened",
    why: "The platform failed. Writes are atomic: what did not succeed wrote nothing.",
    mend: "Try again with the same Idempotency-Key; if it persists, tell us the request number in `instance`.",
  },
}
