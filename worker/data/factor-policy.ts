import { and, eq, isNull, sql } from "drizzle-orm"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import type { Role } from "../domain/actor.ts"
import type { Database } from "./database.ts"
import { factorSince } from "./factor-since.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** Which roles of an organisation need a second factor. */
export function factorPolicyReads(db: Database) {
  return {
    /** What an organisation asks for, and how many of each role have one; null for none that stands. One round trip. */
    async of(organisationId: string) {
      const [[organisation], counts] = await db.batch([
        db
          .select({
            id: organisations.id,
            kind: organisations.kind,
            name: organisations.name,
            factorRoles: organisations.factorRoles,
            revision: organisations.revision,
          })
          .from(organisations)
          .where(and(eq(organisations.id, organisationId), isNull(organisations.deletedAt))),
        db
          .select({
            role: members.role,
            all: sql<number>`count(*)`,
            on: sql<number>`count(${factorSince(sql`members.user_id`)})`,
          })
          .from(members)
          .where(and(eq(members.organisationId, organisationId), isNull(members.endedAt)))
          .groupBy(members.role),
      ])
      if (!organisation) return null
      return { ...organisation, factorRoles: stored.factorRoles(organisation.factorRoles), counts }
    },
  }
}

/** The same, as it is written. */
export function factorPolicyStore({ db, add, guard }: Unit) {
  return {
    /** Sets the roles; stale when the organisation was changed meanwhile. */
    set({ id, revision }: { id: string; revision: number }, roles: readonly Role[]): void {
      guard(sql`(select revision from organisations where id = ${id} and deleted_at is null) = ${revision}`)
      const change = { factorRoles: JSON.stringify(roles), revision: revision + 1 }
      add(db.update(organisations).set(change).where(eq(organisations.id, id)))
    },
  }
}
