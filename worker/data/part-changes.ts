import { and, desc, eq, sql } from "drizzle-orm"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import { estates } from "../../schema/tables/estates.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { users } from "../../schema/tables/users.ts"
import type { PartChange } from "../domain/submission/part-changes.ts"
import type { Database } from "./database.ts"
import type { PartRow } from "./dossier.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

/** So many saves back somebody is told of; who looked away for longer sees all values anew. */
const MOST_CHANGES = 200

/** Who saved what of a part, from the record: of the own organisation only, whose form it is. */
export function partChangeReads(db: Database, scope: Scope) {
  const { actor } = scope
  const [own, self] = actor.kind === "member" ? [actor.organisation.id, actor.userId] : ["", ""]
  return {
    /** The saves of a part after a revision of it, the latest first. One round trip. */
    async since(
      { submissionId, provider, quarter }: Pick<PartRow, "submissionId" | "provider"> & { quarter: string },
      revision: number,
    ): Promise<PartChange[]> {
      const { detail } = auditEvents
      const rows = await db
        .select({
          at: auditEvents.at,
          by: auditEvents.actorKind,
          userId: auditEvents.actorUserId,
          person: sql<string | null>`case when ${users.salt} is not null then ${users.name} end`,
          after: auditEvents.after,
        })
        .from(auditEvents)
        .innerJoin(submissions, eq(submissions.id, auditEvents.entityId))
        .innerJoin(estates, and(eq(estates.id, submissions.estateId), scope.estatesIn(quarter)))
        .leftJoin(users, eq(users.id, auditEvents.actorUserId))
        .where(
          and(
            eq(auditEvents.entity, "submission"),
            eq(auditEvents.entityId, submissionId),
            eq(auditEvents.action, "submission.save"),
            eq(auditEvents.organisationId, own),
            sql`json_extract(${detail}, '$.provider') = ${provider}`,
            sql`json_extract(${detail}, '$.revision') > ${revision}`,
          ),
        )
        .orderBy(desc(auditEvents.at), desc(auditEvents.seq))
        .limit(MOST_CHANGES)
      return rows.map(({ at, by, userId, person, after }) => ({
        at,
        person: by === "key" ? null : person,
        program: by === "key",
        self: by === "member" && userId === self,
        fields: Object.keys((after && stored.eventAfter(after)) ?? {}),
      }))
    },
  }
}
