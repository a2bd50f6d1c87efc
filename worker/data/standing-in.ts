import { type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import type { Scope } from "./scope.ts"

/**
 * Whether a membership stands in for somebody on a day: `d` is its row of `deputies`, `m` the membership. Both are members
 * still, the absent in the role that it was named for, and who stands in belongs to no other organisation.
 */
export const standsIn = (today: string, m: SQL): SQL =>
  sql`(d.deputy_id = ${m}.id and d.state = 'standing' and d.from_day <= ${today} and d.to_day >= ${today}
    and ${m}.ended_at is null
    and exists (select 1 from members absent where absent.id = d.member_id and absent.ended_at is null
      and absent.role = d.role)
    and not exists (${elsewhere(m)}))`

/** Other organisations that the person of a membership belongs to. */
export const elsewhere = (m: SQL): SQL => sql`select 1 from members other
  join organisations its on its.id = other.organisation_id and its.deleted_at is null
  where other.user_id = ${m}.user_id and other.id <> ${m}.id and other.ended_at is null`

/** Whether whoever stands in for somebody (代理) has acted on an estate's submission for another organisation; else no. */
export function metBefore({ actor }: Scope, quarter: string): SQL<boolean> {
  if (actor.kind !== "member" || !actor.deputyFor) return sql`0`.mapWith(Boolean)
  return sql`exists (select 1 from submissions s join audit_events e on e.entity = 'submission' and e.entity_id = s.id
    where s.estate_id = ${estates.id} and s.quarter = ${quarter} and e.actor_user_id = ${actor.userId}
      and e.organisation_id <> ${actor.organisation.id})`.mapWith(Boolean)
}
