import { type SQL, sql } from "drizzle-orm"
import type { BatchItem } from "drizzle-orm/batch"
import { estates } from "../../schema/tables/estates.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { ComingDeadline } from "../domain/deadline/deadline-kind.ts"
import { lastDay } from "../domain/quarter.ts"
import { canMove, submissionStates } from "../domain/submission/states.ts"
import type { Database } from "./database.ts"
import { dueDayOf, tenureOf } from "./due-days.ts"
import { exemptFrom } from "./taking-part.ts"

/** The days that are looked at, both included. */
export interface Days {
  from: string
  to: string
}

/** A query for deadlines or news, and how its rows are read. */
export interface Coming {
  query: BatchItem<"sqlite"> & PromiseLike<unknown>
  read(rows: unknown): ComingDeadline[]
}

/** Ties a query to what reads its rows. */
export function comingBy<R>(
  query: BatchItem<"sqlite"> & PromiseLike<R>,
  read: (rows: R) => ComingDeadline[],
): Coming {
  // The rows are those of this query: nobody else reads with it.
  return { query, read: (rows) => read(rows as R) }
}

/** One kind of deadline or news as the database has it. */
export interface ToldSource {
  /** Its deadlines, or what happened, within some days: a query, for batches too. */
  coming(db: Database, days: Days): Coming
  /**
   * Whom one of them concerns on a day, in one organisation or (null) in all: rows of `organisation_id`, `estate_id` and
   * `named`, the estate as a letter names it (JSON: name, slug, band, final; null where letters name none).
   */
  waiting(deadline: ComingDeadline, today: string, organisationId: string | null): SQL
}

/** A list of texts within SQL. */
export const listed = (texts: readonly string[]): SQL =>
  sql.join(
    texts.map((text) => sql`${text}`),
    sql`, `,
  )

/** Of all organisations, or of one. */
export const within = (column: SQL, organisationId: string | null): SQL =>
  organisationId === null ? sql`1 = 1` : sql`${column} = ${organisationId}`

const unsent = listed(submissionStates.filter((state) => canMove(state, "submit")))

/**
 * The estates that companies have not sent a quarter of; with a day, those whose last day that is, by whichever way they have
 * it (`dueDayOf`). Of an estate whose district has closed or that is exempted, and of a quarter that was released, nothing can
 * be sent.
 */
export function ofCompanies(quarter: string, only: string | null, dueDay?: string): SQL {
  const day = lastDay(quarter)
  const due = dueDay === undefined ? sql`` : sql` and ${dueDayOf(quarter)} = ${dueDay}`
  const { state } = submissions
  return sql`select ${tenures.organisationId} as organisation_id, ${estates.id} as estate_id,
      json_object('name', ${estates.name}, 'slug', ${estates.slug}) as named
    from ${tenures} join ${estates} on ${estates.id} = ${tenures.estateId}
    left join ${submissions} on ${submissions.estateId} = ${estates.id} and ${submissions.quarter} = ${quarter}
    where ${within(sql`${tenures.organisationId}`, only)} and ${tenureOf(quarter)}
    and (${estates.retiredFrom} is null or ${estates.retiredFrom} > ${day})
    and not ${exemptFrom(quarter)}
    and (${state} is null or ${state} in (${unsent}))
    and not exists (select 1 from closings c where c.quarter = ${quarter} and c.place_code = ${estates.districtCode})
    and not exists (select 1 from releases r where r.period = ${quarter})${due}`
}
