import { and, eq, gte, isNull, lte, or, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { ListPage } from "../domain/list.ts"
import { lastDay } from "../domain/quarter.ts"
import type { Standing } from "../domain/submission/standing.ts"
import { askedOfPlace } from "./askings.ts"
import { beingCorrected } from "./corrections.ts"
import type { Database } from "./database.ts"
import { listOrder } from "./list.ts"
import type { Scope } from "./scope.ts"
import { standing } from "./standing.ts"
import { listedEstates, stateCondition } from "./submissions.ts"

export interface SubmissionListFilter {
  quarter: string
  /** `waiting`: for the actor's level; `asked`: of the actor's place; null: all. */
  state: Standing | "waiting" | "asked" | null
}

const order = listOrder({ slug: estates.slug })

/** Lists of submissions that programs page through: they keep their place while rows come and go. */
export function submissionListReads(db: Database, scope: Scope) {
  return {
    /** The estates due in a quarter by slug; null when there is no such quarter. One round trip. */
    async after({ quarter, state }: SubmissionListFilter, page: ListPage) {
      const day = lastDay(quarter)
      const { askedBy, askedAt } = askedOfPlace(scope, quarter)
      const wanted =
        state === "waiting" || state === "asked"
          ? stateCondition(scope, { quarter, states: state })
          : state && sql`${standing(quarter)} = ${state}`
      const heldThen = and(
        eq(tenures.estateId, estates.id),
        lte(tenures.fromDate, day),
        or(isNull(tenures.toDate), gte(tenures.toDate, day)),
      )
      const [found, rows] = await db.batch([
        db.select().from(quarters).where(eq(quarters.quarter, quarter)),
        db
          .select({
            slug: estates.slug,
            name: estates.name,
            placeCode: estates.placeCode,
            place: places.name,
            company: organisations.name,
            origin: estates.origin,
            state: submissions.state,
            submittedAt: submissions.submittedAt,
            streetVerifiedAt: submissions.streetVerifiedAt,
            verifiedAt: submissions.verifiedAt,
            closedAt: closings.closedAt,
            correcting: beingCorrected(quarter, estates.id),
            askedBy,
            askedAt,
          })
          .from(estates)
          .innerJoin(places, eq(places.code, estates.placeCode))
          .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
          .leftJoin(tenures, heldThen)
          .leftJoin(organisations, eq(organisations.id, tenures.organisationId))
          .leftJoin(
            closings,
            and(eq(closings.placeCode, estates.districtCode), eq(closings.quarter, quarter)),
          )
          .where(and(listedEstates(scope, quarter, state), wanted || undefined, order.behind(page.after)))
          .orderBy(...order.by)
          .limit(page.limit + 1),
      ])
      return found[0] ? order.found(rows, page) : null
    },
  }
}
