import { and, eq, type SQL, sql } from "drizzle-orm"
import { editions } from "../../schema/tables/editions.ts"
import { assignments, judges, reviews } from "../../schema/tables/judges.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { releases } from "../../schema/tables/releases.ts"
import type { Answers } from "../domain/selection/nomination.ts"
import { attachmentsOf } from "./attachments.ts"
import { type GraphRows, graphQueries, readGraph } from "./conflict-graph.ts"
import type { Database } from "./database.ts"
import { readNomination } from "./nominations.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import { redactionList, redactionRow } from "./redactions.ts"
import { readGiven, resultQueries } from "./review-results.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** A review with what the judge says of each criterion. */
export type ReviewRow = ReturnType<typeof readReview>

/** A review as it is put; what is not told stays as the table has it. */
type NewReview = Omit<typeof reviews.$inferInsert, "scores"> & Pick<ReviewRow, "scores" | "revision">

export function readReview(row: typeof reviews.$inferSelect) {
  return { ...row, scores: stored.reviewScores(row.scores) }
}

/** The names of bands and dimensions in the edition that a programme's basis was scored by. */
function editionWords(db: Database, programmeId: SQL) {
  const releaseId = sql`(select json_extract(r.document, '$.basis.releaseId') from programme_rules r
    join programmes p on p.id = r.programme_id and p.rules_version = r.version where p.id = ${programmeId})`
  return db
    .select({
      dimensions: sql<string>`json_extract(${editions.document}, '$.dimensions')`,
      bands: sql<string>`json_extract(${editions.document}, '$.bands')`,
    })
    .from(releases)
    .innerJoin(editions, eq(editions.id, releases.editionId))
    .where(eq(releases.id, releaseId))
}

/** What the figures of all candidates of a programme say of dimensions: to tell fifths by. */
function dimensionsOf(db: Database, programmeId: SQL) {
  return db
    .select({
      dimensions: sql<string | null>`json_extract(${nominations.figures}, '$.basis.dimensions')`,
    })
    .from(nominations)
    .where(and(eq(nominations.programmeId, programmeId), eq(nominations.state, "submitted")))
}

/** Reviews within the actor's scope: a judge's own ones, and to the organiser all of its programme. */
export function reviewReads(db: Database, scope: Scope) {
  const { actor } = scope
  const mine = actor.kind === "member" ? eq(judges.memberId, actor.memberId) : sql`1 = 0`
  const seen = programmesOf(actor)
  return {
    /** What one of the actor's own assignments asks it to judge, with the graph of its conflicts; one round trip. */
    async open(assignmentId: string) {
      const own = sql`(select a.programme_id, a.nomination_id, a.judge_id from assignments a
        where a.id = ${assignmentId})`
      const programmeId = sql`(select programme_id from ${own})`
      const nominationId = sql`(select nomination_id from ${own})`
      const judgeId = sql`(select judge_id from ${own})`
      const [found, programme, dimensions, words, files, ...graph] = await db.batch([
        db
          .select({ assignment: assignments, judge: judges, nomination: nominations, review: reviews })
          .from(assignments)
          .innerJoin(judges, eq(judges.id, assignments.judgeId))
          .innerJoin(nominations, eq(nominations.id, assignments.nominationId))
          .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
          .where(and(eq(assignments.id, assignmentId), mine)),
        programmeRow(db, and(seen, eq(programmes.id, programmeId))),
        dimensionsOf(db, programmeId),
        editionWords(db, programmeId),
        attachmentsOf(db, nominationId),
        ...graphQueries(db, { programmeId, judgeId, nominationId }),
      ])
      const owner = readProgramme(programme[0])
      if (!found[0] || !owner?.rules) return null
      const { assignment, judge, nomination, review } = found[0]
      return {
        assignment,
        judge,
        nomination: readNomination(nomination),
        review: review && readReview(review),
        programme: owner,
        rules: owner.rules,
        files,
        dimensions: dimensions.map((row) => stored.figureDimensions(row.dimensions ?? "{}")),
        words: {
          dimensions: stored.editionDimensions(words[0]?.dimensions ?? "[]"),
          bands: stored.editionBands(words[0]?.bands ?? "[]"),
        },
        graph: readGraph(graph as GraphRows, owner.rules.conflictYears),
      }
    },

    /** Everything that a programme's results are made of; one round trip. */
    async results(slug: string) {
      const condition = and(seen, eq(programmes.slug, slug))
      const [programme, candidates, panel, given] = await db.batch([
        programmeRow(db, condition),
        ...resultQueries(db, sql`(select id from programmes where slug = ${slug})`),
      ])
      const owner = readProgramme(programme[0])
      return owner && { programme: owner, candidates, panel, given: given.map(readGiven) }
    },

    /** How far the anonymous material of a programme's candidates has come; one round trip. */
    async redactions(slug: string) {
      const [programme, rows] = await db.batch([
        programmeRow(db, and(seen, eq(programmes.slug, slug))),
        redactionList(db, slug),
      ])
      const owner = readProgramme(programme[0])
      return owner && { programme: owner, rows }
    },

    /** One candidate's answers and files with the names that would give it away; one round trip. */
    async redaction(slug: string, blindCode: string) {
      const nominationId = sql`(select id from nominations where blind_code = ${blindCode})`
      const [programme, found, files] = await db.batch([
        programmeRow(db, and(seen, eq(programmes.slug, slug))),
        redactionRow(db, slug, blindCode),
        attachmentsOf(db, nominationId),
      ])
      const owner = readProgramme(programme[0])
      if (!owner || !found[0]) return null
      const { nomination, names } = found[0]
      const { former, ...present } = names
      return {
        programme: owner,
        nomination: readNomination(nomination),
        names: { ...present, former: stored.formerNames(former) },
        files,
      }
    },
  }
}

/** Reviews as they are written. */
export function reviewStore({ db, add, guard }: Unit) {
  return {
    /** Puts the anonymous version of a nomination's answers in the place of the one that was seen. */
    redact(nominationId: string, redacted: Answers, seen: Answers | null): void {
      guard(sql`exists (select 1 from nominations where id = ${nominationId} and state = 'submitted'
        and redacted_answers is ${seen && JSON.stringify(seen)})`)
      const redactedAnswers = JSON.stringify(redacted)
      add(db.update(nominations).set({ redactedAnswers }).where(eq(nominations.id, nominationId)))
    },

    /**
     * Puts a review as a whole; the batch holds only while the assignment stands, its judge takes part, and the review is
     * as it was seen (revision 0: there was none).
     */
    save(given: NewReview, seen: { revision: number }): void {
      guard(sql`exists (select 1 from assignments a join judges j on j.id = a.judge_id
        where a.id = ${given.assignmentId} and a.ended_at is null and j.state = 'accepted')`)
      const now = sql`(select revision from reviews where assignment_id = ${given.assignmentId})`
      guard(sql`coalesce(${now}, 0) = ${seen.revision}`)
      const row = { ...given, scores: JSON.stringify(given.scores) }
      const { assignmentId: _, ...set } = row
      add(db.insert(reviews).values(row).onConflictDoUpdate({ target: reviews.assignmentId, set }))
    },
  }
}
