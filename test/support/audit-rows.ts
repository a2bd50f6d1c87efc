import type { TestCell } from "./cell.ts"

/**
 * Adds audit events as a database holds them, one a minute from `since` on; their numbers follow those that are there.
 */
export async function addEvents(cell: Pick<TestCell, "client">, count: number, since: Date): Promise<void> {
  await cell.client.execute({
    sql: `with recursive n(i) as (select 0 union all select i + 1 from n where i < ? - 1)
      insert into audit_events (id, at, actor_kind, actor_user_id, organisation_id, request_id, action, entity,
        entity_id, detail, before, after)
      select lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', ? / 1000 + i * 60, 'unixepoch'), 'member',
        'user-' || (i % 40), 'company-' || (i % 4), lower(hex(randomblob(16))), 'submission.save', 'submission',
        lower(hex(randomblob(16))), '{"provider":"company","revision":' || i || ',"keys":41}',
        '{"households":"' || i || '","cultural_events":null,"volunteer_families":"40"}',
        '{"households":"' || (i + 1) || '","cultural_events":"3","volunteer_families":"41"}'
      from n`,
    args: [count, since.getTime()],
  })
}

const guards = ["audit_events_no_update", "audit_events_no_delete", "audit_events_no_replace"]
const sealGuards = ["audit_seals_no_update", "audit_seals_no_delete", "audit_seals_no_replace"]

/** What somebody does who may do anything to the database: the triggers go first. */
export async function dropTriggers(cell: Pick<TestCell, "client">): Promise<void> {
  for (const trigger of [...guards, ...sealGuards])
    await cell.client.execute(`drop trigger if exists ${trigger}`)
}
