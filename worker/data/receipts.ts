import { and, asc, eq, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { quarters } from "../../schema/tables/quarters.ts"
import { receipts } from "../../schema/tables/receipts.ts"
import { submissions, values } from "../../schema/tables/submissions.ts"
import { users } from "../../schema/tables/users.ts"
import type { Database } from "./database.ts"
import { insertMany } from "./insert-many.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

export type ReceiptRow = typeof receipts.$inferSelect

/** One sending with what was sent, and by what names people know it. */
export interface FoundReceipt {
  receipt: ReceiptRow
  estate: { slug: string; name: string }
  quarter: string
  editionId: string
  company: string
  /** Who sent it; null when the person has gone. */
  person: string | null
  values: { key: string; value: string }[]
}

/** Receipts of the actor's own organisation; those of another one are never among them. */
export function receiptReads(db: Database, scope: Scope) {
  const { actor } = scope
  const own = actor.kind === "member" ? actor.organisation.id : ""

  function rows(slug: string, quarter: string) {
    return db
      .select({
        receipt: receipts,
        slug: estates.slug,
        name: estates.name,
        company: organisations.name,
        editionId: quarters.editionId,
        person: sql<string | null>`case when ${users.salt} is not null then ${users.name} end`,
      })
      .from(receipts)
      .innerJoin(submissions, eq(submissions.id, receipts.submissionId))
      .innerJoin(estates, eq(estates.id, submissions.estateId))
      .innerJoin(quarters, eq(quarters.quarter, submissions.quarter))
      .innerJoin(organisations, eq(organisations.id, receipts.organisationId))
      .leftJoin(members, eq(members.id, receipts.memberId))
      .leftJoin(users, eq(users.id, members.userId))
      .where(
        and(
          eq(estates.slug, slug),
          eq(submissions.quarter, quarter),
          eq(receipts.organisationId, own),
          scope.registered,
        ),
      )
      .orderBy(asc(receipts.filing))
  }

  return {
    /** Every sending of an estate's quarter by the actor's organisation, the first one first; one round trip. */
    async of(slug: string, quarter: string): Promise<FoundReceipt[]> {
      const sent = sql`(select s.id from submissions s join estates e on e.id = s.estate_id
        where e.slug = ${slug} and s.quarter = ${quarter})`
      const [found, typed] = await db.batch([
        rows(slug, quarter),
        db
          .select({ filing: values.filing, key: values.key, value: values.value })
          .from(values)
          .where(and(eq(values.submissionId, sent), eq(values.provider, "company")))
          .orderBy(asc(values.key)),
      ])
      return found.map(({ receipt, slug: estate, name, company, editionId, person }) => ({
        receipt,
        estate: { slug: estate, name },
        quarter,
        editionId,
        company,
        person,
        values: typed
          .filter(({ filing }) => filing === receipt.filing)
          .map(({ key, value }) => ({ key, value })),
      }))
    },
  }
}

/** What may be written of receipts: they come, and nothing of them changes. */
export function receiptStore({ db, add }: Unit) {
  return {
    add(row: ReceiptRow): void {
      add(db.insert(receipts).values(row))
    },
    addMany(rows: readonly ReceiptRow[]): void {
      add(insertMany(db, receipts, rows))
    },
  }
}
