import { and, between, eq, inArray, isNull, type SQL, sql } from "drizzle-orm"
import { calendarFeeds } from "../../schema/tables/calendar-feeds.ts"
import { correctionRequests } from "../../schema/tables/correction-requests.ts"
import { objections } from "../../schema/tables/nominations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { users } from "../../schema/tables/users.ts"
import type { ComingDeadline, ToldKind, WaitingEstate } from "../domain/deadline/deadline-kind.ts"
import type { DeadlineName } from "../domain/deadline/deadlines.ts"
import { feedKinds } from "../domain/deadline/feed.ts"
import type { NewsName } from "../domain/deadline/news.ts"
import type { Try } from "../domain/identity/attempts.ts"
import { MOST_NAMED } from "../domain/mail/letter-kind.ts"
import { objections as kind } from "../domain/selection/objections.ts"
import { isOpen, statesOf } from "../domain/ticket/states.ts"
import type { Database } from "./database.ts"
import { laterDays } from "./due-days.ts"
import { countedOf, countTry } from "./identity.ts"
import { newsSources } from "./news.ts"
import { preliminarySources } from "./preliminary-news.ts"
import { programmeRow, readProgramme } from "./programmes.ts"
import { holding, reachable } from "./receivers.ts"
import { stored } from "./stored.ts"
import { comingBy, type Days, listed, ofCompanies, type ToldSource, within } from "./told-source.ts"
import type { Unit } from "./unit.ts"

/** Who is told: a person as a member of one organisation, and how many wait for it. */
export interface WaitingPerson {
  userId: string
  organisationId: string
  count: number
  /** The first of what waits, by name. */
  named: WaitingEstate[]
}

const unanswered = statesOf(kind).filter((state) => isOpen(kind, state))

const sources: Record<DeadlineName | NewsName, ToldSource> = {
  ...newsSources,
  submissions: {
    coming(db, { from, to }) {
      const query = db.all<{ quarter: string; day: string; apart: number }>(sql`select * from (
        select quarter, deadline_day as day, 0 as apart from quarters
        union select quarter, day, 1 from (${laterDays})) where day between ${from} and ${to}`)
      return comingBy(query, (rows) =>
        rows.map(({ quarter, day, apart }) => ({
          ...{ subject: quarter, day, quarter, programme: "" },
          ...(apart === 1 && { apart: true }),
        })),
      )
    },
    waiting: ({ quarter, day }, _, only) => ofCompanies(quarter, only, day),
  },
  corrections: {
    coming(db, { from, to }) {
      const { quarter, dueDay: day, state } = correctionRequests
      const query = db
        .selectDistinct({ quarter, day })
        .from(correctionRequests)
        .where(and(eq(state, "asked"), between(day, from, to)))
      return comingBy(query, (rows) => rows.map((row) => ({ ...row, subject: row.quarter, programme: "" })))
    },
    // The city answers them all.
    waiting({ subject, day }, _, only) {
      return sql`select o.id as organisation_id, c.estate_id, null as named from correction_requests c
        join organisations o on o.kind = 'authority' and length(o.place_code) = 6 and o.place_code like '%00'
        where ${within(sql`o.id`, only)} and c.quarter = ${subject} and c.due_day = ${day} and c.state = 'asked'`
    },
  },
  window: preliminarySources.window,
  objections: {
    coming(db, { from, to }) {
      const query = db
        .selectDistinct({
          subject: programmes.slug,
          day: objections.replyDueDay,
          programme: programmes.title,
        })
        .from(objections)
        .innerJoin(programmes, eq(programmes.id, objections.programmeId))
        .where(
          and(
            between(objections.replyDueDay, from, to),
            inArray(objections.state, unanswered),
            inArray(programmes.phase, kind.during),
            isNull(programmes.stoppedAt),
          ),
        )
      return comingBy(query, (rows) => rows.map((row) => ({ ...row, quarter: "" })))
    },
    waiting({ subject, day }, _, only) {
      return sql`select p.organisation_id, null as estate_id, null as named from objections o join programmes p on p.id = o.programme_id
        where ${within(sql`p.organisation_id`, only)} and p.slug = ${subject} and o.reply_due_day = ${day} and o.state in (${listed(unanswered)})
        and p.phase in (${listed(kind.during)}) and p.stopped_at is null`
    },
  },
  nominations: {
    coming(db, { from, to }) {
      const open = and(eq(programmes.phase, "open"), isNull(programmes.stoppedAt))
      return comingBy(programmeRow(db, open), (rows) =>
        rows
          .flatMap((row) => readProgramme(row) ?? [])
          .flatMap(({ slug, title, rules }) => {
            const day = rules?.dates.closeDay ?? ""
            return day >= from && day <= to && (rules?.dates.openDay ?? "") <= from
              ? [{ subject: slug, day, quarter: "", programme: title }]
              : []
          }),
      )
    },
    // An estate that somebody else has put forward meanwhile, or that the company has left, cannot be sent.
    waiting({ subject }, today, only) {
      return sql`select n.organisation_id, n.estate_id, null as named from nominations n join programmes p on p.id = n.programme_id
        join organisations b on b.id = n.organisation_id
        where ${within(sql`n.organisation_id`, only)} and p.slug = ${subject} and p.phase = 'open' and p.stopped_at is null and n.state = 'draft'
        and not exists (select 1 from nominations s where s.programme_id = n.programme_id
          and s.category = n.category and s.estate_id = n.estate_id and s.state = 'submitted')
        and (b.kind <> 'company' or exists (select 1 from tenures t where t.estate_id = n.estate_id
          and t.organisation_id = n.organisation_id and t.from_date <= ${today}
          and (t.to_date is null or t.to_date >= ${today})))`
    },
  },
}

