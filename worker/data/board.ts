import { eq, inArray, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { firstPage, type ListFound, type ListPage } from "../domain/list.ts"
import type { BoardFilter, BoardPart, BoardRow, BoardSort } from "../domain/submission/board.ts"
import type { Standing } from "../domain/submission/standing.ts"
import { boardCounts, toBoard } from "./board-counts.ts"
import { isLate, narrowed, waitsDays } from "./board-filter.ts"
import { beingCorrected, correctedQuarters } from "./corrections.ts"
import type { Database } from "./database.ts"
import { dueDayOf, tenureOf } from "./due-days.ts"
import { shut } from "./filing-list.ts"
import { keptCounts } from "./kept-counts.ts"
import { askList, listOrder } from "./list.ts"
import { placeChoices, placesOf } from "./place-choices.ts"
import type { Scope } from "./scope.ts"
import { isReleased, standing, standingOrder } from "./standing.ts"
import { submissionOf } from "./submissions.ts"
import { waitsSince } from "./waiting.ts"

/** An estate behind the numbers of a board. */
export interface BoardEstate {
  slug: string
  name: string
  placeName: string
  company: string | null
  demonstration: boolean
  standing: Standing
  dueDay: string
  sentAt: string | null
  late: boolean
  correcting: boolean
  /** Days with the authority whose turn it is; null when it is nobody's. */
  waits: number | null
}

interface Opened {
  quarter: string
  deadlineDay: string
  released: boolean
}

export interface BoardListPage extends ListFound<BoardEstate> {
  total: number
  quarter: Opened | null
  places: { code: string; name: string }[]
}

export interface BoardPage {
  quarter: Opened | null
  /** Name of the place that is shown; null for the whole platform. */
  placeName: string | null
  rows: BoardRow[]
  /** Other quarters in which something is being corrected. */
  corrected: { quarter: string; estates: number }[]
}

function firstBy(sort: BoardSort, { quarter }: BoardFilter): SQL<string | number> {
  const of = standing(quarter)
  const by: Record<BoardSort, SQL> = {
    waits: sql`coalesce(${waitsSince(of)}, '9999')`,
    name: sql`${estates.slug}`,
    state: standingOrder(of),
    deadline: dueDayOf(quarter),
  }
  return by[sort] as SQL<string | number>
}

const opened = (db: Database, quarter: string) =>
  db
    .select({
      quarter: quarters.quarter,
      deadlineDay: quarters.deadlineDay,
      released: isReleased(quarter),
    })
    .from(quarters)
    .where(eq(quarters.quarter, quarter))

function pageQueries(db: Database, scope: Scope, filter: BoardFilter, page: ListPage) {
  const { quarter, today, sort } = filter
  const of = standing(quarter)
  const first = firstBy(sort, filter)
  const order = listOrder({ first, name: estates.name, id: estates.id })
  const source = {
    from: sql`${estates} left join ${submissions} on ${submissionOf(scope, quarter)}
      left join ${closings} on ${shut(quarter)} left join ${tenures} on ${tenureOf(quarter)}`,
    id: estates.id,
    where: narrowed(scope, filter),
    order,
  }
  const asked = askList(db, source, page)
  const rows = db
    .select({
      id: estates.id,
      first,
      slug: estates.slug,
      name: estates.name,
      placeName: places.name,
      company: organisations.name,
      origin: estates.origin,
      standing: of,
      dueDay: dueDayOf(quarter).mapWith(String),
      sentAt: submissions.sentAt,
      late: sql<number>`${isLate}`,
      correcting: beingCorrected(quarter, estates.id),
      waits: waitsDays(of, today),
    })
    .from(estates)
    .innerJoin(places, eq(places.code, estates.placeCode))
    .leftJoin(submissions, submissionOf(scope, quarter))
    .leftJoin(closings, shut(quarter))
    .leftJoin(tenures, tenureOf(quarter))
    .leftJoin(organisations, eq(organisations.id, tenures.organisationId))
    .where(inArray(estates.id, asked.among))
    .orderBy(...order.by)
  return { asked, rows }
}

/** 看板: who of a quarter's estates has reported, for an authority of any level. */
export function boardReads(db: Database, scope: Scope) {
  return {
    /** How many estates stand where, by their part; one round trip. */
    async counts(filter: BoardFilter, part: BoardPart): Promise<BoardPage> {
      const counts = boardCounts(db, scope, filter, part)
      const correcting = keptCounts(db, correctedQuarters(db, scope), ["quarter", "estates"])
      const { actor } = scope
      const own = actor.kind === "member" ? actor.organisation.placeCode : null
      const [found, shown, counted, corrected] = await db.batch([
        opened(db, filter.quarter),
        db
          .select({ name: places.name })
          .from(places)
          .where(eq(places.code, filter.place || (own ?? ""))),
        counts.statement,
        correcting.statement,
      ])
      return {
        quarter: found[0] ?? null,
        placeName: shown[0]?.name ?? null,
        rows: toBoard(counts.read(counted), filter.today),
        corrected: correcting
          .read(corrected)
          .map(([quarter, n]) => ({ quarter: String(quarter), estates: Number(n) })),
      }
    },

    /** A page of the estates behind a number; one round trip. */
    async page(filter: BoardFilter, page: ListPage = firstPage): Promise<BoardListPage> {
      const { asked, rows } = pageQueries(db, scope, filter, page)
      const choices = placesOf(db, scope, filter.quarter)
      const [found, read, chosen, version, counted] = await db.batch([
        opened(db, filter.quarter),
        rows,
        choices.statement,
        ...asked.statements,
      ])
      const { rows: shown, ...rest } = asked.found(read, version, counted)
      return {
        ...rest,
        quarter: found[0] ?? null,
        rows: shown.map(({ id: _, first: __, origin, late, ...row }) => ({
          ...row,
          late: late === 1,
          demonstration: origin === "demonstration",
        })),
        places: placeChoices(choices.read(chosen)),
      }
    },
  }
}
