import { and, eq, inArray, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { quarters } from "../../schema/tables/quarters.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import type { ListFound, ListPage } from "../domain/list.ts"
import { BURDEN_ALONE, BURDEN_GAP, BURDEN_SUMMED, type Burden } from "../domain/submission/burden.ts"
import type { Database } from "./database.ts"
import { searched } from "./estate-pages.ts"
import { askList, listOrder } from "./list.ts"
import type { Scope } from "./scope.ts"
import { dueEstates } from "./submissions.ts"

interface BurdenFilter {
  quarter: string
  q: string
}

interface BurdenRow extends Burden {
  slug: string
  name: string
  placeName: string
  demonstration: boolean
  company: string | null
}

/** What all of a company's estates took together. */
export interface CompanyBurden extends Burden {
  company: string
  estates: number
}

const isOwn = ({ actor }: Scope) => actor.kind === "member" && actor.organisation.kind === "company"

/**
 * The submission of an estate whose burden the actor may see: a company its own, an authority what has been sent once; of a
 * draft it knows only that it exists.
 */
function seen(scope: Scope, quarter: string): SQL | undefined {
  const { actor } = scope
  const own = actor.kind === "member" ? actor.organisation.id : ""
  return and(
    eq(submissions.estateId, estates.id),
    eq(submissions.quarter, quarter),
    isOwn(scope) ? eq(submissions.organisationId, own) : sql`${submissions.filing} > 0`,
  )
}

/** The company's saves of a submission; what a person saved on the form is told apart by `form`. */
const savesOf = (
  form: boolean,
) => sql`audit_events e where e.entity = 'submission' and e.entity_id = submissions.id
  and e.action = 'submission.save' and e.organisation_id = submissions.organisation_id
  and json_extract(e.detail, '$.provider') = 'company'
  ${form ? sql`and e.actor_kind = 'member' and json_extract(e.detail, '$.file') is null` : sql``}`

const minutes = sql<
  number | null
>`(select round(sum(case when gap between 0 and ${BURDEN_GAP} then gap else ${BURDEN_ALONE} end), 1)
  from (select (julianday(e.at) - julianday(lag(e.at) over (partition by e.actor_user_id order by e.seq))) * 1440 as gap
    from ${savesOf(true)}))`

/** The values of the company that stand: of the last filing that the actor may see. */
const standing = (
  scope: Scope,
) => sql`"values" v where v.submission_id = submissions.id and v.provider = 'company'
  and v.value <> '' and v.filing = (select max(m.filing) from "values" m where m.submission_id = submissions.id
    and m.provider = 'company' ${isOwn(scope) ? sql`` : sql`and m.filing <= submissions.filing`})`

/** A lasting answer that is what the filing before said. */
const carried = sql`v.key in (select key from carry) and v.value = (select p.value from submissions ps
  join "values" p on p.submission_id = ps.id and p.provider = 'company' and p.key = v.key and p.filing = ps.filing
  where ps.estate_id = submissions.estate_id and ps.quarter < submissions.quarter and ps.filing > 0 and p.value <> ''
  order by ps.quarter desc limit 1)`

/** What filing took, of one row of submissions. */
function figures(scope: Scope) {
  const count = (from: SQL) => sql<number>`(select count(*) from ${from})`
  const typed = sql`select f.key from audit_events e join json_each(e.after) f where f.value is not null and e.seq in
    (select e.seq from ${savesOf(true)})`
  const saves = count(savesOf(false))
  const decided = (decision: string) =>
    sql<number>`(select count(*) from findings where submission_id = submissions.id and decision = ${decision})`
  return {
    minutes,
    saves,
    answers: count(standing(scope)),
    typed: sql<
      number | null
    >`case when ${saves} > 0 then (select count(*) from ${standing(scope)} and v.key in (${typed}) and not (${carried})) end`,
    carried: count(sql`${standing(scope)} and ${carried}`),
    explained: sql<number>`(select coalesce(sum(json_array_length(e.detail, '$.explained')), 0) from audit_events e
      where e.entity = 'submission' and e.entity_id = submissions.id and e.action = 'submission.submit')`,
    asked: decided("asked"),
    adjusted: decided("adjusted"),
    returned: sql<number>`(select count(*) from returns where submission_id = submissions.id)`,
  }
}

const names = [
  "minutes",
  "saves",
  "answers",
  "typed",
  "carried",
  "explained",
  "asked",
  "adjusted",
  "returned",
] as const

/** `with carry` and the burden of the estates of a select of ids. */
function burdenOf(scope: Scope, quarter: string, among: SQL): SQL {
  const all = figures(scope)
  const columns = sql.join(
    names.map((name) => sql`${all[name]} as ${sql.identifier(name)}`),
    sql`, `,
  )
  return sql`with carry as materialized (select json_extract(t.value, '$.key') as key from quarters q
      join editions d on d.id = q.edition_id join json_tree(d.document) t
      where q.quarter = ${quarter} and t.type = 'object' and json_extract(t.value, '$.carry'))
    select submissions.id as sid, estates.id as eid, submissions.organisation_id as organisation_id, ${columns}
    from estates join submissions on ${seen(scope, quarter)} where estates.id in ${among}`
}

const none: Burden = {
  ...{ minutes: null, saves: 0, answers: 0, typed: null, carried: 0 },
  ...{ explained: 0, asked: 0, adjusted: 0, returned: 0 },
}

/** What filing took, by estate and company: sums, never of a person. */
export function burdenReads(db: Database, scope: Scope) {
  return {
    /** A page of the actor's estates, sums by company and explained faults by rule; one round trip. */
    async page({ quarter, q }: BurdenFilter, page: ListPage) {
      const order = listOrder({ name: estates.name, id: estates.id })
      const where = and(dueEstates(scope, quarter), searched(q))
      const asked = askList(db, { from: sql`${estates}`, id: estates.id, where, order }, page)
      const all = sql`(select id from estates where ${dueEstates(scope, quarter)}
        and (select count(*) from estates where ${dueEstates(scope, quarter)}) <= ${BURDEN_SUMMED})`
      const sums = sql.join(
        names.map((name) => sql`sum(b.${sql.identifier(name)}) as ${sql.identifier(name)}`),
        sql`, `,
      )
      const [known, rows, burdens, companies, rules, ...listed] = await db.batch([
        db.select({ quarter: quarters.quarter }).from(quarters).where(eq(quarters.quarter, quarter)),
        db
          .select({
            id: estates.id,
            slug: estates.slug,
            name: estates.name,
            placeName: places.name,
            origin: estates.origin,
            company: sql<
              string | null
            >`(select o.name from submissions s join organisations o on o.id = s.organisation_id
              where s.estate_id = ${estates.id} and s.quarter = ${quarter})`,
          })
          .from(estates)
          .innerJoin(places, eq(places.code, estates.placeCode))
          .where(inArray(estates.id, asked.among))
          .orderBy(...order.by),
        db
          .select({ id: sql<string>`b.eid`, ...plain("b") })
          .from(sql`(${burdenOf(scope, quarter, asked.among)}) b`),
        db
          .select({ company: sql<string>`c.name`, estates: sql<number>`c.estates`, ...plain("c") })
          .from(sql`(select o.name, count(*) as estates, ${sums} from (${burdenOf(scope, quarter, all)}) b
            join ${organisations} o on o.id = b.organisation_id group by o.id order by o.name limit 50) c`),
        db
          .select({ rule: sql<string>`r.rule`, n: sql<number>`r.n` })
          .from(sql`(select f.value as rule, count(*) as n from estates join submissions on ${seen(scope, quarter)}
            join audit_events e on e.entity = 'submission' and e.entity_id = submissions.id
              and e.action = 'submission.submit'
            join json_each(e.detail, '$.explained') f where estates.id in ${all} group by 1 order by 2 desc, 1) r`),
        ...asked.statements,
      ])
      const [version, total] = listed
      const { rows: shown, ...rest } = asked.found(rows, version, total)
      const by = new Map(burdens.map(({ id, ...burden }) => [id, burden]))
      const told = shown.map(
        ({ id, origin, ...row }): BurdenRow => ({
          ...row,
          demonstration: origin === "demonstration",
          ...(by.get(id) ?? none),
        }),
      )
      const found: ListFound<BurdenRow> & { total: number } = { ...rest, rows: told }
      return { ...found, known: known.length > 0, companies: companies satisfies CompanyBurden[], rules }
    },
  }
}

/** The figures as columns of a subquery. */
function plain(of: "b" | "c") {
  const column = <T>(name: (typeof names)[number]) => sql<T>`${sql.raw(of)}.${sql.identifier(name)}`
  return {
    minutes: column<number | null>("minutes"),
    saves: column<number>("saves"),
    answers: column<number>("answers"),
    typed: column<number | null>("typed"),
    carried: column<number>("carried"),
    explained: column<number>("explained"),
    asked: column<number>("asked"),
    adjusted: column<number>("adjusted"),
    returned: column<number>("returned"),
  }
}
