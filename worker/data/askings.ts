import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { askings } from "../../schema/tables/askings.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import type { Asking } from "../domain/submission/asking.ts"
import type { Database } from "./database.ts"
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

/** What may be written of askings: they come, and nothing of them changes. */
export function askingStore({ db, add }: Unit) {
  return {
    /** One of a place and day: two at once meet at the primary key. */
    add(row: AskingRow): void {
      add(db.insert(askings).values(row))
    },
  }
}
