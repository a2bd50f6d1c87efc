import { and, asc, eq, isNull, lt, type SQL, sql } from "drizzle-orm"
import type { BatchResponse } from "drizzle-orm/batch"
import { estates } from "../../schema/tables/estates.ts"
import { evidence, outlines } from "../../schema/tables/evidence.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import type { Outline } from "../domain/evidence/outline.ts"
import type { Database } from "./database.ts"
import { type Dossier, dossierQueries, estateNamed, type SubmissionRow } from "./dossier.ts"
import { toDossier } from "./dossier-rows.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

export type EvidenceRow = typeof evidence.$inferSelect

/** Another file that is the same or resembles: for authorities. */
export interface Likeness {
  evidenceId: string
  otherId: string
  distance: number
  estate: string
  slug: string
  quarter: string
  indicator: string
  /** Whether the actor may look at it. */
  seen: boolean
}

/** A dossier with its evidence as the actor may see it. */
export interface EvidenceDossier {
  dossier: Dossier | null
  evidence: EvidenceRow[]
  /** What the actor's organisation has taken away. */
  removed: EvidenceRow[]
  likenesses: Likeness[]
  /** The outline of the estate's street, where one is known. */
  outline: Outline | null
}

/** What a file is named by. */
export interface EvidenceName {
  slug: string
  quarter: string
  evidenceId: string
}

type Filed = Pick<SubmissionRow, "organisationId" | "state" | "filing"> | null | undefined

/**
 * An organisation sees what it added; an authority over the estate also what went along with what was sent: nothing of a
 * company's next filing, and nothing of a company that files it no more.
 */
function visible({ actor }: Pick<Scope, "actor">, filed: Filed, row: EvidenceRow): boolean {
  if (actor.kind === "system") return true
  if (actor.kind !== "member") return false
  if (row.organisationId === actor.organisation.id) return true
  if (actor.organisation.kind !== "authority" || !filed || filed.state === "draft") return false
  if (row.provider !== "company") return true
  return row.organisationId === filed.organisationId && row.filing <= filed.filing
}

const isOwn = ({ actor }: Pick<Scope, "actor">, { organisationId }: EvidenceRow) =>
  actor.kind === "member" && actor.organisation.id === organisationId

const isAuthority = ({ actor }: Pick<Scope, "actor">) =>
  actor.kind === "member" && actor.organisation.kind === "authority"

/** What was sent of a row's estate and quarter takes it along. */
const wentAlong = sql`exists (select 1 from submissions sent where sent.estate_id = ${evidence.estateId}
  and sent.quarter = ${evidence.quarter} and sent.state <> 'draft' and (${evidence.provider} <> 'company'
    or (sent.organisation_id = ${evidence.organisationId} and ${evidence.filing} <= sent.filing)))`

/** Likenesses of the evidence of some estates, a select of ids in parentheses, both ways. */
export function likenessRows(db: Database, scope: Scope, ofEstate: SQL, quarter: string) {
  const pairs = sql`(select evidence_id as own, other_id as other, distance from evidence_likenesses
    union select other_id, evidence_id, distance from evidence_likenesses)`
  return db
    .select({
      evidenceId: sql<string>`pairs.own`,
      otherId: evidence.id,
      distance: sql<number>`pairs.distance`,
      estate: estates.name,
      slug: estates.slug,
      quarter: evidence.quarter,
      indicator: evidence.indicator,
      seen: sql<number>`coalesce(${scope.estatesIn(quarter)}, 0)`,
    })
    .from(sql`${pairs} pairs`)
    .innerJoin(evidence, sql`${evidence.id} = pairs.other`)
    .innerJoin(estates, eq(estates.id, evidence.estateId))
    .where(
      and(
        sql`pairs.own in (select id from evidence where estate_id in ${ofEstate} and quarter = ${quarter}
          and removed_at is null)`,
        isAuthority(scope) || scope.actor.kind === "system" ? sql`1 = 1` : sql`1 = 0`,
        isNull(evidence.removedAt),
        wentAlong,
      ),
    )
    .orderBy(asc(sql`pairs.own`), asc(sql`pairs.distance`), asc(evidence.id))
}

/** The statements of one estate's evidence of a quarter; run behind a dossier's and given to `withEvidence`. */
export function evidenceQueries(db: Database, scope: Scope, slug: string, quarter: string) {
  const estateId = estateNamed(slug)
  return [
    db
      .select()
      .from(evidence)
      .where(and(eq(evidence.estateId, estateId), eq(evidence.quarter, quarter)))
      .orderBy(asc(evidence.addedAt), asc(evidence.id)),
    likenessRows(db, scope, estateId, quarter),
    db
      .select({ outline: outlines.outline })
      .from(outlines)
      .innerJoin(estates, eq(estates.streetCode, outlines.placeCode))
      .where(eq(estates.slug, slug)),
  ] as const
}

/** Of its rows what the actor may see, with what resembles it. */
export function withEvidence(
  scope: Scope,
  dossier: Dossier | null,
  [rows, likenesses, drawn]: BatchResponse<ReturnType<typeof evidenceQueries>>,
): Omit<EvidenceDossier, "dossier"> {
  if (!dossier) return { evidence: [], removed: [], likenesses: [], outline: null }
  const seen = rows.filter((row) => visible(scope, dossier.submission, row))
  const outline = drawn[0]?.outline ?? null
  return {
    evidence: seen.filter(({ removedAt }) => removedAt === null),
    removed: seen.filter((row) => row.removedAt !== null && isOwn(scope, row)),
    likenesses: likenesses.map(({ seen, ...row }) => ({ ...row, seen: seen === 1 })),
    outline: outline === null ? null : stored.outline(outline),
  }
}

/** Evidence within the actor's scope. */
export function evidenceReads(db: Database, scope: Scope) {
  const { actor } = scope
  return {
    /** One estate's quarter with its evidence; the dossier is null when it is not the actor's to see. One round trip. */
    async dossier(slug: string, quarter: string): Promise<EvidenceDossier> {
      const [rows, likenesses, drawn, ...others] = await db.batch([
        ...evidenceQueries(db, scope, slug, quarter),
        ...dossierQueries(db, scope, estateNamed(slug), quarter),
      ])
      const dossier = toDossier(scope, quarter, others)
      return { dossier, ...withEvidence(scope, dossier, [rows, likenesses, drawn]) }
    },

    /** A file of one estate's quarter, for whoever may see it; null otherwise. One round trip. */
    async find({ slug, quarter, evidenceId }: EvidenceName): Promise<EvidenceRow | null> {
      const [row] = await db
        .select({ evidence, filed: submissions })
        .from(evidence)
        .innerJoin(estates, eq(estates.id, evidence.estateId))
        .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
        .where(
          and(
            eq(evidence.id, evidenceId),
            eq(estates.slug, slug),
            eq(evidence.quarter, quarter),
            isNull(evidence.removedAt),
            scope.estatesIn(quarter),
          ),
        )
      return row && visible(scope, row.filed, row.evidence) ? row.evidence : null
    },

    /** To the platform's own jobs: files that were removed before an instant (ISO). */
    async removedBefore(before: string, limit: number): Promise<{ id: string; file: string }[]> {
      if (actor.kind !== "system") return []
      return db
        .select({ id: evidence.id, file: evidence.file })
        .from(evidence)
        .where(lt(evidence.removedAt, before))
        .orderBy(asc(evidence.removedAt), asc(evidence.id))
        .limit(limit)
    },
  }
}
