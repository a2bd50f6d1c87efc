import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"

/** Who did what, when, to which object; append-only (triggers refuse UPDATE, and DELETE within 180 days). */
export const auditEvents = sqliteTable(
  "audit_events",
  {
    /** Order of the writes: what sealing goes by. */
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    id: text("id").notNull(),
    at: text("at").notNull(),
    actorKind: text("actor_kind", { enum: ["member", "key", "system", "visitor"] }).notNull(),
    actorUserId: text("actor_user_id"),
    /** The key of a program, or the name of a job. */
    actorName: text("actor_name"),
    /** The organisation that the actor acts for. */
    organisationId: text("organisation_id"),
    /** The organisation that the object belongs to, when that is another one. */
    concernsId: text("concerns_id"),
    requestId: text("request_id"),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: text("entity_id").notNull(),
    /** JSON: circumstances, without personal data. */
    detail: text("detail").notNull(),
    /** JSON: the changed fields before and after; personal ones as marks (domain/audit/personal-mark.ts). */
    before: text("before"),
    after: text("after"),
  },
  (table) => [
    uniqueIndex("audit_events_id").on(table.id),
    index("audit_events_entity").on(table.entity, table.entityId, table.at),
    index("audit_events_organisation").on(table.organisationId, table.at),
    index("audit_events_concerns").on(table.concernsId, table.at),
  ],
)
