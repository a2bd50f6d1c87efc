import { type Rivals, release } from "./rival-words.ts"

/** Rivals of what is done to a quarter as a whole. */
export const rivalsOfQuarters: Rivals = {
  "quarters.close": {
    "it is released": [release("$0.quarter", "running")],
    "somebody closes it (unique)": [
      "insert into closings (quarter, place_code, closed_at, member_id) values ($0.quarter, $0.placeCode, 'x', 'x')",
    ],
  },
  "quarters.reopen": {
    "it is released": [release("$0.quarter", "running")],
    "a preliminary release begins": [release("$0.quarter || 'P'", "running")],
    "somebody opens it again": [
      "delete from closings where quarter = $0.quarter and place_code = $0.placeCode",
    ],
  },
  "quarters.setWindow": {
    "it is released": [release("$0.quarter", "running")],
    "somebody sets it": ["update quarters set window_days = 19 where quarter = $0.quarter"],
  },
  "quarters.moveDeadline": {
    "it is released": [release("$0.quarter", "running")],
    "a preliminary release begins": [release("$0.quarter || 'P'", "running")],
    "somebody moves it": ["update quarters set deadline_day = '2099-01-01' where quarter = $0.quarter"],
  },
  "extensions.expect": {
    "somebody extends one": [
      `insert into extensions (estate_id, quarter, day, reason, organisation_id, member_id, since, at)
       values (json_extract($1, '$[0].id'), $0, '2098-01-01', 'x', 'company-1', 'x', 'x', 'x')
       on conflict do update set day = '2099-01-01'`,
    ],
  },
  "exemptions.expectUnsent": {
    "it is sent": [
      `insert into submissions (id, estate_id, quarter, organisation_id, state, revision, filing)
       values ('rival', $1, $0, 'company-1', 'submitted', 0, 1) on conflict (estate_id, quarter) do update set state = 'submitted'`,
    ],
    "a preliminary release begins": [release("$0 || 'P'", "running")],
  },
  "exemptions.expectStanding": {
    "somebody takes it back": ["delete from exemptions where quarter = $0 and estate_id = $1.id"],
    "a district closes": [
      "insert into closings (quarter, place_code, closed_at, member_id) values ($0, $1.districtCode, 'x', 'x')",
    ],
    "it is released": [release("$0", "running")],
    "a preliminary release begins": [release("$0 || 'P'", "running")],
  },
  "quarters.remove": {
    "it is released": [release("$0", "running")],
    "a preliminary release begins": [release("$0 || 'P'", "running")],
    "somebody begins to type": [
      `insert into submissions (id, estate_id, quarter, organisation_id, state, revision, filing)
       select 'rival', id, $0, 'company-1', 'draft', 0, 1 from estates limit 1`,
    ],
    "a district closes": [
      "insert into closings (quarter, place_code, closed_at, member_id) values ($0, '510104', 'x', 'x')",
    ],
    "an estate is extended": [
      `insert into extensions (estate_id, quarter, day, reason, organisation_id, member_id, since, at)
       select id, $0, 'x', 'x', 'company-1', 'x', 'x', 'x' from estates limit 1`,
    ],
    "an estate is exempted": [
      `insert into exemptions (estate_id, quarter, reason, organisation_id, member_id, at)
       select id, $0, 'x', 'company-1', 'x', 'x' from estates limit 1`,
    ],
    "a company asks a place": [
      `insert into askings (estate_id, quarter, provider, day, organisation_id, member_id, at, keys)
       select id, $0, 'community', 'x', 'company-1', 'x', 'x', 'x' from estates limit 1`,
    ],
  },
  "releases.request": {
    "somebody asks for it": [release("$0.period", "running")],
    "somebody asks for a preliminary one": [release("$0.period || 'P'", "running")],
    "a preliminary one is made": [release("$0.period || 'P'", "preliminary")],
    "a district opens again": ["delete from closings where quarter = $0.period"],
  },
  "releases.requestPreliminary": {
    "somebody asks for the final one": [release("$0.period", "running")],
    "somebody asks for it": [release("$0.period || 'P'", "running")],
    "a district opens again": ["delete from closings where quarter = $0.period"],
  },
}
