import { type Rivals, release } from "./rival-words.ts"

/** What somebody faster may do to corrections and to what companies ask to have corrected. */
export const rivalsOfCorrections: Rivals = {
  "corrections.open": {
    "the quarter is released anew": [release("$0.quarter", "final")],
    "its release runs": ["update releases set state = 'running' where id = $0.releaseId"],
  },
  "corrections.takeBack": {
    "somebody takes it back": ["update corrections set taken_back_at = 'x' where id = $0.id"],
    "a release closes it": [
      "update corrections set closed_by = (select id from releases limit 1) where id = $0.id",
    ],
    "a release runs": [release("$0.quarter", "running")],
    "the company types": [
      `update submission_parts set saved_at = '2999' where submission_id in
       (select id from submissions where estate_id = $0.estateId and quarter = $0.quarter)`,
    ],
  },
  "correctionRequests.file": {
    "the quarter is released anew": [release("$0.quarter", "final")],
    "its release runs": ["update releases set state = 'running' where id = $0.releaseId"],
    "the city opens a correction": [
      `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
       values ('rival', $0.quarter, $0.estateId, $0.releaseId, 'x', 'x', 'x')`,
    ],
    "a colleague asks (unique)": [
      `insert into correction_requests (id, quarter, estate_id, release_id, organisation_id, member_id, filed_at, reason,
         evidence, "values", prefill, effect, state, revision, due_day)
       values ('rival', $0.quarter, $0.estateId, $0.releaseId, $0.organisationId, 'x', 'x', 'x', 'x', '[]', '[]', '{}', 'asked', 1, 'x')`,
    ],
  },
  "correctionRequests.change": {
    "somebody answers or withdraws it": [
      "update correction_requests set revision = revision + 1 where id = $0.id",
    ],
  },
  "correctionRequests.expectNone": {
    "the company asks": [
      `insert into correction_requests (id, quarter, estate_id, release_id, organisation_id, member_id, filed_at, reason,
         evidence, "values", prefill, effect, state, revision, due_day)
       select 'rival', $0, $1, (select id from releases limit 1), (select id from organisations where kind = 'company' limit 1), 'x', 'x', 'x', 'x', '[]', '[]', '{}', 'asked', 1, 'x'`,
    ],
  },
}
