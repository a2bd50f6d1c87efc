import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { evidence } from "../../schema/tables/evidence.ts"
import { closings } from "../../schema/tables/quarters.ts"
import { submissionRisks } from "../../schema/tables/submission-risks.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import type { Database } from "./database.ts"
import { dossierQueries } from "./dossier.ts"
import { toDossiers } from "./dossier-rows.ts"
import { type EvidenceDossier, likenessRows, withEvidence } from "./evidence.ts"
import { waits, weighed } from "./queue-order.ts"
import type { Scope } from "./scope.ts"
import { dueEstates, stateCondition, submissionOf } from "./submissions.ts"

/** Ids of what waits for the actor's level and was found without a mark, in parentheses; what waits longest first. */
function unmarkedEstates(scope: Scope, quarter: string, limit: number): SQL {
  const where = and(
    dueEstates(scope, quarter),
    stateCondition(scope, { quarter, states: "waiting" }),
    eq(submissionRisks.broken, 0),
    eq(submissionRisks.marks, 0),
  )
  const shut = and(eq(closings.placeCode, estates.districtCode), eq(closings.quarter, quarter))
  return sql`(select ${estates.id} from ${estates} left join ${submissions} on ${submissionOf(scope, quarter)}
    left join ${closings} on ${shut} join ${submissionRisks} on ${weighed}
    where ${where} order by ${waits}, ${estates.id} limit ${limit})`
}

/** Dossiers with the evidence that stands, of the estates of a select in parentheses. One round trip. */
async function dossiersAmong(
  db: Database,
  scope: Scope,
  quarter: string,
  among: SQL,
): Promise<EvidenceDossier[]> {
  const [rows, likenesses, ...others] = await db.batch([
    db
      .select()
      .from(evidence)
      .where(
        and(sql`${evidence.estateId} in ${among}`, eq(evidence.quarter, quarter), isNull(evidence.removedAt)),
      )
      .orderBy(asc(evidence.addedAt), asc(evidence.id)),
    likenessRows(db, scope, among, quarter),
    ...dossierQueries(db, scope, among, quarter),
  ])
  return toDossiers(scope, quarter, others).map((dossier) => {
    const own = rows.filter(({ estateId }) => estateId === dossier.estate.id)
    const ids = new Set(own.map(({ id }) => id))
    const alike = likenesses.filter(({ evidenceId }) => ids.has(evidenceId))
    return { dossier, ...withEvidence(scope, dossier, [own, alike, []]) }
  })
}

/** Several submissions at once with their evidence, as whoever verifies opens one. */
export function waitingReads(db: Database, scope: Scope) {
  return {
    /** Those of some estates that are in the actor's scope, by slug. One round trip. */
    named: (quarter: string, slugs: readonly string[]): Promise<EvidenceDossier[]> =>
      dossiersAmong(
        db,
        scope,
        quarter,
        sql`(select id from estates where slug in (select value from json_each(${JSON.stringify(slugs)})))`,
      ),

    /** What waits for the actor's level and bore no mark when it was last looked through, what waits longest first. One round trip. */
    unmarked: (quarter: string, limit: number): Promise<EvidenceDossier[]> =>
      dossiersAmong(db, scope, quarter, unmarkedEstates(scope, quarter, limit)),
  }
}
