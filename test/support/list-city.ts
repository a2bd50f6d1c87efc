import { overseenActions } from "../../worker/domain/audit/oversight.ts"
import type { FrontDoor } from "./front-door.ts"

/**
 * Makes estates of a company different in everything that the filing list orders and narrows by: some have more time than
 * others, some had been scored, and two stand in another district, which has closed.
 */
export async function spreadOut(door: FrontDoor, slugs: readonly string[]): Promise<void> {
  const createdAt = door.now.toISOString()
  await door.cell.rows("update tenures set recorded_at = ? where estate_id like 'id-list-5%'", [createdAt])
  await door.cell.rows(
    `insert into scorecards (release_id, estate_id, position, outcome, final, band)
     select release_id, 'id-' || value, 1000 + key, 'scored', 60 + key, 'good'
     from publications join json_each(?) where length(period) = 6`,
    [JSON.stringify(slugs.slice(50, 100))],
  )
  await door.cell.rows(
    "update estates set district_code = '510105', street_code = '510105005' where slug in ('list-11', 'list-112')",
  )
  await door.cell.rows(
    "insert or ignore into closings (quarter, place_code, closed_at, member_id) values (?, '510105', ?, 'm')",
    [door.openQuarter, createdAt],
  )
}

/** Requests for correction of estates, in every state, filed and due on different days. */
export async function requestsOf(door: FrontDoor, slugs: readonly string[]): Promise<void> {
  await door.cell.rows(
    `insert into correction_requests (id, quarter, estate_id, release_id, organisation_id, member_id, filed_at, reason,
       evidence, "values", prefill, effect, state, revision, due_day)
     select 'request-' || j.key, r.period, e.id, r.id, 'company-1', 'x',
       strftime('%Y-%m-%dT%H:%M:%fZ', ?, '+' || ((j.key * 37) % 200) || ' minutes'), '写错了', '台账', '[]', '[]', '{}',
       json_extract('["asked","accepted","refused","withdrawn"]', '$[' || (j.key % 4) || ']'), 1,
       date('2999-01-01', '-' || j.key || ' days')
     from json_each(?) j join estates e on e.slug = j.value join releases r on r.period like '____Q_'`,
    [door.now.toISOString(), JSON.stringify(slugs)],
  )
}

/** Every act that an authority sees of those below it: of a district, on all submissions of two quarters, one and the quarter. */
export async function actsBelow(door: FrontDoor): Promise<void> {
  const quarters = { open: door.openQuarter, ended: door.endedQuarters.at(-1) ?? "" }
  await door.cell.rows(
    `insert into audit_events (id, at, actor_kind, actor_user_id, organisation_id, action, entity, entity_id, detail)
     select 'act-' || a.key || s.id, strftime('%Y-%m-%dT%H:%M:%SZ', ?, '+' || s.rowid || ' minutes'), 'member', 'x',
       'place-510104', a.value, 'submission', s.id, '{}' from submissions s join json_each(?) a
     where s.quarter in (?, ?) and a.value like 'submission.%'`,
    [door.now.toISOString(), JSON.stringify(overseenActions("all")), quarters.open, quarters.ended],
  )
  await door.cell.rows(
    `insert into audit_events (id, at, actor_kind, actor_user_id, organisation_id, action, entity, entity_id, detail)
     select 'act-' || a.key, ?, 'member', 'x', 'place-510104', a.value, iif(a.value like 'quarter.%', 'quarter', 'estate'),
       iif(a.value like 'quarter.%', ?, (select id from estates where slug = 'list-1')), json_object('quarter', ?)
     from json_each(?) a where a.value not like 'submission.%'`,
    [door.now.toISOString(), quarters.open, quarters.open, JSON.stringify(overseenActions("all"))],
  )
}

/** As many viewers of a company as there are names. */
export async function viewersOf(door: FrontDoor, slugs: readonly string[]): Promise<void> {
  const people = slugs.map((_, at) => ({ id: `person-${at}`, at: door.now.getTime() }))
  await door.cell.rows(
    `insert into users (id, name, email, salt, created_at, updated_at)
     select value ->> 'id', value ->> 'id', (value ->> 'id') || '@list.example', value ->> 'id', value ->> 'at', value ->> 'at'
     from json_each(?)`,
    [JSON.stringify(people)],
  )
  await door.cell.rows(
    `insert into members (id, user_id, organisation_id, role, created_at)
     select value ->> 'id', value ->> 'id', 'company-1', 'viewer', ? from json_each(?)`,
    [door.now.toISOString(), JSON.stringify(people)],
  )
}
