import { and, asc, desc, eq, gte, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { apiKeys } from "../../schema/tables/api-keys.ts"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import { estates } from "../../schema/tables/estates.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { releases } from "../../schema/tables/releases.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { users } from "../../schema/tables/users.ts"
import type { AuditEntry, AuditFilter, AuditPage } from "../domain/audit/entry.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

/** Which events are an actor's own: of its organisation, or about something of its organisation. */
function ownEvents({ actor }: Scope): SQL[] {
  if (actor.kind === "system") return [sql`1 = 1`]
  if (actor.kind === "visitor") return []
  const { id, kind } = actor.organisation
  const own = [eq(auditEvents.organisationId, id), eq(auditEvents.concernsId, id)]
  // The platform's own jobs, and visitors who are nobody yet, act for no organisation.
  return kind === "platform" ? [...own, isNull(auditEvents.organisationId)] : own
}

const ownId = ({ actor }: Scope) => (actor.kind === "member" ? actor.organisation.id : "")

function wanted(scope: Scope, { action, entity, userId, since, until, id, after }: AuditFilter): SQL[] {
  const { at, seq } = auditEvents
  const found = [
    action && eq(auditEvents.action, action),
    entity && eq(auditEvents.entity, entity),
    userId && and(eq(auditEvents.actorUserId, userId), eq(auditEvents.organisationId, ownId(scope))),
    since && gte(at, since),
    until && lt(at, until),
    id && or(eq(auditEvents.id, id), eq(auditEvents.entityId, id), eq(auditEvents.requestId, id)),
    after && sql`(${at}, ${seq}) < (${after.at}, ${after.seq})`,
  ]
  return found.filter((condition) => condition !== undefined && condition !== "")
}

/** Numbers of the newest events of each kind of own ones, each by its index; together they hold the page. */
function pageNumbers(scope: Scope, filter: AuditFilter): SQL {
  const conditions = wanted(scope, filter)
  const { seq, at } = auditEvents
  const parts = ownEvents(scope).map(
    (own) => sql`select seq from (select ${seq} from ${auditEvents} where ${and(own, ...conditions)}
      order by ${at} desc, ${seq} desc limit ${filter.limit + 1})`,
  )
  return parts.length === 0 ? sql`select 0 where 0` : sql.join(parts, sql` union `)
}

const acting = alias(members, "acting")
const person = alias(users, "person")
const objectMember = alias(members, "object_member")
const objectPerson = alias(users, "object_person")
const objectOrganisation = alias(organisations, "object_organisation")
const objectKey = alias(apiKeys, "object_key")

/** A person who has gone has no salt any more. */
const knownName = (row: typeof person | typeof objectPerson) =>
  sql<string | null>`case when ${row.salt} is not null then ${row.name} end`

const objectName = sql<string | null>`coalesce(${estates.name}, ${places.name}, ${knownName(objectPerson)},
  ${objectOrganisation.name}, ${objectKey.name})`

const columns = {
  event: auditEvents,
  organisation: organisations.name,
  name: knownName(person),
  endedAt: acting.endedAt,
  member: acting.id,
  keyPrefix: apiKeys.prefix,
  slug: estates.slug,
  objectName,
  period: sql<string | null>`coalesce(${submissions.quarter}, rtrim(${releases.period}, 'P'),
    case when ${auditEvents.entity} = 'quarter' then ${auditEvents.entityId} end)`,
}

const about = (entity: string, id: SQL) =>
  sql`${auditEvents.entity} = ${entity} and ${id} = ${auditEvents.entityId}`

/** The membership that an event is about: itself, or that of a person in the own organisation. */
const objectMemberId = (own: string) => sql`case ${auditEvents.entity}
  when 'member' then ${auditEvents.entityId}
  when 'user' then (select id from members where user_id = ${auditEvents.entityId} and organisation_id = ${own})
  end`

/** Names of people, keys and members are looked up among those of the own organisation only. */
function pageQuery(db: Database, scope: Scope, filter: AuditFilter) {
  const own = ownId(scope)
  // A person may belong to two organisations: whom it acts for is asked too, or the one would learn of the other.
  const acts = or(eq(auditEvents.organisationId, own), isNull(auditEvents.organisationId))
  const estateId = sql`coalesce(${submissions.estateId},
    case when ${auditEvents.entity} = 'estate' then ${auditEvents.entityId} end)`
  return db
    .select(columns)
    .from(auditEvents)
    .leftJoin(organisations, eq(organisations.id, auditEvents.organisationId))
    .leftJoin(acting, and(eq(acting.userId, auditEvents.actorUserId), eq(acting.organisationId, own), acts))
    .leftJoin(person, eq(person.id, acting.userId))
    .leftJoin(apiKeys, and(eq(apiKeys.id, auditEvents.actorName), eq(apiKeys.organisationId, own)))
    .leftJoin(submissions, about("submission", sql`${submissions.id}`))
    .leftJoin(estates, eq(estates.id, estateId))
    .leftJoin(releases, about("release", sql`${releases.id}`))
    .leftJoin(
      objectMember,
      and(eq(objectMember.id, objectMemberId(own)), eq(objectMember.organisationId, own)),
    )
    .leftJoin(objectPerson, eq(objectPerson.id, objectMember.userId))
    .leftJoin(objectOrganisation, about("organisation", sql`${objectOrganisation.id}`))
    .leftJoin(places, about("place", sql`${places.code}`))
    .leftJoin(objectKey, and(about("key", sql`${objectKey.id}`), eq(objectKey.organisationId, own)))
    .where(sql`${auditEvents.seq} in (${pageNumbers(scope, filter)})`)
    .orderBy(desc(auditEvents.at), desc(auditEvents.seq))
    .limit(filter.limit + 1)
}

type Row = Awaited<ReturnType<typeof pageQuery>>[number]

function entryOf(own: string, row: Row): AuditEntry {
  const { event } = row
  const mine = event.organisationId === own || row.member !== null
  return {
    seq: event.seq,
    id: event.id,
    at: event.at,
    action: event.action,
    requestId: mine ? event.requestId : null,
    actor: {
      kind: event.actorKind,
      organisation: event.organisationId
        ? { id: event.organisationId, name: row.organisation ?? event.organisationId }
        : null,
      userId: mine ? event.actorUserId : null,
      name: mine ? row.name : null,
      left: mine && row.endedAt !== null,
      keyPrefix: event.actorKind === "key" ? row.keyPrefix : null,
      job: event.actorKind === "system" ? event.actorName : null,
    },
    object: {
      kind: event.entity,
      id: event.entityId,
      name: row.objectName,
      slug: row.slug,
      period: row.period,
    },
    detail: stored.eventDetail(event.detail),
    before: stored.eventBefore(event.before),
    after: stored.eventAfter(event.after),
  }
}

function toPage(scope: Scope, limit: number, rows: Row[]): AuditPage {
  const events = rows.slice(0, limit).map((row) => entryOf(ownId(scope), row))
  const last = events.at(-1)
  return { events, next: rows.length > limit && last ? { at: last.at, seq: last.seq } : null }
}

/** The audit log of the actor's own organisation; another organisation's events are never among it. */
export function auditReads(db: Database, scope: Scope) {
  return {
    /** A page, newest first; one round trip. */
    async page(filter: AuditFilter): Promise<AuditPage> {
      return toPage(scope, filter.limit, await pageQuery(db, scope, filter))
    },

    /** A page and the people of the own organisation to choose from; one round trip. */
    async desk(filter: AuditFilter) {
      const [rows, people] = await db.batch([
        pageQuery(db, scope, filter),
        db
          .select({
            userId: users.id,
            name: users.name,
            left: sql`${members.endedAt} is not null`.mapWith(Boolean),
          })
          .from(members)
          .innerJoin(users, eq(users.id, members.userId))
          .where(and(eq(members.organisationId, ownId(scope)), isNotNull(users.salt)))
          .orderBy(asc(users.name), asc(users.id))
          .limit(500),
      ])
      return { ...toPage(scope, filter.limit, rows), people }
    },
  }
}
