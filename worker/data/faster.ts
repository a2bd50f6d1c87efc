import { and, desc, eq, sql } from "drizzle-orm"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import type { Faster, Subject } from "../domain/audit/faster.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"

/** What others changed of these is not for every one of its readers: decisions before they are told, answers of others. */
const guarded: readonly string[] = ["submission", "nomination", "review", "assignment", "objection"]

/**
 * Who changed something last; null when nobody has. A person is named to its own organisation, everybody else by role and
 * organisation. One round trip.
 */
export async function lastChange(db: Database, scope: Scope, about: Subject): Promise<Faster | null> {
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
    .where(
      and(
        eq(auditEvents.entity, about.entity),
        eq(auditEvents.entityId, about.id),
        about.provider === undefined
          ? undefined
          : sql`json_extract(${auditEvents.detail}, '$.provider') = ${about.provider}`,
      ),
    )
    .orderBy(desc(auditEvents.at), desc(auditEvents.seq))
    .limit(1)
  if (!row) return null
  const { organisationId, person, after, ...told } = row
  const mine = organisationId !== null && organisationId === own
  const fields = after && (mine || !guarded.includes(about.entity)) ? Object.keys(JSON.parse(after)) : []
  return { ...told, person: mine ? person : null, fields }
}
