import { asc, eq, type SQL } from "drizzle-orm"
import { notices, programmes } from "../../schema/tables/programmes.ts"
import type { Database } from "./database.ts"

/** The notices of programmes, the first one first. */
export function noticeRows(db: Database, condition: SQL | undefined) {
  return db
    .select({ notice: notices })
    .from(notices)
    .innerJoin(programmes, eq(programmes.id, notices.programmeId))
    .where(condition)
    .orderBy(asc(notices.number))
}