/** One deadline, or piece of news, that is told of: its kind, and what marks those who know. */
export interface Told {
  kind: ToldKind & { name: DeadlineName | NewsName }
  deadline: ComingDeadline
  today: string
  /** The deadline and the reminder that it is at: nobody is told of it twice in one organisation. */
  key: string
}

/** How the inbox marks a letter about it to a member of an organisation (`messages.once`), without organisation and person. */
const mark = ({ kind, key }: Told) => `${kind.letter.name}/${key}/`

/** The first of some items by name, as one JSON list. */
const firstNamed = (items: SQL): SQL =>
  sql`(select json_group_array(json(named)) from (${items} order by named limit ${MOST_NAMED}))`

/**
 * Who waits and has not been told: rows of `user_id`, `organisation_id`, `n`, `named`, in order. Who has left, or may not do
 * what is due, is not among them; who sees only some estates waits for these.
 */
function untold(told: Told, organisationId: string | null): SQL {
  const unread = sql`not exists (select 1 from messages x
        where x.user_id = m.user_id and x.once = ${mark(told)} || m.organisation_id || '/' || m.user_id)`
  return waitingPeople(told, organisationId, unread)
}

/** The same, of all who fulfil a condition on `m`, `o` and `u`, whether told or not. */
function waitingPeople(
  { kind, deadline, today }: Omit<Told, "key">,
  organisationId: string | null,
  among: SQL,
): SQL {
  const own = sql`i.organisation_id = m.organisation_id
        and i.estate_id in (select g.estate_id from member_estates g where g.member_id = m.id)`
  const of = sql`select named from items i where named is not null and`
  return sql`with items as materialized (${sources[kind.name].waiting(deadline, today, organisationId)}),
    totals as materialized (select organisation_id, count(*) as n from items group by organisation_id),
    firsts as materialized (select organisation_id, ${firstNamed(sql`${of} i.organisation_id = t.organisation_id`)} as named
      from totals t),
    people as (select m.user_id, m.organisation_id,
      case when m.limited then (select count(*) from items i where ${own}) else t.n end as n,
      case when m.limited then ${firstNamed(sql`${of} ${own}`)}
        else (select f.named from firsts f where f.organisation_id = m.organisation_id) end as named
      from totals t join members m on m.organisation_id = t.organisation_id and m.ended_at is null
      join organisations o on o.id = m.organisation_id and o.deleted_at is null
      join users u on u.id = m.user_id
      where ${holding(kind.whose, today)} and ${reachable} and ${among})
    select user_id, organisation_id, n, named from people where n > 0`
}

/** Deadlines that come, and who waits. */
export function deadlineReads(db: Database) {
  return {
    /** The deadlines of a kind, or what happened, within some days, the earliest first. */
    async coming(name: DeadlineName | NewsName, days: Days): Promise<ComingDeadline[]> {
      const { query, read } = sources[name].coming(db, days)
      return read(await query).sort((a, b) =>
        a.day === b.day ? (a.subject < b.subject ? -1 : 1) : a.day < b.day ? -1 : 1,
      )
    },
    /**
     * Whose calendar has an address (the hash of its token), and the deadlines that come, by kind; the try is counted. One
     * round trip.
     */
    async ofFeed(tokenHash: string, one: Try, { days, now }: { days: Days; now: Date }) {
      const owner = db
        .select({ userId: users.id, language: users.language })
        .from(calendarFeeds)
        .innerJoin(users, eq(users.id, calendarFeeds.userId))
        .where(eq(calendarFeeds.tokenHash, tokenHash))
      const kinds = [...new Set(feedKinds.map(({ dates }) => dates))]
      const asked = kinds.map((name) => ({ name, ...sources[name].coming(db, days) }))
      const [found, tried, ...rows] = await db.batch([
        owner,
        countTry(db, one, now),
        ...asked.map(({ query }) => query),
      ])
      const coming = new Map(asked.map(({ name, read }, at) => [name, read(rows[at])]))
      return { owner: found[0] ?? null, counted: countedOf([one], [tried]), coming }
    },
    /** For how many things a person waits at each of some deadlines, by organisation; one round trip. */
    async waitingOf(userId: string, asked: readonly Omit<Told, "key">[]) {
      const [first, ...rest] = asked.map((one) =>
        db.all<{ organisation_id: string; n: number }>(waitingPeople(one, null, sql`m.user_id = ${userId}`)),
      )
      const rows = first ? await db.batch([first, ...rest]) : []
      return rows.map((found) =>
        found.map(({ organisation_id: organisationId, n }) => ({ organisationId, n })),
      )
    },
    /** So many people at most who wait and have not been told, those of one organisation together; one round trip. */
    async waiting(told: Told, most: number): Promise<WaitingPerson[]> {
      const rows = await db.all<{ user_id: string; organisation_id: string; n: number; named: string }>(
        sql`${untold(told, null)} order by organisation_id, user_id limit ${most}`,
      )
      return rows.map((row) => ({
        userId: row.user_id,
        organisationId: row.organisation_id,
        count: row.n,
        named: stored.waitingEstates(row.named),
      }))
    },
  }
}

/** What a reminder rests on. */
export function deadlineStore({ guard }: Unit) {
  return {
    /** Holds only while all of these people of one organisation still wait, for as many, and have not been told. */
    expectWaiting(told: Told, organisationId: string, people: readonly WaitingPerson[]): void {
      const expected = JSON.stringify(people.map(({ userId, count }) => ({ userId, count })))
      guard(sql`(select count(*) from (${untold(told, organisationId)}) w join json_each(${expected}) e
        on w.user_id = e.value ->> '$.userId' and w.n = e.value ->> '$.count') = ${people.length}`)
    },
  }
}
