import { and, desc, eq, ne, sql } from "drizzle-orm"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmeRules, programmes } from "../../schema/tables/programmes.ts"
import { generalWords } from "../domain/public-text.ts"
import type { ProgrammeRules } from "../domain/selection/rules.ts"
import type { Database } from "./database.ts"
import { archiveRows } from "./programme-archives.ts"
import { stored } from "./stored.ts"

const opened = ne(programmes.phase, "draft")

/** Changes when a programme opens, moves, is stopped or shows anything new; it spares reading all of them. */
export function programmeMark(db: Database) {
  return db
    .select({ mark: sql<string>`count(*) || ' ' || total(${programmes.publicRevision})` })
    .from(programmes)
    .where(opened)
}

/** What anybody may see of the programmes that have opened; a draft is never among them. */
export function publicProgrammes(db: Database) {
  return {
    /** All of them with their rules in force and all their versions, the newest first; one round trip. */
    async programmes() {
      const [rows, versions, archives] = await db.batch([
        db
          .select({
            id: programmes.id,
            slug: programmes.slug,
            organiser: organisations.name,
            demonstration: organisations.demonstration,
            phase: programmes.phase,
            openedAt: programmes.openedAt,
            stoppedAt: programmes.stoppedAt,
            stopReason: programmes.stopReason,
            archivedAt: programmes.archivedAt,
            archiveHash: programmes.archiveHash,
            rulesVersion: programmes.rulesVersion,
            document: programmeRules.document,
          })
          .from(programmes)
          .innerJoin(organisations, eq(organisations.id, programmes.organisationId))
          .innerJoin(
            programmeRules,
            and(
              eq(programmeRules.programmeId, programmes.id),
              eq(programmeRules.version, programmes.rulesVersion),
            ),
          )
          .where(opened)
          .orderBy(desc(programmes.openedAt), desc(programmes.id)),
        db
          .select({
            programmeId: programmeRules.programmeId,
            version: programmeRules.version,
            at: programmeRules.at,
            reason: programmeRules.reason,
            hash: programmeRules.hash,
          })
          .from(programmeRules)
          .orderBy(desc(programmeRules.version)),
        archiveRows(db, opened),
      ])
      return rows.map(({ id, document, ...programme }) => ({
        ...programme,
        stopReason: generalWords(programme.stopReason),
        rules: stored.rulesDocument(document),
        versions: versions.flatMap(({ programmeId, ...version }) =>
          programmeId === id ? [{ ...version, reason: generalWords(version.reason) }] : [],
        ),
        archives: archives.flatMap(({ programmeId, number, at, hash }) =>
          programmeId === id ? [{ number, at, hash }] : [],
        ),
      }))
    },

    /** A version of the rules of a programme that has opened; one round trip. */
    async programmeRules(slug: string, version: number): Promise<ProgrammeRules | null> {
      const [row] = await db
        .select({ document: programmeRules.document })
        .from(programmeRules)
        .innerJoin(programmes, eq(programmes.id, programmeRules.programmeId))
        .where(and(opened, eq(programmes.slug, slug), eq(programmeRules.version, version)))
      return row ? stored.rulesDocument(row.document) : null
    },
  }
}
