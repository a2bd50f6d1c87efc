import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { extensions } from "../../schema/tables/extensions.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { unsentStates } from "../domain/submission/standing.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { textList } from "./standing.ts"
import { exemptFrom } from "./taking-part.ts"
import type { Unit } from "./unit.ts"

export type ExtensionRow = typeof extensions.$inferSelect

/** Most extensions that the page of a quarter names. */
const MOST_LISTED = 200

/** An extension (延期) as its readers see it. */
export interface Extension {
  day: string
  reason: string
  at: string
  /** Who granted it. */
  organisation: string
}

/** An estate's extension in a list. */
export interface ListedExtension extends Extension {
  slug: string
  name: string
  /** Nothing has been sent yet, and still can be. */
  open: boolean
}

/** The day that an estate of a query has been given for a quarter, or null. */
export const extendedDay = (quarter: string | SQL): SQL<string | null> =>
  sql<
    string | null
  >`(select x.day from extensions x where x.quarter = ${quarter} and x.estate_id = ${estates.id})`

/** Joins the extension of an estate's quarter, and who granted it (`given`), to a query of estates. */
export const extensionOf = (quarter: string): SQL | undefined =>
  and(eq(extensions.estateId, estates.id), eq(extensions.quarter, quarter))

/** The extensions of a quarter in the actor's scope, the latest day first: what a closing or a release would cut short. */
export function extensionRows(db: Database, scope: Scope, quarter: string) {
  const { day, reason, at } = extensions
  return db
    .select({
      ...{ slug: estates.slug, name: estates.name, day, reason, at, organisation: organisations.name },
      open: sql<boolean>`(coalesce(${submissions.state}, 'draft') in (${textList(unsentStates)})
        and not ${exemptFrom(quarter)} and not exists (select 1
        from closings c where c.quarter = ${quarter} and c.place_code = ${estates.districtCode}))`.mapWith(
        Boolean,
      ),
    })
    .from(extensions)
    .innerJoin(estates, eq(estates.id, extensions.estateId))
    .innerJoin(organisations, eq(organisations.id, extensions.organisationId))
    .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
    .where(and(eq(extensions.quarter, quarter), scope.estatesIn(quarter)))
    .orderBy(sql`${day} desc`, asc(estates.slug))
    .limit(MOST_LISTED)
}

/** What may be written of extensions. */
export function extensionStore({ db, add, guard }: Unit) {
  const ofSubmission = (estateId: string, quarter: string) =>
    and(eq(submissions.estateId, estateId), eq(submissions.quarter, quarter))
  return {
    /** The batch holds only while each of these estates still has this extension (null: none). */
    expect(quarter: string, seen: readonly { id: string; day: string | null }[]): void {
      const rows = seen.map(({ id, day }) => ({ id, day }))
      guard(sql`not exists (select 1 from json_each(${JSON.stringify(rows)}) e where e.value ->> 'day' is not
        (select x.day from extensions x where x.quarter = ${quarter} and x.estate_id = e.value ->> 'id'))`)
    },

    /** Gives an estate a last day; what was sent with an earlier one has this from now on, and what it had is kept. */
    grant(row: Omit<ExtensionRow, "sentDueWas" | "since">): void {
      const of = ofSubmission(row.estateId, row.quarter)
      const shorter = and(of, sql`${submissions.sentDueDay} < ${row.day}`)
      const was = sql<string>`(select ${submissions.sentDueDay} from ${submissions} where ${shorter})`
      const { day, reason, organisationId, memberId, at } = row
      add(
        db
          .insert(extensions)
          .values({ ...row, since: at, sentDueWas: was })
          .onConflictDoUpdate({
            target: [extensions.quarter, extensions.estateId],
            set: {
              ...{ day, reason, organisationId, memberId, at },
              sentDueWas: sql`coalesce(${extensions.sentDueWas}, excluded.sent_due_was)`,
            },
          }),
      )
      add(db.update(submissions).set({ sentDueDay: day }).where(shorter))
    },

    /** Takes it back: what was sent before it was granted has the day that it had, what was sent under it keeps it. */
    takeBack({ estateId, quarter }: Pick<ExtensionRow, "estateId" | "quarter">): void {
      const own = and(eq(extensions.estateId, estateId), eq(extensions.quarter, quarter))
      const before = sql`exists (select 1 from ${extensions} where ${own} and ${extensions.sentDueWas} is not null
        and ${submissions.sentAt} <= ${extensions.since} and ${submissions.sentDueDay} = ${extensions.day})`
      add(
        db
          .update(submissions)
          .set({ sentDueDay: sql`(select ${extensions.sentDueWas} from ${extensions} where ${own})` })
          .where(and(ofSubmission(estateId, quarter), before)),
      )
      add(db.delete(extensions).where(own))
    },
  }
}
