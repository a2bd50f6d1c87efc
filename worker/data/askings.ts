import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm"
import { askings } from "../../schema/tables/askings.ts"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { type Asking, askable } from "../domain/submission/asking.ts"
import { mayTypePart, submissionStates } from "../domain/submission/states.ts"
import { beingCorrected } from "./corrections.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

export type AskingRow = typeof askings.$inferSelect

/** An asking with who asked. */
export interface FoundAsking extends Asking {
  organisationId: string
  company: string
}

/** The statement that finds what was asked of some estates' quarter, a select of ids in parentheses; the oldest first. */
export function askingRows(db: Database, among: SQL, quarter: string) {
  return db
    .select({ asking: askings, company: organisations.name })
    .from(askings)
    .innerJoin(organisations, eq(organisations.id, askings.organisationId))
    .where(and(sql`${askings.estateId} in ${among}`, eq(askings.quarter, quarter)))
    .orderBy(asc(askings.at))
}

/** The same as its readers know it. */
export function toAskings(rows: { asking: AskingRow; company: string }[]): FoundAsking[] {
  return rows.map(({ asking: { provider, day, at, keys, organisationId }, company }) => ({
    provider,
    day,
    at,
    keys: keys.split("/"),
    organisationId,
    company,
  }))
}

/**
 * Which estates a place has been asked about and has not saved its part of since, as long as it still may: the rule of
 * `askedView`, on `estates` joined to their `submissions` of the quarter. Null for whoever cannot be asked.
 */
function waitsForPlace({ actor }: Scope, quarter: string): SQL | null {
  const level = askable.find((one) => actor.kind === "member" && actor.level === one)
  if (!level) return null
  const typable = inArray(
    sql`coalesce(${submissions.state}, 'draft')`,
    submissionStates.filter((state) => mayTypePart(state, level)),
  )
  const savedAt = sql`(select p.saved_at from submission_parts p
    where p.submission_id = ${submissions.id} and p.provider = ${level})`
  const asked = sql`exists (select 1 from askings a where a.estate_id = ${estates.id} and a.quarter = ${quarter}
    and a.provider = ${level} and a.at > coalesce(${savedAt}, ''))`
  const shut = sql`(exists (select 1 from releases r where r.period = ${quarter})
    or exists (select 1 from closings c where c.place_code = ${estates.districtCode} and c.quarter = ${quarter}))`
  const corrected = sql`(${beingCorrected(quarter, estates.id)}
    and not exists (select 1 from releases r where r.period = ${quarter} and r.state = 'running'))`
  return sql`(${asked} and ${typable} and (not ${shut} or ${corrected}))`
}

/** The same as a condition, and for a row of a list who asked last and when; both null where nothing waits. */
export function askedOfPlace(scope: Scope, quarter: string) {
  const waits = waitsForPlace(scope, quarter)
  const level = scope.actor.kind === "member" ? scope.actor.level : null
  const last = (what: SQL) =>
    waits
      ? sql<string | null>`case when ${waits} then (select ${what} from askings a
          join organisations o on o.id = a.organisation_id where a.estate_id = ${estates.id}
          and a.quarter = ${quarter} and a.provider = ${level} order by a.at desc limit 1) end`
      : sql<string | null>`null`
  return {
    waits: waits ?? sql`1 = 0`,
    /** Whether anybody can be asked who reads this. */
    any: waits !== null,
    askedBy: last(sql`o.name`),
    askedAt: last(sql`a.at`),
  }
}

/** What may be written of askings: they come, and nothing of them changes. */
export function askingStore({ db, add }: Unit) {
  return {
    /** One of a place and day: two at once meet at the primary key. */
    add(row: AskingRow): void {
      add(db.insert(askings).values(row))
    },
  }
}
