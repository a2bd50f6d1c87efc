import { eq, type SQL, sql } from "drizzle-orm"
import { evidence, evidenceLikenesses, evidenceLooks } from "../../schema/tables/evidence.ts"
import { evidenceSpace } from "../domain/evidence/evidence.ts"
import { ALIKE_BITS, lookParts } from "../domain/evidence/look.ts"
import type { SubmissionState } from "../domain/submission/states.ts"
import type { EvidenceRow } from "./evidence.ts"
import type { Unit } from "./unit.ts"

/** A row with its look as it was computed. */
export type NewEvidence = Omit<typeof evidence.$inferInsert, "lookHigh" | "lookLow"> & { look: string | null }

const half = (look: string | null, from: number) =>
  look === null ? null : Number.parseInt(look.slice(from, from + 8), 16)

/** The next step of counting the ones of two halves at once (Warren, Hacker's Delight, 5-1). */
const step = (from: SQL, of: (half: SQL) => SQL): SQL =>
  sql`select id, ${of(sql`high`)} as high, ${of(sql`low`)} as low from (${from})`

/** Files whose look shares a part with this one, each with the bits in which they differ. */
function resembling(high: number, low: number, parts: readonly number[]): SQL {
  const bits = (column: SQL, value: number) => sql`((${column} | ${value}) - (${column} & ${value}))`
  const differing = sql`select id, ${bits(sql`look_high`, high)} as high, ${bits(sql`look_low`, low)} as low
    from evidence where id in (select evidence_id from evidence_looks
      where part in (select value from json_each(${JSON.stringify(parts)})))`
  const pairs = step(differing, (one) => sql`${one} - ((${one} >> 1) & 1431655765)`)
  const fours = step(pairs, (one) => sql`(${one} & 858993459) + ((${one} >> 2) & 858993459)`)
  const eights = step(fours, (one) => sql`(${one} + (${one} >> 4)) & 252645135`)
  const count = (one: SQL) => sql`(((${one} * 16843009) >> 24) & 255)`
  return sql`select id, ${count(sql`high`)} + ${count(sql`low`)} as distance from (${eights})`
}

/** Notes which files under another estate, quarter or organisation are the same or resemble. */
function noteLikenesses({ db, add }: Unit, row: NewEvidence): void {
  const { hash, receivedHash, originalHash = null, look } = row
  const same = sql`select id, 0 as distance from evidence where hash = ${hash}
    union all select id, 0 from evidence where received_hash = ${receivedHash}
    union all select id, 0 from evidence where original_hash = ${originalHash}`
  const [high, low] = [half(look, 0), half(look, 8)]
  const alike =
    look === null || high === null || low === null
      ? same
      : sql`${same} union all select id, distance from (${resembling(high, low, lookParts(look))})
          where distance <= ${ALIKE_BITS}`
  add(
    db.run(sql`insert into ${evidenceLikenesses} (evidence_id, other_id, distance)
      select ${row.id}, other.id, min(found.distance) from (${alike}) found
      join evidence other on other.id = found.id
      where other.removed_at is null and other.id <> ${row.id} and (other.estate_id <> ${row.estateId}
        or other.quarter <> ${row.quarter} or other.organisation_id <> ${row.organisationId})
      group by other.id`),
  )
}

/** Evidence as it is written. */
export function evidenceStore(unit: Unit) {
  const { db, add, guard } = unit
  const change = (row: EvidenceRow, changes: Partial<EvidenceRow>): void => {
    guard(sql`(select revision from evidence where id = ${row.id} and removed_at is null) = ${row.revision}`)
    add(
      db
        .update(evidence)
        .set({ ...changes, revision: row.revision + 1 })
        .where(eq(evidence.id, row.id)),
    )
  }
  return {
    /** The batch holds only while the estate's quarter is typed into: in one of some states, before the same filing. */
    expectTyping(
      { estateId, quarter }: { estateId: string; quarter: string },
      states: readonly SubmissionState[],
      filing: number,
    ): void {
      const own = sql`from submissions where estate_id = ${estateId} and quarter = ${quarter}`
      guard(sql`coalesce((select state ${own}), 'draft') in (select value from json_each(${JSON.stringify(states)}))
        and coalesce((select filing ${own}), 0) = ${filing}`)
    },

    /** Files of one organisation for one estate and quarter; refused when they are more than it may keep. */
    addMany(rows: readonly NewEvidence[]): void {
      for (const { look, ...row } of rows) {
        add(db.insert(evidence).values({ ...row, lookHigh: half(look, 0), lookLow: half(look, 8) }))
        if (look !== null)
          add(db.insert(evidenceLooks).values(lookParts(look).map((part) => ({ part, evidenceId: row.id }))))
        noteLikenesses(unit, { ...row, look })
      }
    },

    /** The batch holds only while so much more has room. */
    expectRoom(
      { estateId, quarter, organisationId }: Pick<EvidenceRow, "estateId" | "quarter" | "organisationId">,
      more: { bytes: number; files: number },
    ): void {
      guard(sql`(select coalesce(sum(bytes), 0) + ${more.bytes} <= ${evidenceSpace.bytes}
        and count(*) + ${more.files} <= ${evidenceSpace.files} from evidence
        where estate_id = ${estateId} and quarter = ${quarter} and organisation_id = ${organisationId}
          and removed_at is null)`)
    },

    describe: (row: EvidenceRow, changes: Pick<EvidenceRow, "note" | "side" | "pair">): void =>
      change(row, changes),

    /** Shows it to everybody under a name, or to nobody any more. */
    show: (row: EvidenceRow, shown: Pick<EvidenceRow, "publicName" | "publishedAt" | "publishedBy">): void =>
      change(row, shown),

    /** Takes it away from everybody; its bytes go later. */
    remove: (row: EvidenceRow, at: Date): void =>
      change(row, { removedAt: at.toISOString(), publicName: null, publishedAt: null, publishedBy: null }),

    /** Files whose bytes are gone; refused when one of them is in use. */
    forget(ids: readonly string[]): void {
      const listed = sql`(select value from json_each(${JSON.stringify(ids)}))`
      guard(
        sql`(select count(*) from evidence where id in ${listed} and removed_at is not null) = ${ids.length}`,
      )
      add(db.delete(evidenceLooks).where(sql`${evidenceLooks.evidenceId} in ${listed}`))
      add(db.delete(evidenceLikenesses).where(sql`evidence_id in ${listed} or other_id in ${listed}`))
      add(db.delete(evidence).where(sql`${evidence.id} in ${listed}`))
    },
  }
}
