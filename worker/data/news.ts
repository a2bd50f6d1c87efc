import { and, desc, eq, gte, lt, lte, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { quarters } from "../../schema/tables/quarters.ts"
import { publications, releases } from "../../schema/tables/releases.ts"
import type { NewsName } from "../domain/deadline/news.ts"
import { isQuarter, lastDay, shiftDay, startOfDay } from "../domain/quarter.ts"
import type { Database } from "./database.ts"
import { officialSources } from "./official-news.ts"
import { preliminarySources } from "./preliminary-news.ts"
import { takesPart } from "./taking-part.ts"
import {
  type Coming,
  comingBy,
  type Days,
  listed,
  ofCompanies,
  type ToldSource,
  within,
} from "./told-source.ts"

const instant = (day: string) => new Date(startOfDay(day)).toISOString()

/** Quarters that were opened on one of some days and whose deadline is not over. */
function opened(db: Database, { from, to }: Days): Coming {
  const query = db
    .select()
    .from(quarters)
    .where(
      and(
        gte(quarters.openedAt, instant(from)),
        lt(quarters.openedAt, instant(shiftDay(to, 1))),
        gte(quarters.deadlineDay, to),
      ),
    )
  return comingBy(query, (rows) =>
    rows.map(({ quarter, deadlineDay: day }) => ({ subject: quarter, day, quarter, programme: "" })),
  )
}

/** Of an authority: the estates of its place that take part. */
const ofPlaces = (quarter: string, organisationId: string | null): SQL => {
  const only = organisationId === null ? sql`` : sql` and o.id = ${organisationId}`
  const levels = [estates.districtCode, estates.streetCode, estates.placeCode].map(
    (code, at) => sql`select o.id as organisation_id, ${estates.id} as estate_id, null as named
      from organisations o join ${estates} on ${code} = o.place_code
      where o.kind = 'authority' and length(o.place_code) = ${[6, 9, 12][at]} and o.deleted_at is null${only}
      and ${takesPart(quarter)}
      and not exists (select 1 from closings c where c.quarter = ${quarter} and c.place_code = ${estates.districtCode})
      and not exists (select 1 from releases r where r.period = ${quarter})`,
  )
  return sql.join(levels, sql` union all `)
}

const ofHands = listed(["tenure.begin", "tenure.end", "tenure.remove"])

/** What was written down of who manages, between two instants: rows of `audit_events` as `x`, by company. */
const handsWritten = (from: string, until: string, only: string | null) => sql`organisations o
  join audit_events x on x.concerns_id = o.id and x.at >= ${from} and x.at < ${until} and x.entity = 'estate'
  and x.action in (${ofHands}) and ${within(sql`o.id`, only)}`

/** Of each company and estate that a day's events name, how it stands now; of what came and went within the day, nothing. */
function handed(day: string, only: string | null): SQL {
  const [from, until] = [instant(day), instant(shiftDay(day, 1))]
  return sql`with written as materialized (select o.id as organisation_id, x.entity_id as estate_id,
      max(x.action = 'tenure.begin') as begun from ${handsWritten(from, until, only)} group by 1, 2),
    stands as (select w.*, (select t.id from tenures t where t.organisation_id = w.organisation_id
      and t.estate_id = w.estate_id order by t.from_date desc limit 1) as tenure_id from written w)
    select s.organisation_id, s.estate_id, json_object('name', e.name, 'slug', e.slug, 'hand', json(case
      when t.id is null then json_object('never', json('true'))
      when t.to_date is null then json_object('from', t.from_date)
      else json_object('until', t.to_date) end)) as named
    from stands s join estates e on e.id = s.estate_id left join tenures t on t.id = s.tenure_id
    where t.id is not null or not s.begun`
}

/** What happened lately and whom it concerns. */
export const newsSources: Record<NewsName, ToldSource> = {
  preliminary: preliminarySources.preliminary,
  final: preliminarySources.final,
  ...officialSources,
  opened: {
    coming: opened,
    waiting: ({ quarter }, _, only) => ofCompanies(quarter, only),
  },
  parts: {
    coming: opened,
    waiting: ({ quarter }, _, only) => ofPlaces(quarter, only),
  },
  handed: {
    // A day is told of when it is over: one letter, whatever was written down on it.
    coming(db, { from, to }) {
      const day = sql`substr(datetime(x.at, '+8 hours'), 1, 10)`
      const query = db.all<{ day: string }>(
        sql`select distinct ${day} as day from ${handsWritten(instant(from), instant(to), null)}`,
      )
      return comingBy(query, (rows) =>
        rows.map((row) => ({ subject: row.day, day: row.day, quarter: "", programme: "" })),
      )
    },
    waiting: ({ subject }, _, only) => handed(subject, only),
  },
  released: {
    coming(db, { from, to }) {
      const query = db
        .select({ period: releases.period, number: releases.number })
        .from(publications)
        .innerJoin(releases, eq(releases.id, publications.releaseId))
        .where(
          and(
            gte(publications.publishedAt, instant(from)),
            lt(publications.publishedAt, instant(shiftDay(to, 1))),
            lte(sql`length(${publications.period})`, "2026Q3".length),
          ),
        )
        .orderBy(desc(publications.publishedAt))
      return comingBy(query, (rows) =>
        rows.flatMap(({ period, number }) =>
          isQuarter(period)
            ? [{ subject: `${period}/${number}`, day: "", quarter: period, programme: "" }]
            : [],
        ),
      )
    },
    // A company reads what everybody reads: band and points of the frozen scorecard. Of a correction, only what is not as it was.
    waiting({ quarter, subject }, _, only) {
      const day = lastDay(quarter)
      const number = Number(subject.split("/")[1])
      const company = only === null ? sql`` : sql` and t.organisation_id = ${only}`
      return sql`select t.organisation_id, e.id as estate_id, json_object('name', e.name, 'slug', e.slug,
          'band', (select json(b.value -> '$.title') from json_each(d.document, '$.bands') b
            where b.value ->> '$.code' = s.band and s.outcome = 'scored'),
          'final', case when s.outcome = 'scored' then s.final end) as named
        from releases r join scorecards s on s.release_id = r.id join estates e on e.id = s.estate_id
        join editions d on d.id = r.edition_id
        join tenures t on t.estate_id = e.id and t.from_date <= ${day} and (t.to_date is null or t.to_date >= ${day})
        left join releases f on f.period = r.period and f.number = r.number - 1
        left join scorecards was on was.release_id = f.id and was.estate_id = s.estate_id
        where r.period = ${quarter} and r.number = ${number} and r.state = 'final'${company}
        and (f.id is null or was.outcome is not s.outcome or was.final is not s.final or was.band is not s.band)`
    },
  },
}
