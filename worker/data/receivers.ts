import { type SQL, sql } from "drizzle-orm"
import type { LetterKind } from "../domain/mail/letter-kind.ts"
import { grantsOf, isOwn, type Permission } from "../domain/permissions.ts"
import { standsIn } from "./standing-in.ts"

/** Whom one letter goes to, as its kind says. */
export type To<K extends LetterKind> = K["to"] extends "person"
  ? { userId: string; organisationId?: string; address?: string }
  : K["to"] extends "address"
    ? { address: string }
    : K["to"] extends "applicants"
      ? { programmeId: string }
      : K["to"] extends { holders: Permission }
        ? { organisationId: string } | { placeCode: string }
        : Record<never, never>

/** The same for any kind. */
export type AnyTo = Partial<
  Record<"userId" | "organisationId" | "placeCode" | "address" | "programmeId", string>
>

/** A person `u` who has an address. */
export const reachable = sql`u.email not like 'deleted-%@invalid'`

/** Of a row of `mails`: whether its person is still there, and a member as whom it was written. */
export const stillReached = sql`exists (select 1 from users u where u.id = mails.user_id and ${reachable}
  and (mails.organisation_id is null or exists (select 1 from members m
    join organisations o on o.id = m.organisation_id and o.deleted_at is null
    where m.user_id = u.id and m.organisation_id = mails.organisation_id and m.ended_at is null)))`

const levelOf = sql`case length(o.place_code) when 12 then 'community' when 9 then 'street'
  else case when o.place_code like '____00' then 'city' else 'district' end end`

const quoted = (texts: readonly string[]) =>
  sql.join(
    texts.map((text) => sql`${text}`),
    sql`, `,
  )

/**
 * The standing memberships with a permission on a day, also of whoever stands in for somebody; `m` is the membership, `o` its
 * organisation.
 */
export function holding(permission: Permission, today: string): SQL {
  const grants = grantsOf(permission).map(({ kind, roles, levels }) => {
    const level = levels ? sql` and ${levelOf} in (${quoted(levels)})` : sql``
    const own = sql`m.role in (${quoted(roles)})`
    const role =
      kind !== "authority" || isOwn(permission)
        ? own
        : sql`(${own} or exists (select 1 from deputies d where d.role in (${quoted(roles)}) and ${standsIn(today, sql`m`)}))`
    return sql`(o.kind = ${kind} and ${role}${level})`
  })
  return sql`(${sql.join(grants, sql` or `)})`
}

/** Whom a letter goes to: rows of `user_id` and `organisation_id`, each person once, nobody who has left. */
export function receivers(to: LetterKind["to"], given: AnyTo, today: string): SQL {
  const { userId = null, organisationId = null, programmeId = null } = given
  if (to === "person")
    return sql`select u.id as user_id, ${organisationId} as organisation_id from users u
      where u.id = ${userId} and ${reachable}`
  if (to === "applicants")
    return sql`select m.user_id, min(m.organisation_id) as organisation_id from nominations n
      join members m on m.id = n.member_id and m.ended_at is null join users u on u.id = m.user_id
      where n.programme_id = ${programmeId} and n.state = 'submitted' and ${reachable} group by m.user_id`
  if (to === "address") throw new Error("an address stands in the letter itself")
  const members = sql`from members m join users u on u.id = m.user_id
    join organisations o on o.id = m.organisation_id
    where m.ended_at is null and o.deleted_at is null and ${reachable}`
  if ("all" in to) {
    const any = sql.join(
      to.all.map((permission) => holding(permission, today)),
      sql` or `,
    )
    return sql`select m.user_id, min(m.organisation_id) as organisation_id ${members} and (${any}) group by m.user_id`
  }
  const whose =
    given.placeCode === undefined
      ? sql`m.organisation_id = ${organisationId}`
      : sql`o.kind = 'authority' and o.place_code = ${given.placeCode}`
  return sql`select m.user_id, m.organisation_id ${members} and ${whose} and ${holding(to.holders, today)}`
}
