import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { exemptions } from "../../schema/tables/exemptions.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { unsentStates } from "../domain/submission/standing.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { textList } from "./standing.ts"
import { preliminaryRuns } from "./standing-release.ts"
import { exemptFrom } from "./taking-part.ts"
import type { Unit } from "./unit.ts"

/** Most exemptions that the page of a quarter names. */
const MOST_LISTED = 200

/** An exemption (免报) as its readers see it. */
export interface Exemption {
  reason: string
  at: string
  /** Who granted it. */
  organisation: string
}

/** An exempted estate in a list. */
export interface ListedExemption extends Exemption {
  slug: string
  name: string
}

/** Who granted one, joined beside `exemptionOf`. */
export const exempter = alias(organisations, "exempter")

/** What a query of estates that joins both is told: the exemption, who granted it, and all quarters with one as a JSON list. */
export const exemptionColumns = {
  exemption: { reason: exemptions.reason, at: exemptions.at },
  exempter: exempter.name,
  exempt: sql<string>`(select json_group_array(x.quarter) from exemptions x where x.estate_id = ${estates.id})`,
}

/** Joins the exemption of an estate's quarter to a query of estates. */
export const exemptionOf = (quarter: string): SQL | undefined =>
  and(eq(exemptions.estateId, estates.id), eq(exemptions.quarter, quarter))

/** The exempted estates of a quarter in the actor's scope, by name. */
export function exemptionRows(db: Database, scope: Scope, quarter: string) {
  const { reason, at } = exemptions
  return db
    .select({ slug: estates.slug, name: estates.name, reason, at, organisation: organisations.name })
    .from(exemptions)
    .innerJoin(estates, eq(estates.id, exemptions.estateId))
    .innerJoin(organisations, eq(organisations.id, exemptions.organisationId))
    .where(and(eq(exemptions.quarter, quarter), scope.estatesIn(quarter)))
    .orderBy(asc(estates.name), asc(estates.slug))
    .limit(MOST_LISTED)
}

/** What may be written of exemptions. */
export function exemptionStore({ db, add, guard }: Unit) {
  return {
    /** The batch holds only while nothing of the estate's quarter is sent, and no preliminary release is being made. */
    expectUnsent(quarter: string, estateId: string): void {
      guard(sql`not ${preliminaryRuns(quarter)} and not exists (select 1 from ${submissions}
        where ${and(eq(submissions.estateId, estateId), eq(submissions.quarter, quarter))}
        and ${submissions.state} not in (${textList(unsentStates)}))`)
    },

    /** The batch holds only while the estate is exempted, and its quarter neither closed there nor released. */
    expectStanding(quarter: string, { id, districtCode }: { id: string; districtCode: string }): void {
      guard(sql`${exemptFrom(quarter, sql`${id}`)} and not ${preliminaryRuns(quarter)}
        and not exists (select 1 from closings where quarter = ${quarter} and place_code = ${districtCode})
        and not exists (select 1 from releases where period = ${quarter})`)
    },

    grant(row: typeof exemptions.$inferInsert): void {
      add(db.insert(exemptions).values(row))
    },

    takeBack(quarter: string, estateId: string): void {
      add(
        db.delete(exemptions).where(and(eq(exemptions.quarter, quarter), eq(exemptions.estateId, estateId))),
      )
    },
  }
}
