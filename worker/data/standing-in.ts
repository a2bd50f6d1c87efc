import { type SQL, sql } from "drizzle-orm"

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
