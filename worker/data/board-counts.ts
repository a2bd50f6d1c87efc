import { asc, count, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { closings } from "../../schema/tables/quarters.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { daysBetween } from "../domain/quarter.ts"
import { type BoardFilter, type BoardPart, type BoardRow, boardMarks } from "../domain/submission/board.ts"
import type { Standing } from "../domain/submission/standing.ts"
import { isLate, marksOf, narrowed } from "./board-filter.ts"
import type { Database } from "./database.ts"
import { tenureOf } from "./due-days.ts"
import { shut } from "./filing-list.ts"
import { keptCounts } from "./kept-counts.ts"
import type { Scope } from "./scope.ts"
import { standing } from "./standing.ts"
import { submissionOf } from "./submissions.ts"
import { waitsSince } from "./waiting.ts"

/** What the estates of a board are put together by, and how that is called. */
const partOf: Record<BoardPart, { key: SQL; name: SQL }> = {
  district: { key: sql`${estates.districtCode}`, name: sql`(select name from places where code = part)` },
  street: { key: sql`${estates.streetCode}`, name: sql`(select name from places where code = part)` },
  community: { key: sql`${estates.placeCode}`, name: sql`(select name from places where code = part)` },
  company: {
    key: sql`${tenures.organisationId}`,
    name: sql`(select name from organisations where id = part)`,
  },
}

/** Who verifies in a place, or heads a company: two names at most, those who came first. */
const contactOf = (part: BoardPart) =>
  part === "company"
    ? sql`(select group_concat(name, char(10)) from (select u.name from members m join users u on u.id = m.user_id
        where m.organisation_id = part and m.role = 'head' and m.ended_at is null order by m.created_at limit 2))`
    : sql`(select group_concat(name, char(10)) from (select u.name from members m join users u on u.id = m.user_id
        join organisations o on o.id = m.organisation_id where o.kind = 'authority' and o.place_code = part
        and m.role in ('verifier', 'approver') and m.ended_at is null order by m.created_at limit 2))`

const boardColumns = ["part", "name", "contact", "standing", "n", "in_time", "since", ...boardMarks] as const

/** Estates by part and where they stand; one row for each of both. */
export function boardCounts(db: Database, scope: Scope, filter: BoardFilter, part: BoardPart) {
  const { quarter } = filter
  const of = standing(quarter)
  const { key, name } = partOf[part]
  const marks = marksOf(filter)
  const total = (what: SQL, as: string) => sql<number>`sum(${what})`.as(as)
  const inTime = sql`(${submissions.sentAt} is not null and not ${isLate})`
  const counted = db
    .select({
      part: sql<string>`coalesce(${key}, '')`.as("part"),
      standing: sql<string>`${of}`.as("standing"),
      n: count().as("n"),
      inTime: total(inTime, "in_time"),
      since: sql<string | null>`min(${waitsSince(of)})`.as("since"),
      late: total(marks.late, "late"),
      overdue: total(marks.overdue, "overdue"),
      long: total(marks.long, "long"),
      extended: total(marks.extended, "extended"),
      orphan: total(marks.orphan, "orphan"),
    })
    .from(estates)
    .leftJoin(submissions, submissionOf(scope, quarter))
    .leftJoin(closings, shut(quarter))
    .leftJoin(tenures, tenureOf(quarter))
    .where(narrowed(scope, filter, true))
    .groupBy(sql`1`, sql`2`)
    .as("counted")
  const named = db
    .select({
      part: sql<string>`part`.as("part"),
      name: sql<string>`${name}`.as("name"),
      contact: sql<string>`${contactOf(part)}`.as("contact"),
      standing: sql<string>`standing`.as("standing"),
      n: sql<number>`n`.as("n"),
      inTime: sql<number>`in_time`.as("in_time"),
      since: sql<string | null>`since`.as("since"),
      late: sql<number>`late`.as("late"),
      overdue: sql<number>`overdue`.as("overdue"),
      long: sql<number>`long`.as("long"),
      extended: sql<number>`extended`.as("extended"),
      orphan: sql<number>`orphan`.as("orphan"),
    })
    .from(counted)
    .orderBy(asc(sql`part`))
  return keptCounts(db, named, boardColumns)
}

/** The same as parts of a board; `today` is a day. */
export function toBoard(rows: unknown[][], today: string): BoardRow[] {
  const found = new Map<string, BoardRow>()
  for (const [part, name, contact, standing, n, inTime, since, ...marks] of rows) {
    const key = String(part)
    const row: BoardRow = found.get(key) ?? {
      key,
      name: name === null ? "" : String(name),
      contacts: contact === null ? [] : String(contact).split("\n"),
      expected: 0,
      states: {},
      marks: { late: 0, overdue: 0, long: 0, extended: 0, orphan: 0 },
      inTime: 0,
      longest: null,
    }
    row.states[String(standing) as Standing] = Number(n)
    found.set(key, row)
    if (standing === "exempt") continue
    row.expected += Number(n)
    row.inTime += Number(inTime)
    for (const [at, mark] of boardMarks.entries()) row.marks[mark] += Number(marks[at] ?? 0)
    if (since !== null) {
      const days = daysBetween(String(since), today)
      row.longest = Math.max(row.longest ?? 0, days)
    }
  }
  return [...found.values()]
}
