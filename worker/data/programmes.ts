import { and, count, desc, eq, ne, type SQL, sql } from "drizzle-orm"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmeRules, programmes } from "../../schema/tables/programmes.ts"
import type { Actor } from "../domain/actor.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** A programme with the rules in force; null before it opens. */
export type Programme = Awaited<ReturnType<ReturnType<typeof programmeReads>["find"]>> & object

/** Which programmes an actor sees: an organiser its own, companies and authorities those that have opened. */
export function programmesOf(actor: Actor): SQL | undefined {
  if (actor.kind === "system") return undefined
  if (actor.kind === "visitor") return ne(programmes.phase, "draft")
  const { organisation } = actor
  return organisation.kind === "organiser"
    ? eq(programmes.organisationId, organisation.id)
    : ne(programmes.phase, "draft")
}

/** The query of programmes with their rules in force, for batches of other reads. */
export function programmeRow(db: Database, condition: SQL | undefined) {
  return db
    .select({
      programme: programmes,
      organiser: organisations.name,
      document: programmeRules.document,
      rulesHash: programmeRules.hash,
    })
    .from(programmes)
    .innerJoin(organisations, eq(organisations.id, programmes.organisationId))
    .leftJoin(
      programmeRules,
      and(eq(programmeRules.programmeId, programmes.id), eq(programmeRules.version, programmes.rulesVersion)),
    )
    .where(condition)
}

/** What `programmeRow` answered, parsed. */
export function readProgramme(row: Awaited<ReturnType<typeof programmeRow>>[number] | undefined) {
  if (!row) return null
  const { programme, organiser, document, rulesHash } = row
  return {
    ...programme,
    draft: stored.rulesDraft(programme.draft),
    organiser,
    rules: stored.rulesDocument(document),
    rulesHash,
  }
}

/** Programmes within the actor's scope. */
export function programmeReads(db: Database, scope: Scope) {
  const seen = programmesOf(scope.actor)
  return {
    /** One programme with its rules in force; one round trip. */
    async find(slug: string) {
      const [row] = await programmeRow(db, and(seen, eq(programmes.slug, slug)))
      return readProgramme(row)
    },
    /** The programmes of an organiser, or those that have opened, the newest first; one round trip. */
    async list({ limit, offset }: { limit: number; offset: number }) {
      const page = db
        .select({
          id: programmes.id,
          slug: programmes.slug,
          title: programmes.title,
          phase: programmes.phase,
          organiser: organisations.name,
          stoppedAt: programmes.stoppedAt,
          createdAt: programmes.createdAt,
        })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.organisationId))
        .where(seen)
        .orderBy(desc(programmes.createdAt), desc(programmes.id))
        .limit(limit)
        .offset(offset)
      const [rows, [all]] = await db.batch([page, db.select({ n: count() }).from(programmes).where(seen)])
      return { rows, total: all?.n ?? 0 }
    },
  }
}

/** Programmes as they are written. */
export function programmeStore({ db, add, guard }: Unit) {
  return {
    create(row: typeof programmes.$inferInsert): void {
      add(db.insert(programmes).values(row))
    },

    /** Changes a programme as it was seen; the batch holds only while nobody changed it meanwhile. */
    change(
      { id, revision }: { id: string; revision: number },
      set: Partial<typeof programmes.$inferInsert>,
    ): void {
      guard(sql`(select revision from programmes where id = ${id}) = ${revision}`)
      add(
        db
          .update(programmes)
          .set({ ...set, revision: revision + 1 })
          .where(eq(programmes.id, id)),
      )
    },

    /** The batch holds only while the programme is in the phase that the act is meant for, and has not been stopped. */
    during(id: string, phase: (typeof programmes.$inferSelect)["phase"]): void {
      guard(
        sql`exists (select 1 from programmes where id = ${id} and phase = ${phase} and stopped_at is null)`,
      )
    },

    /** Something that the public pages show has changed. */
    touchPublic(id: string): void {
      add(
        db.update(programmes).set({ publicRevision: sql`public_revision + 1` }).where(eq(programmes.id, id)),
      )
    },

    addRules(row: typeof programmeRules.$inferInsert): void {
      add(db.insert(programmeRules).values(row))
    },
  }
}
