import { memberEstates } from "../../schema/tables/members.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import type { Actor, MemberActor, OrganisationKind, Role } from "../../worker/domain/actor.ts"
import { companyMember, system, type TestCell } from "./cell.ts"
import { addEstates } from "./cell-rows.ts"

/** The day of a scope city, in the quarter after the one that it asks about. */
export const today = "2026-10-12"
export const quarter = "2026Q3"

/** A member of an organisation that has neither estates nor a place. */
export function memberOf(kind: OrganisationKind, id: string, role: Role): MemberActor {
  const like = companyMember(role, id)
  const ids = { userId: `user-${id}-${role}`, memberId: `m-${id}-${role}` }
  return { ...like, ...ids, organisation: { ...like.organisation, kind } }
}

const ofCompany = (role: Role, id: string): MemberActor => memberOf("company", id, role)

/** Who asks: of two companies whole members, limited ones, and one whose estates were taken away. */
export const people = {
  manager: ofCompany("manager", "company-1"),
  limited: { ...ofCompany("editor", "company-1"), limited: true },
  otherLimited: { ...ofCompany("editor", "company-1"), memberId: "m-other-limited", limited: true },
  emptied: { ...ofCompany("editor", "company-1"), memberId: "m-emptied", limited: true },
  neighbour: ofCompany("manager", "company-2"),
  organiser: memberOf("organiser", "organiser-1", "secretary"),
  otherOrganiser: memberOf("organiser", "organiser-2", "secretary"),
  operator: memberOf("platform", "platform", "operator"),
  visitor: { kind: "visitor" },
  system,
} satisfies Record<string, Actor>

/**
 * Estates whose companies came and went around the end of 2026Q3. Of company-1: `ash` all along, `beech` in another
 * district, `ended` till its last day, `begun` from its last day, `left` till the day before, `coming` from the day
 * after, `retired` and `retiring` on and after the last day. Of company-2: `yew`, and what it took over. `press` is nobody's.
 */
export async function addScopeCity(cell: TestCell): Promise<void> {
  const of1 = ["ash", "ended", "left", "retired", "retiring"].map((slug) => ({ slug }))
  await addEstates(cell, [
    ...of1,
    { slug: "beech", place: "qingyang" },
    { slug: "begun", since: "2026-09-30" },
    { slug: "coming", since: "2026-10-01" },
    { slug: "yew", company: "company-2" },
    { slug: "press", origin: "press" },
  ])
  for (const [slug, last] of [
    ["ended", "2026-09-30"],
    ["left", "2026-09-29"],
  ])
    await cell.rows("update tenures set to_date = ? where id = ?", [last ?? "", `tenure-${slug}`])
  await cell.rows(`insert into tenures (id, estate_id, organisation_id, from_date) values
    ('taken-ended', 'id-ended', 'company-2', '2026-10-01'), ('taken-left', 'id-left', 'company-2', '2026-09-30')`)
  await cell.rows("update estates set retired_from = '2026-09-30' where slug = 'retired'")
  await cell.rows("update estates set retired_from = '2026-10-01' where slug = 'retiring'")
}

/** Gives estates to limited members of company-1, `yew`, which it never had, among them. */
export async function giveEstates(cell: TestCell): Promise<void> {
  const given: [MemberActor, string[]][] = [
    [people.limited, ["ash", "left", "yew"]],
    [people.otherLimited, ["beech", "coming"]],
    [people.emptied, []],
  ]
  for (const [{ memberId, userId }] of given) {
    await cell.rows(
      "insert into users (id, name, email, salt, created_at, updated_at) values (?, ?, ?, 's', 0, 0) on conflict do nothing",
      [`${userId}-${memberId}`, memberId, `${memberId}@test.example`],
    )
    await cell.rows(
      `insert into members (id, user_id, organisation_id, role, limited, created_at)
       values (?, ?, 'company-1', 'editor', 1, '2024')`,
      [memberId, `${userId}-${memberId}`],
    )
  }
  const rows = given.flatMap(([{ memberId }, slugs]) =>
    slugs.map((slug) => ({ memberId, estateId: `id-${slug}` })),
  )
  await cell.client.execute(insertRows(memberEstates, rows))
}
