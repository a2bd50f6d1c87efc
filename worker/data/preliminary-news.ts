import { and, between, eq, gte, isNotNull, lt, type SQL, sql } from "drizzle-orm"
import { releases } from "../../schema/tables/releases.ts"
import { lastDay, shiftDay, startOfDay } from "../domain/quarter.ts"
import { periodOf, preliminaryPeriod } from "../domain/release/preliminary.ts"
import type { Database } from "./database.ts"
import { type Coming, comingBy, type ToldSource, within } from "./told-source.ts"

const instant = (day: string) => new Date(startOfDay(day)).toISOString()

/** The latest preliminary release of each quarter that has no final one, as far as a condition holds of it. */
function standing(db: Database, of: SQL | undefined): Coming {
  const latest = sql`${releases.number} = (select max(l.number) from releases l where l.period = ${releases.period})`
  const open = sql`not exists (select 1 from releases f where f.period = rtrim(${releases.period}, 'P'))`
  const query = db
    .select({ period: releases.period, number: releases.number, windowDay: releases.windowDay })
    .from(releases)
    .where(and(eq(releases.state, "preliminary"), latest, open, of))
  return comingBy(query, (rows) =>
    rows.map(({ period, number, windowDay }) => {
      const quarter = periodOf(period)
      return { subject: `${quarter}/${number}`, day: windowDay ?? "", quarter, programme: "" }
    }),
  )
}

/** The estates of companies in a preliminary release, by name only: nothing of its figures leaves the page. */
function ofCompanies(quarter: string, subject: string, only: string | null): SQL {
  const day = lastDay(quarter)
  return sql`select t.organisation_id, e.id as estate_id, json_object('name', e.name, 'slug', e.slug) as named
    from releases r join scorecards s on s.release_id = r.id join estates e on e.id = s.estate_id
    join tenures t on t.estate_id = e.id and t.from_date <= ${day} and (t.to_date is null or t.to_date >= ${day})
    where ${within(sql`t.organisation_id`, only)} and r.period = ${preliminaryPeriod(quarter)}
    and r.number = ${Number(subject.split("/")[1])} and r.state = 'preliminary'
    and not exists (select 1 from releases f where f.period = ${quarter})`
}

/** What the clock tells of the two steps of a release. */
export const preliminarySources: Record<"preliminary" | "window" | "final", ToldSource> = {
  preliminary: {
    coming: (db, { from, to }) =>
      standing(
        db,
        and(gte(releases.finishedAt, instant(from)), lt(releases.finishedAt, instant(shiftDay(to, 1)))),
      ),
    waiting: ({ quarter, subject }, _, only) => ofCompanies(quarter, subject, only),
  },
  window: {
    coming: (db, { from, to }) => standing(db, between(releases.windowDay, from, to)),
    waiting: ({ quarter, subject }, _, only) => ofCompanies(quarter, subject, only),
  },
  final: {
    // Over on the day after its last one.
    coming: (db, { from, to }) =>
      standing(
        db,
        and(
          isNotNull(releases.windowDay),
          gte(releases.windowDay, shiftDay(from, -1)),
          lt(releases.windowDay, to),
        ),
      ),
    waiting({ quarter }, _, only) {
      return sql`select o.id as organisation_id, null as estate_id, null as named from organisations o
        where ${within(sql`o.id`, only)} and o.kind = 'authority' and o.place_code like '____00'
        and o.deleted_at is null and not exists (select 1 from releases f where f.period = ${quarter})`
    },
  },
}
