import { index, sqliteTable, text } from "drizzle-orm/sqlite-core"

/** Who did what, when, to which object; append-only (triggers refuse UPDATE and DELETE). */
export const auditEvents = sqliteTable(
  "audit_events",
  {
    id: text("id").primaryKey(),
    at: text("at").notNull(),
    actorUserId: text("actor_user_id"),
    organisationId: text("organisation_id"),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: text("entity_id").notNull(),
    /** JSON: what changed, without personal data. */
    detail: text("detail").notNull(),
  },
  (table) => [
    index("audit_events_entity").on(table.entity, table.entityId, table.at),
    index("audit_events_organisation").on(table.organisationId, table.at),
  ],
)
