import type { Rivals } from "./rival-words.ts"

/** Rivals of naming who stands in, agreeing to it and ending it. */
export const rivalsOfDeputies: Rivals = {
  "deputies.expectFree": {
    "the absent leaves": ["update members set ended_at = 'x' where id = $0.memberId"],
    "the absent gets another role": ["update members set role = 'viewer' where id = $0.memberId"],
    "who is to stand in leaves": ["update members set ended_at = 'x' where id = $0.deputyId"],
    "who is to stand in joins another organisation": [
      `insert into members (id, user_id, organisation_id, role, created_at)
       select 'rival', m.user_id, 'company-1', 'viewer', 'x' from members m where m.id = $0.deputyId`,
    ],
    "somebody names another one": [
      `insert into deputies (id, organisation_id, member_id, role, deputy_id, from_day, to_day, state, named_by, named_at)
       values ('rival', $0.organisationId, $0.memberId, $0.role, $0.deputyId, $0.fromDay, $0.toDay, 'standing', 'x', 'x')`,
    ],
  },
  "deputies.confirm": {
    "it is ended": ["update deputies set state = 'ended' where id = $0.id"],
    "the absent gets another role": ["update members set role = 'viewer' where id = $0.memberId"],
    "who is to stand in leaves": ["update members set ended_at = 'x' where id = $0.deputyId"],
    "whoever asked leaves": ["update members set ended_at = 'x' where id = $0.namedBy"],
  },
  "deputies.end": { "it is ended": ["update deputies set state = 'ended' where id = $0"] },
}
