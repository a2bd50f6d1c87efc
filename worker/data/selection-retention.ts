import { and, asc, eq, isNotNull, lt, ne, type SQL, sql } from "drizzle-orm"
import { judges } from "../../schema/tables/judges.ts"
import { nominations, objections } from "../../schema/tables/nominations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { BATCH_ROWS, type Outdated } from "../domain/retention.ts"
import type { Database } from "./database.ts"
import type { Unit } from "./unit.ts"

/** What of programmes goes when its days are over: whole rows of drafts, single fields of what stays on record. */
const kinds = ["nomination_drafts", "objection_contacts", "identity_marks"] as const
export type SelectionKind = (typeof kinds)[number]

/** Whether a kind is one of programmes. */
export function isOfSelection(kind: Outdated): kind is SelectionKind {
  return (kinds as readonly string[]).includes(kind)
}

/** When a programme was over for good. */
const programmeEnd = sql<string>`coalesce(${programmes.archivedAt}, ${programmes.stoppedAt})`

/** Ids of what ended before an instant (ISO), at most BATCH_ROWS of each kind. */
export function outdatedOfSelection(
  db: Database,
): Record<SelectionKind, (before: string) => PromiseLike<{ id: string }[]>> {
  return {
    nomination_drafts: (before) =>
      db
        .select({ id: nominations.id })
        .from(nominations)
        .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
        .where(
          and(
            eq(nominations.state, "draft"),
            lt(nominations.updatedAt, before),
            ne(programmes.phase, "open"),
          ),
        )
        .orderBy(asc(nominations.id))
        .limit(BATCH_ROWS),
    objection_contacts: (before) =>
      db
        .select({ id: objections.id })
        .from(objections)
        .where(and(isNotNull(objections.contact), lt(objections.decidedAt, before)))
        .orderBy(asc(objections.id))
        .limit(BATCH_ROWS),
    identity_marks: (before) =>
      db
        .select({ id: judges.id })
        .from(judges)
        .innerJoin(programmes, eq(programmes.id, judges.programmeId))
        .where(and(isNotNull(judges.identityMark), lt(programmeEnd, before)))
        .orderBy(asc(judges.id))
        .limit(BATCH_ROWS),
  }
}

/** Forgets what retention found; refused when one of the rows has changed meanwhile. */
export function forgetOfSelection(
  { db, add, guard }: Unit,
  kind: SelectionKind,
  ids: readonly string[],
): void {
  const listed = sql`(select value from json_each(${JSON.stringify(ids)}))`
  const still = (table: SQL, condition: SQL) =>
    guard(sql`(select count(*) from ${table} where id in ${listed} and ${condition}) = ${ids.length}`)
  switch (kind) {
    case "nomination_drafts":
      still(sql`nominations`, sql`state = 'draft'`)
      // Their files go by a job of their own, which looks for files that belong to nobody.
      add(
        db.run(sql`update attachments set nomination_id = null,
          removed_at = coalesce(removed_at, added_at) where nomination_id in ${listed}`),
      )
      add(db.run(sql`delete from nominations where id in ${listed}`))
      return
    case "objection_contacts":
      still(sql`objections`, sql`contact is not null`)
      add(db.run(sql`update objections set contact = null where id in ${listed}`))
      return
    case "identity_marks":
      still(sql`judges`, sql`identity_mark is not null`)
      add(db.run(sql`update judges set identity_mark = null where id in ${listed}`))
  }
}
