import { and, desc, eq, notInArray, or, type SQL, sql } from "drizzle-orm"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import type { Faster, Subject } from "../domain/audit/faster.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

/** What others changed of these is not for every one of its readers: decisions before they are told, answers of others. */
const guarded: readonly string[] = ["submission", "nomination", "review", "assignment", "objection", "course"]

/** Drafts and what only the desk of a programme is about: nothing of its course rests on them. */
const asideOfCourse = [
  "review.save",
  "nomination.start",
  "nomination.save",
  "nomination.redact",
  "programme.edit",
  "programme.drop_changes",
]

/** What stands in a programme, by the entity of its events; each query gives ids of one programme. */
const partsOfCourse = (id: string): Record<string, SQL> => ({
  programme: sql`select ${id}`,
  nomination: sql`select id from nominations where programme_id = ${id}`,
  judge: sql`select id from judges where programme_id = ${id}`,
  review: sql`select id from assignments where programme_id = ${id}`,
  // Assignments of a whole run stand under their programme.
  assignment: sql`select ${id} union select id from assignments where programme_id = ${id}`,
  override: sql`select o.id from overrides o
    join nominations n on n.id = o.nomination_id where n.programme_id = ${id}`,
  shortlist: sql`select programme_id || '/' || number from shortlists where programme_id = ${id}`,
  notice: sql`select id from notices where programme_id = ${id}`,
  objection: sql`select id from objections where programme_id = ${id}`,
  award: sql`select a.id from awards a join nominations n on n.id = a.nomination_id where n.programme_id = ${id}`,
})

function eventsOf({ entity, id, provider }: Subject, rival: SQL | null): SQL | undefined {
  if (entity === "course") {
    const parts = Object.entries(partsOfCourse(id)).map(([part, ids]) =>
      and(eq(auditEvents.entity, part), sql`${auditEvents.entityId} in (${ids})`),
    )
    return and(or(...parts), notInArray(auditEvents.action, asideOfCourse))
  }
  return and(
    eq(auditEvents.entity, entity),
    eq(auditEvents.entityId, rival ? sql`coalesce(${rival}, ${id})` : id),
    provider === undefined ? undefined : sql`json_extract(${auditEvents.detail}, '$.provider') = ${provider}`,
  )
}

/**
 * Who changed something last; null when nobody has. A person is named to its own organisation, everybody else by role and
 * organisation; who reviews is told by name to nobody else. `rival` finds the id of the row that stands where a new one
 * was to be. One round trip.
 */
export async function lastChange(
  db: Database,
  scope: Scope,
  about: Subject,
  rival: SQL | null = null,
): Promise<Faster | null> {
  const own = scope.actor.kind === "member" ? scope.actor.organisation.id : ""
  const [row] = await db
    .select({
      at: auditEvents.at,
      action: auditEvents.action,
      by: auditEvents.actorKind,
      organisationId: auditEvents.organisationId,
      organisation: organisations.name,
      role: members.role,
      person: sql<string | null>`case when ${users.salt} is not null then ${users.name} end`,
      after: auditEvents.after,
      entity: auditEvents.entity,
      userId: auditEvents.actorUserId,
    })
    .from(auditEvents)
    .leftJoin(organisations, eq(organisations.id, auditEvents.organisationId))
    .leftJoin(
      members,
      and(
        eq(members.userId, auditEvents.actorUserId),
        eq(members.organisationId, auditEvents.organisationId),
      ),
    )
    .leftJoin(users, eq(users.id, auditEvents.actorUserId))
    .where(eventsOf(about, rival))
    .orderBy(desc(auditEvents.at), desc(auditEvents.seq))
    .limit(1)
  if (!row) return null
  const { organisationId, person, after, entity, userId, ...told } = row
  const self = scope.actor.kind === "member" && userId === scope.actor.userId
  const mine = organisationId !== null && organisationId === own && (entity !== "review" || self)
  const fields =
    after && (mine || !guarded.includes(about.entity)) ? Object.keys(stored.eventAfter(after)) : []
  return { ...told, person: mine ? person : null, fields }
}
