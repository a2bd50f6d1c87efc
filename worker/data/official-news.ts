import { sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { shiftDay } from "../domain/quarter.ts"
import { WAITS_LONG } from "../domain/submission/board.ts"
import { takesPart } from "./taking-part.ts"
import { comingBy, type ToldSource, within } from "./told-source.ts"

const asRows = (rows: { quarter: string; day: string }[]) =>
  rows.map(({ quarter, day }) => ({ subject: quarter, day, quarter, programme: "" }))

const unreleased = sql`not exists (select 1 from releases r where rtrim(r.period, 'P') = q.quarter)`

/** Estates that take part in a quarter which their district has not closed. */
const open = (quarter: string) => sql`${takesPart(quarter)} and not exists (select 1 from closings c
  where c.quarter = ${quarter} and c.place_code = ${estates.districtCode})`

/** What the clock tells officials of: what has waited with them, a closing and a release that are due. Names, no values. */
export const officialSources: Record<"waits" | "closing" | "release", ToldSource> = {
  // Once a week, on its first day or the first that cron runs on: the subject is the Monday.
  waits: {
    coming(db, { to }) {
      const monday = sql`date(${to}, 'weekday 0', '-6 days')`
      const query = db.all<{
        day: string
      }>(sql`select ${monday} as day where exists (select 1 from submissions s
        join quarters q on q.quarter = s.quarter where s.state in ('submitted', 'street_verified') and ${unreleased})`)
      return comingBy(query, (rows) =>
        rows.map(({ day }) => ({ subject: day, day: "", quarter: "", programme: "" })),
      )
    },
    waiting(_, today, only) {
      const day = shiftDay(today, -WAITS_LONG)
      const since = (at: string) => sql`date(${sql.raw(at)}, '+8 hours') <= ${day}`
      const named = sql`json_object('name', e.name, 'slug', e.slug) as named`
      const of = sql`from submissions s join quarters q on q.quarter = s.quarter join estates e on e.id = s.estate_id`
      const standing = sql`o.kind = 'authority' and o.deleted_at is null and ${within(sql`o.id`, only)} and ${unreleased}
        and not exists (select 1 from closings c where c.quarter = s.quarter and c.place_code = e.district_code)`
      return sql`select o.id as organisation_id, e.id as estate_id, ${named} ${of}
          join organisations o on o.place_code = e.street_code
          where s.state = 'submitted' and ${since("s.submitted_at")} and ${standing}
        union all select o.id, e.id, ${named} ${of} join organisations o on o.place_code = e.district_code
          where s.state = 'street_verified' and ${since("s.street_verified_at")} and ${standing}`
    },
  },
  // The day after the last one of the quarter.
  closing: {
    coming(db, { from, to }) {
      const query = db.all<{
        quarter: string
        day: string
      }>(sql`select q.quarter, q.deadline_day as day from quarters q
        where q.deadline_day >= ${shiftDay(from, -1)} and q.deadline_day < ${to} and ${unreleased}`)
      return comingBy(query, asRows)
    },
    waiting({ quarter }, _, only) {
      return sql`select o.id as organisation_id, ${estates.id} as estate_id, null as named
        from organisations o join ${estates} on ${estates.districtCode} = o.place_code
        where o.kind = 'authority' and length(o.place_code) = 6 and o.deleted_at is null
        and ${within(sql`o.id`, only)} and ${open(quarter)}
        and not exists (select 1 from releases r where rtrim(r.period, 'P') = ${quarter})`
    },
  },
  // Once every district with estates has closed; closed again later, it is told again.
  release: {
    coming(db, { from, to }) {
      const closed = sql`(select max(date(c.closed_at, '+8 hours')) from closings c where c.quarter = q.quarter)`
      const query = db.all<{
        quarter: string
        day: string
      }>(sql`select q.quarter, ${closed} as day from quarters q
        where ${closed} between ${from} and ${to} and q.deadline_day < ${to} and ${unreleased}`)
      return comingBy(query, (rows) =>
        asRows(rows).map((row) => ({ ...row, subject: `${row.quarter}/${row.day}` })),
      )
    },
    waiting({ quarter }, _, only) {
      return sql`select o.id as organisation_id, null as estate_id, null as named from organisations o
        where ${within(sql`o.id`, only)} and o.kind = 'authority' and o.place_code like '____00'
        and o.deleted_at is null and not exists (select 1 from ${estates} where ${open(quarter)})
        and not exists (select 1 from releases r where rtrim(r.period, 'P') = ${quarter})`
    },
  },
}
