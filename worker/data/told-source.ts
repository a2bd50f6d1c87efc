import { type SQL, sql } from "drizzle-orm"
import type { BatchItem } from "drizzle-orm/batch"
import type { ComingDeadline } from "../domain/deadline/deadline-kind.ts"
import { lastDay } from "../domain/quarter.ts"
import { canMove, submissionStates } from "../domain/submission/states.ts"
import type { Database } from "./database.ts"
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
 * The estates that companies have not sent a quarter of; with a day, those whose last day that is (延期). Of an estate whose district has closed, and of a quarter that was
 * released, nothing can be sent any more.
 */
export function ofCompanies(quarter: string, only: string | null, dueDay?: string): SQL {
  const day = lastDay(quarter)
  const due =
    dueDay === undefined
      ? sql``
      : sql` and ${dueDay} = (select max(q.deadline_day, coalesce((select x.day from extensions x
        where x.quarter = q.quarter and x.estate_id = e.id), '')) from quarters q where q.quarter = ${quarter})`
  return sql`select t.organisation_id, e.id as estate_id, json_object('name', e.name, 'slug', e.slug) as named
    from tenures t join estates e on e.id = t.estate_id
    left join submissions s on s.estate_id = e.id and s.quarter = ${quarter}
    where ${within(sql`t.organisation_id`, only)} and t.from_date <= ${day} and (t.to_date is null or t.to_date >= ${day})
    and (e.retired_from is null or e.retired_from > ${day})
    and not ${exemptFrom(quarter, sql`e.id`)}
    and (s.id is null or s.state in (${unsent}))
    and not exists (select 1 from closings c where c.quarter = ${quarter} and c.place_code = e.district_code)
    and not exists (select 1 from releases r where r.period = ${quarter})${due}`
}
