import { gone, type Rivals } from "./rival-words.ts"

/** Rivals of what removes rows whose days are over. */
export const rivalsOfRetention: Rivals = {
  "retention.remove sessions": gone("sessions"),
  "retention.remove proofs": gone("proofs"),
  "retention.remove challenges": gone("spent_challenges", "hash"),
  "retention.remove factor_resets": gone("factor_resets"),
  "retention.remove attempts": {
    ...gone("attempts", "subject"),
    "somebody tries again": [
      "update attempts set started_at = '2999' where subject = json_extract($1, '$[0]')",
    ],
  },
  "retention.remove invitations": gone("invitations"),
  "retention.remove writes": gone("writes", "key"),
  "retention.remove mails": gone("mails"),
  "retention.remove messages": gone("messages"),
  "retention.remove askings": {
    "it is gone": ["delete from askings where rowid = json_extract($1, '$[0]')"],
    "its quarter is released anew": ["update publications set published_at = '2999'"],
    "it is being corrected": [
      `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
       select 'rival', a.quarter, a.estate_id, p.release_id, 'x', 'x', 'x' from askings a
       join publications p on p.period = a.quarter where a.rowid = json_extract($1, '$[0]')`,
    ],
  },
  "retention.remove drafts": {
    "it is submitted": ["update submissions set state = 'submitted' where id = json_extract($1, '$[0]')"],
    "it was submitted once": [
      "update submissions set first_submitted_at = 'x' where id = json_extract($1, '$[0]')",
    ],
  },
}
