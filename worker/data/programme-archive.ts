import { and, asc, eq, isNotNull, ne, sql } from "drizzle-orm"
import { awards } from "../../schema/tables/awards.ts"
import {
  assignmentRuns,
  assignments,
  conflicts,
  interests,
  judges,
  reviews,
} from "../../schema/tables/judges.ts"
import { nominations, objections, overrides } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { notices, programmeRules, programmes, shortlists } from "../../schema/tables/programmes.ts"
import type { Database } from "./database.ts"
import { archiveRows } from "./programme-archives.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import { readReview } from "./reviews.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

/** Rows of a programme by its slug, each table in a fixed order. */
function rowsOf(db: Database, slug: string) {
  const programme = sql`(select id from programmes where slug = ${slug})`
  return [
    db
      .select()
      .from(programmeRules)
      .where(eq(programmeRules.programmeId, programme))
      .orderBy(asc(programmeRules.version)),
    db
      .select({ nomination: nominations, nominator: organisations.name })
      .from(nominations)
      .innerJoin(organisations, eq(organisations.id, nominations.organisationId))
      .where(
        and(
          eq(nominations.programmeId, programme),
          ne(nominations.state, "draft"),
          isNotNull(nominations.figures),
        ),
      )
      .orderBy(asc(nominations.blindCode)),
    db
      .select({ override: overrides })
      .from(overrides)
      .innerJoin(nominations, eq(nominations.id, overrides.nominationId))
      .where(eq(nominations.programmeId, programme))
      .orderBy(asc(overrides.askedAt), asc(overrides.id)),
    db
      .select({
        judge: judges,
        interests: sql<number>`(select count(*) from ${interests} where ${interests.judgeId} = ${judges.id})`,
      })
      .from(judges)
      .where(eq(judges.programmeId, programme))
      .orderBy(asc(judges.id)),
    db
      .select()
      .from(conflicts)
      .where(eq(conflicts.programmeId, programme))
      .orderBy(asc(conflicts.judgeId), asc(conflicts.nominationId), asc(conflicts.kind)),
    db
      .select()
      .from(assignmentRuns)
      .where(eq(assignmentRuns.programmeId, programme))
      .orderBy(asc(assignmentRuns.number)),
    db.select().from(assignments).where(eq(assignments.programmeId, programme)).orderBy(asc(assignments.id)),
    db
      .select({ review: reviews })
      .from(reviews)
      .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
      .where(and(eq(assignments.programmeId, programme), isNotNull(reviews.submittedAt)))
      .orderBy(asc(reviews.assignmentId)),
    db.select().from(shortlists).where(eq(shortlists.programmeId, programme)).orderBy(asc(shortlists.number)),
    db.select().from(notices).where(eq(notices.programmeId, programme)).orderBy(asc(notices.number)),
    db
      .select({ objection: objections, notice: notices.number })
      .from(objections)
      .innerJoin(notices, eq(notices.id, objections.noticeId))
      .where(eq(objections.programmeId, programme))
      .orderBy(asc(objections.number)),
    db.select().from(awards).where(eq(awards.programmeId, programme)).orderBy(asc(awards.id)),
    archiveRows(db, eq(programmes.slug, slug)),
  ] as const
}

type Nominated = Awaited<ReturnType<typeof rowsOf>[1]>[number]

/** Answers stand in an archive by their mark, so they stay as they are stored. */
function readNominated({ nomination, nominator }: Nominated) {
  const { figures, eligibility, ...kept } = nomination
  const read = {
    figures: stored.frozenFigures(figures),
    eligibility: stored.nominationEligibility(eligibility),
  }
  return { nomination: { ...kept, ...read }, nominator }
}

/** Everything that the archive of a programme is made of, within the actor's scope. */
export function programmeArchiveReads(db: Database, scope: Scope) {
  return {
    /** All rows of one programme, one round trip; null outside the scope. */
    async whole(slug: string) {
      const found = await db.batch([
        programmeRow(db, and(programmesOf(scope.actor), eq(programmes.slug, slug))),
        ...rowsOf(db, slug),
      ])
      const programme = readProgramme(found[0][0])
      if (!programme) return null
      const [
        ,
        rules,
        nominated,
        asked,
        panel,
        conflicted,
        runs,
        given,
        scored,
        lists,
        noticed,
        objected,
        awarded,
        archives,
      ] = found
      return {
        programme,
        rules: rules.map(({ document, ...one }) => ({ ...one, document: stored.rulesDocument(document) })),
        nominations: nominated.map(readNominated),
        overrides: asked.map(({ override }) => override),
        judges: panel,
        conflicts: conflicted,
        runs: runs.map(({ record, ...run }) => ({ ...run, record: stored.runRecord(record) })),
        assignments: given,
        reviews: scored.map(({ review }) => readReview(review)),
        shortlists: lists.map((list) => ({ ...list, document: stored.shortlistDocument(list.document) })),
        notices: noticed,
        objections: objected,
        awards: awarded.map((award) => ({ ...award, document: stored.awardDocument(award.document) })),
        archives,
      }
    },
  }
}

export type ProgrammeRows = NonNullable<
  Awaited<ReturnType<ReturnType<typeof programmeArchiveReads>["whole"]>>
>
