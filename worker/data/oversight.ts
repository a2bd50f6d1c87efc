import { and, eq, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import { estates } from "../../schema/tables/estates.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { users } from "../../schema/tables/users.ts"
import { firstPage, type ListFound, type ListPage } from "../domain/list.ts"
import { withinAuthority } from "./authorities-below.ts"
import type { Database } from "./database.ts"
import { searched } from "./estate-pages.ts"
import { askList, listOrder } from "./list.ts"
import type { Scope } from "./scope.ts"
import { textList } from "./standing.ts"

/** What of the acts below is asked for. */
export interface OversightFilter {
  quarter: string
  actions: readonly string[]
  /** Names, pinyin or initials of an estate, or a part of an organisation's name. */
  q: string
}

/** One act of an authority below: what, who, when, where; nothing that was typed. */
export interface OverseenAct {
  id: string
  at: string
  action: string
  /** Null once the person is not known any more, and of a program. */
  person: string | null
  /** For whom it stood in. */
  deputyOf: string | null
  organisation: string
  /** Null of an act about the whole quarter. */
  estate: { slug: string; name: string } | null
}

const absent = alias(members, "absent")
const absentUsers = alias(users, "absent_users")

/** Numbers of the events about a quarter, each kind by its index: of submissions, estates' deadlines, the quarter itself. */
function ofQuarter({ quarter, actions }: OversightFilter): SQL {
  const { seq, entity, entityId, action, detail } = auditEvents
  const named = sql`${action} in (${textList(actions)})`
  return sql`select ${seq} from ${submissions} join ${auditEvents} on ${entity} = 'submission'
      and ${entityId} = ${submissions.id} where ${submissions.quarter} = ${quarter} and ${named}
    union all select ${seq} from ${auditEvents} where ${entity} = 'estate'
      and ${named} and ${detail} ->> 'quarter' = ${quarter}
    union all select ${seq} from ${auditEvents} where ${entity} = 'quarter' and ${entityId} = ${quarter} and ${named}`
}

const estateOf = sql`case ${auditEvents.entity}
  when 'submission' then (select s.estate_id from submissions s where s.id = ${auditEvents.entityId})
  when 'estate' then ${auditEvents.entityId} end`

/** The acts of authorities below the actor's on estates that stand in its place now, and on the quarter itself. */
function below(scope: Scope, filter: OversightFilter): SQL | undefined {
  const { actor } = scope
  if (actor.kind !== "member" || actor.organisation.kind !== "authority") return sql`0`
  const q = filter.q.trim()
  return and(
    sql`${auditEvents.seq} in (${ofQuarter(filter)})`,
    eq(organisations.kind, "authority"),
    ne(organisations.id, actor.organisation.id),
    withinAuthority(actor, organisations.id),
    or(scope.registered, and(isNull(estates.id), sql`${auditEvents.entity} = 'quarter'`)),
    q === "" ? undefined : or(searched(q), sql`instr(${organisations.name}, ${q}) > 0`),
  )
}

const joined = sql`${auditEvents} join ${organisations} on ${organisations.id} = ${auditEvents.organisationId}
  join ${places} on ${places.code} = ${organisations.placeCode}
  left join ${places} streets on streets.code = ${places.parentCode}
  left join ${estates} on ${estates.id} = ${estateOf}`

/** 督办: what the authorities below do. */
export function oversightReads(db: Database, scope: Scope) {
  return {
    /** A page, the newest first; one round trip. */
    async page(filter: OversightFilter, page: ListPage = firstPage) {
      const order = listOrder({ at: auditEvents.at, seq: auditEvents.seq }, "descending")
      const source = { from: joined, id: auditEvents.id, where: below(scope, filter), order }
      const asked = askList(db, source, page)
      const rows = db
        .select({
          id: auditEvents.id,
          seq: auditEvents.seq,
          at: auditEvents.at,
          action: auditEvents.action,
          person: sql<string | null>`case when ${users.salt} is not null then ${users.name} end`,
          deputyOf: sql<
            string | null
          >`case when ${absentUsers.salt} is not null then ${absentUsers.name} end`,
          organisation: organisations.name,
          estate: { slug: estates.slug, name: estates.name },
        })
        .from(auditEvents)
        .innerJoin(organisations, eq(organisations.id, auditEvents.organisationId))
        .leftJoin(estates, sql`${estates.id} = ${estateOf}`)
        .leftJoin(
          members,
          and(
            eq(members.userId, auditEvents.actorUserId),
            eq(members.organisationId, auditEvents.organisationId),
            ne(auditEvents.actorKind, "key"),
          ),
        )
        .leftJoin(users, eq(users.id, members.userId))
        .leftJoin(
          absent,
          and(
            sql`${absent.id} = ${auditEvents.detail} ->> 'deputyOf'`,
            eq(absent.organisationId, auditEvents.organisationId),
          ),
        )
        .leftJoin(absentUsers, eq(absentUsers.id, absent.userId))
        .where(inArray(auditEvents.id, asked.among))
        .orderBy(...order.by)
      const [read, version, counted] = await db.batch([rows, ...asked.statements])
      const found = asked.found(read, version, counted)
      return found satisfies ListFound<OverseenAct> & { total: number }
    },
  }
}
