import { type Rivals, release } from "./rival-words.ts"

const evidenceRivals = {
  "somebody describes it": ["update evidence set revision = revision + 1 where id = $0.id"],
  "it is deleted": ["update evidence set removed_at = 'x' where id = $0.id"],
}

/** What may happen to one of the estates of a filing book before all of it is written, and to evidence. */
export const rivalsOfBooks: Rivals = {
  "books.expectStates": {
    "one of them moves on": [
      "update submissions set state = iif(state = 'draft', 'submitted', 'draft') where id = $0.0.id",
    ],
  },
  "books.expectRevisions": {
    "somebody changes one of them": ["update submissions set revision = revision + 1 where id = $0.0.id"],
  },
  "books.expectParts": {
    "its provider saves one of them": [
      `insert into submission_parts (submission_id, provider, revision, saved_at, member_id)
       values ($1.0.id, $0, $1.0.revision + 1, 'x', 'x') on conflict do update set revision = revision + 1`,
    ],
  },
  "books.expectOpen": {
    "somebody exempts one": [
      `insert into exemptions (estate_id, quarter, reason, organisation_id, member_id, at)
       values ($1.0.id, $0, 'x', 'company-1', 'x', 'x')`,
    ],
    "the district of one closes": [
      "insert into closings (quarter, place_code, closed_at, member_id) values ($0, $1.0.districtCode, 'x', 'x')",
    ],
    "the quarter is released": [release("$0", "final")],
    "the next release of a correction runs": [
      release("$0", "running"),
      `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
       values ('rival', $0, $1.0.id, 'rival', 'x', 'x', 'x')`,
    ],
  },
  "evidence.expectTyping": {
    "it moves on": [
      "update submissions set state = 'verified' where estate_id = $0.estateId and quarter = $0.quarter",
    ],
    "it is sent, returned and typed anew": [
      "update submissions set filing = filing + 1 where estate_id = $0.estateId and quarter = $0.quarter",
    ],
  },
  "evidence.expectRoom": {
    "a colleague fills it": [
      `insert into evidence (id, estate_id, quarter, indicator, organisation_id, provider, filing, file, name, type, bytes,
         hash, received_hash, member_id, added_at)
       values ('rival', $0.estateId, $0.quarter, 'ENV-01', $0.organisationId, 'company', 1, 'rival', '', 'image/png',
         1073741824, 'x', 'x', 'x', 'x')`,
    ],
  },
  "evidence.describe": evidenceRivals,
  "evidence.show": evidenceRivals,
  "evidence.remove": evidenceRivals,
}
