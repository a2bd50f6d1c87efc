import type { Rivals } from "./rival-words.ts"

/** Rivals of writes to letters, messages and settings. */
export const rivalsOfMails: Rivals = {
  "mails.begin": {
    "it is sent": ["update mails set state = 'sent' where id = $0.id"],
    "somebody tries": ["update mails set tries = tries + 1 where id = $0.id"],
  },
  "messages.read": { "it is read": ["update messages set read_at = 'x' where id = $0"] },
  "letterSettings.setOwn": {
    "the person sets them elsewhere": [`update users set letters = '{"rules_changed":"off"}' where id = $0`],
  },
  "letterSettings.setOrganisation": {
    "another head sets them": [`update organisations set letters = '{"rules_changed":"off"}' where id = $0`],
  },
  "deadlines.expectWaiting": {
    "the district closes": [
      "insert into closings (quarter, place_code, closed_at, member_id) select '2099Q1', district_code, 'x', 'm' from estates group by district_code",
    ],
    "one of them leaves": ["update members set ended_at = 'x' where organisation_id = $1"],
  },
  "digests.end": {
    "another run sends it": ["update mails set state = 'sent' where id = json_extract($0, '$[0]')"],
  },
}
