import { sql } from "drizzle-orm"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import type { Actor } from "../domain/actor.ts"
import type { Subject } from "../domain/audit/faster.ts"
import { insertMany } from "./insert-many.ts"
import type { Unit } from "./unit.ts"

export interface AuditEvent {
  id: string
  at: Date
  action: string
  entity: string
  entityId: string
  /** Circumstances; no personal data. */
  detail: Record<string, unknown>
  /** The changed fields as they were and as they are; personal ones as marks (domain/audit/personal-mark.ts). */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  /** The organisation that the object belongs to, when it is not the actor's own; a visitor's follows from the person. */
  concerns?: string
  /** Who a visitor has just proved to be (signing in, taking an invitation); its organisation when it is a certain one. */
  visitor?: { userId: string; organisationId?: string }
}

/** The organisation that a person acts for when nothing else is said: its oldest membership that stands. */
const organisationOf = (userId: string) => sql<string | null>`(select m.organisation_id from members m
  join organisations o on o.id = m.organisation_id
  where m.user_id = ${userId} and m.ended_at is null and o.deleted_at is null
  order by m.created_at, m.id limit 1)`

function whoOf(actor: Actor, { visitor }: AuditEvent) {
  if (actor.kind === "system") return { actorKind: "system" as const, actorName: actor.job }
  if (actor.kind === "visitor" && visitor) {
    const { userId, organisationId } = visitor
    const who = { actorKind: actor.kind, actorUserId: userId }
    return { ...who, organisationId: organisationId ?? organisationOf(userId) }
  }
  if (actor.kind === "visitor") return { actorKind: actor.kind }
  const { userId: actorUserId, organisation, key } = actor
  const who = { actorUserId, organisationId: organisation.id }
  return key
    ? { ...who, actorKind: "key" as const, actorName: key.id }
    : { ...who, actorKind: "member" as const }
}

/** Of whoever stands in for somebody: for whom, in every act. */
const deputyOf = (actor: Actor) =>
  actor.kind === "member" && actor.deputyFor ? { deputyOf: actor.deputyFor.memberId } : {}

const json = (fields: Record<string, unknown> | undefined) => (fields ? JSON.stringify(fields) : null)

/** Whose object it is: what a visitor does about a person concerns the organisation of that person. */
function concernsOf(actor: Actor, { concerns, visitor, entity, entityId }: AuditEvent) {
  if (concerns !== undefined) return concerns
  return actor.kind === "visitor" && !visitor && entity === "user" ? organisationOf(entityId) : null
}

/** What an event is about; of a submission, whose part of it. */
function aboutOf({ entity, entityId, detail }: AuditEvent): Subject {
  const { provider } = detail
  const part = entity === "submission" && typeof provider === "string" ? { provider } : {}
  return { entity, id: entityId, ...part }
}

/** Records who did what; the actor is the one the data was opened for. */
export function auditStore({ db, scope, addEvent }: Unit) {
  const rowOf = (event: AuditEvent) => ({
    ...whoOf(scope.actor, event),
    id: event.id,
    at: event.at.toISOString(),
    requestId: scope.request.id,
    concernsId: concernsOf(scope.actor, event),
    action: event.action,
    entity: event.entity,
    entityId: event.entityId,
    detail: JSON.stringify({ ...event.detail, ...deputyOf(scope.actor) }),
    before: json(event.before),
    after: json(event.after),
  })
  return {
    record(event: AuditEvent): void {
      addEvent(db.insert(auditEvents).values(rowOf(event)), aboutOf(event))
    },

    /** Many events of somebody who is signed in, or of a job, in their order and as one statement. */
    recordMany(events: readonly AuditEvent[]): void {
      // Only what visitors do asks the database whose it is.
      const rows = events.map(rowOf) as (typeof auditEvents.$inferInsert)[]
      if (events[0]) addEvent(insertMany(db, auditEvents, rows), aboutOf(events[0]))
    },
  }
}
