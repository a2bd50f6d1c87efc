import { asc, eq, type SQL } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { corrections } from "../../schema/tables/corrections.ts"
import { estates } from "../../schema/tables/estates.ts"
import { releases } from "../../schema/tables/releases.ts"
import type { Database } from "./database.ts"

const corrected = alias(releases, "corrected")
const closing = alias(releases, "closing")

/** Corrections of the estates that an organisation may see, for its export. */
export function archivedCorrections(db: Database, registered: SQL) {
  return db
    .select({
      quarter: corrections.quarter,
      estate: estates.slug,
      reason: corrections.reason,
      openedAt: corrections.openedAt,
      corrects: corrected.number,
      closedByRelease: closing.number,
      takenBackAt: corrections.takenBackAt,
    })
    .from(corrections)
    .innerJoin(estates, eq(estates.id, corrections.estateId))
    .innerJoin(corrected, eq(corrected.id, corrections.releaseId))
    .leftJoin(closing, eq(closing.id, corrections.closedBy))
    .where(registered)
    .orderBy(asc(corrections.quarter), asc(estates.slug), asc(corrections.openedAt))
}
