import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import type { OrganisationKind } from "../domain/actor.ts"
import type { ListPage } from "../domain/list.ts"
import { headRole, headRoles } from "../domain/organisation/heads.ts"
import type { Database } from "./database.ts"
import { waitingInvitations } from "./invitations.ts"
import { askList, listOrder } from "./list.ts"
import { headsOf } from "./member-reads.ts"
import type { Unit } from "./unit.ts"

const PLACES_SHOWN = 30

export interface OrganisationFilter {
  /** Part of the name, or of a code. */
  q: string
  kind: OrganisationKind | null
}

const order = listOrder({
  kind: organisations.kind,
  byPlace: sql`coalesce(${organisations.placeCode}, '')`,
  name: organisations.name,
  id: organisations.id,
})

const running = sql`(${sql.join(
  headRoles.map((role) => sql`${role}`),
  sql`, `,
)})`

/** Whether an organisation has somebody who runs it. */
const headed = sql<boolean>`exists (select 1 from members m where m.organisation_id = ${organisations.id}
  and m.ended_at is null and m.role in ${running})`

/** Whether one of its heads is invited and has not accepted. */
const headInvited = (now: Date) => sql<boolean>`exists (select 1 from invitations i
  where i.organisation_id = ${organisations.id} and i.accepted_at is null and i.revoked_at is null
  and i.expires_at > ${now.toISOString()} and i.role in ${running})`

function matching({ q, kind }: OrganisationFilter): SQL | undefined {
  const text = sql`${organisations.name} || ' ' || coalesce(${organisations.uscc}, '') || ' ' ||
    coalesce(${organisations.placeCode}, '')`
  const found = q === "" ? undefined : sql`instr(lower(${text}), lower(${q})) > 0`
  return and(found, kind === null ? undefined : eq(organisations.kind, kind))
}

function rows(db: Database, now: Date) {
  return db
    .select({
      id: organisations.id,
      kind: organisations.kind,
      name: organisations.name,
      uscc: organisations.uscc,
      placeCode: organisations.placeCode,
      placeName: places.name,
      demonstration: organisations.demonstration,
      revision: organisations.revision,
      createdAt: organisations.createdAt,
      deletionRequestedAt: organisations.deletionRequestedAt,
      deletedAt: organisations.deletedAt,
      members: sql<number>`(select count(*) from members m
        where m.organisation_id = ${organisations.id} and m.ended_at is null)`,
      headed: headed.mapWith(Boolean),
      headInvited: headInvited(now).mapWith(Boolean),
    })
    .from(organisations)
    .leftJoin(places, eq(places.code, organisations.placeCode))
    .$dynamic()
}

/** Places in which something new may stand on a day. */
function standing(today: string): SQL {
  return or(isNull(places.retiredFrom), sql`${places.retiredFrom} > ${today}`)!
}

/** Organisations of the cell, for those who register them. */
export function organisationReads(db: Database) {
  // Whoever it is told to may register authorities, so its name is no secret.
  const taken = sql<string | null>`(select name from organisations o where o.place_code = ${places.code}
    and o.kind = 'authority' and o.deleted_at is null)`
  const former = sql<number>`(select count(*) from organisations o where o.place_code = ${places.code}
    and o.kind = 'authority' and o.deleted_at is not null)`
  const ownerOf = (uscc: string) =>
    db
      .select({ id: organisations.id, name: organisations.name })
      .from(organisations)
      .where(eq(organisations.uscc, uscc))
  return {
    /** One page of the organisations, by kind, place and name. */
    async page(filter: OrganisationFilter, page: ListPage, now: Date) {
      const source = { from: sql`${organisations}`, id: organisations.id, where: matching(filter), order }
      const asked = askList(db, source, page)
      const query = rows(db, now)
        .where(inArray(organisations.id, asked.among))
        .orderBy(...order.by)
      const [found, version, all] = await db.batch([query, ...asked.statements])
      return asked.found(
        found.map((row) => ({ ...row, byPlace: row.placeCode ?? "" })),
        version,
        all,
      )
    },

    /** One organisation with its heads, the invitations of heads that wait, and who has a code. */
    async one(id: string, uscc: string, now: Date) {
      const [[organisation], heads, waiting, [owner]] = await db.batch([
        rows(db, now).where(eq(organisations.id, id)),
        headsOf(db, id),
        waitingInvitations(db, id, null),
        ownerOf(uscc),
      ])
      if (!organisation) return null
      const role = headRole(organisation.kind)
      return {
        organisation,
        heads: heads.filter((one) => one.role === role),
        waiting: waiting.filter((one) => one.role === role),
        owner: owner ?? null,
      }
    },

    /** What registering an organisation has to know: who has the code, and the place with its authority. */
    async before({ uscc, placeCode, today }: { uscc: string; placeCode: string; today: string }) {
      const [[owner], [place]] = await db.batch([
        ownerOf(uscc),
        db
          .select({
            code: places.code,
            name: places.name,
            standing: standing(today),
            authority: taken,
            former,
          })
          .from(places)
          .where(eq(places.code, placeCode)),
      ])
      return { owner: owner ?? null, place: place ? { ...place, standing: Boolean(place.standing) } : null }
    },

    /** Standing places whose name holds a word or whose code begins with digits, with the authority that each has. */
    async places(q: string, today: string) {
      const found = /^\d+$/.test(q)
        ? sql`${places.code} like ${`${q}%`}`
        : sql`instr(${places.name}, ${q}) > 0`
      return db
        .select({
          code: places.code,
          name: places.name,
          kind: places.kind,
          parentName: sql<string | null>`(select p.name from places p where p.code = places.parent_code)`,
          authority: taken,
        })
        .from(places)
        .where(and(found, standing(today)))
        .orderBy(sql`length(${places.code})`, asc(places.code))
        .limit(PLACES_SHOWN)
    },
  }
}

/** What may be written of organisations. */
export function organisationStore({ db, add, guard }: Unit) {
  return {
    /** A new one; an authority's id is made of its place, so that a place never has two at a time. */
    add(row: typeof organisations.$inferInsert): void {
      add(db.insert(organisations).values(row))
    },

    /** Another name or code; the batch holds only while nobody changed it meanwhile. */
    change(
      { id, revision }: { id: string; revision: number },
      set: { name: string; uscc: string | null },
    ): void {
      guard(sql`(select revision from organisations where id = ${id} and deleted_at is null) = ${revision}`)
      add(
        db
          .update(organisations)
          .set({ ...set, revision: revision + 1 })
          .where(eq(organisations.id, id)),
      )
    },
  }
}
