import { auditEvents } from "../../schema/tables/audit-events.ts"
import type { Actor } from "../domain/actor.ts"
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
  /** The organisation that the object belongs to, when it is not the actor's own. */
  concerns?: string
  /** Who a visitor has just proved to be (signing in, taking an invitation). */
  visitor?: { userId: string; organisationId?: string }
}

function whoOf(actor: Actor, visitor: AuditEvent["visitor"]) {
  if (actor.kind === "system") return { actorKind: "system" as const, actorName: actor.job }
  if (actor.kind === "visitor")
    return {
      actorKind: "visitor" as const,
      actorUserId: visitor?.userId,
      organisationId: visitor?.organisationId,
    }
  const { userId: actorUserId, organisation, key } = actor
  const who = { actorUserId, organisationId: organisation.id }
  return key
    ? { ...who, actorKind: "key" as const, actorName: key.id }
    : { ...who, actorKind: "member" as const }
}

const json = (fields: Record<string, unknown> | undefined) => (fields ? JSON.stringify(fields) : null)

/** Records who did what; the actor is the one the data was opened for. */
export function auditStore({ db, scope, addEvent }: Unit) {
  return {
    record(event: AuditEvent): void {
      addEvent(
        db.insert(auditEvents).values({
          ...whoOf(scope.actor, event.visitor),
          id: event.id,
          at: event.at.toISOString(),
          requestId: scope.request.id,
          concernsId: event.concerns ?? null,
          action: event.action,
          entity: event.entity,
          entityId: event.entityId,
          detail: JSON.stringify(event.detail),
          before: json(event.before),
          after: json(event.after),
        }),
      )
    },
  }
}
