import { auditEvents } from "../../schema/tables/audit-events.ts"
import type { Unit } from "./unit.ts"

export interface AuditEvent {
  id: string
  at: Date
  action: string
  entity: string
  entityId: string
  /** What changed; no personal data. */
  detail: Record<string, unknown>
}

/** Records who did what; the actor is the one the data was opened for. */
export function auditStore({ db, scope, add }: Unit) {
  const { actor } = scope
  return {
    record(event: AuditEvent): void {
      add(
        db.insert(auditEvents).values({
          id: event.id,
          at: event.at.toISOString(),
          actorUserId: actor.kind === "member" ? actor.userId : null,
          organisationId: actor.kind === "member" ? actor.organisation.id : null,
          action: event.action,
          entity: event.entity,
          entityId: event.entityId,
          detail: JSON.stringify(event.detail),
        }),
      )
    },
  }
}
