import { and, asc, between, desc, eq, gt, isNull, sql } from "drizzle-orm"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import { auditSeals } from "../../schema/tables/audit-seals.ts"
import type { ChainEnd, Seal, StoredEvent } from "../domain/audit/seal.ts"
import type { Database } from "./database.ts"
import type { Unit } from "./unit.ts"

/** What sealing and pruning need to know. */
export function sealReads(db: Database) {
  return {
    /** The end of the chain and the first events after it, in the order of the writes; one round trip. */
    async unsealed(limit: number): Promise<{ end: ChainEnd; events: StoredEvent[] }> {
      const sealed = sql`coalesce((select max(to_seq) from audit_seals), 0)`
      const [ends, events] = await db.batch([
        db.select().from(auditSeals).orderBy(desc(auditSeals.number)).limit(1),
        db
          .select()
          .from(auditEvents)
          .where(gt(auditEvents.seq, sealed))
          .orderBy(asc(auditEvents.seq))
          .limit(limit),
      ])
      return { end: ends[0] ?? null, events }
    },

    /** The oldest blocks whose events are still there, in their order. */
    async oldest(limit: number): Promise<Pick<Seal, "number" | "fromSeq" | "toSeq" | "events" | "lastAt">[]> {
      const { number, fromSeq, toSeq, events, lastAt } = auditSeals
      return db
        .select({ number, fromSeq, toSeq, events, lastAt })
        .from(auditSeals)
        .where(isNull(auditSeals.prunedAt))
        .orderBy(asc(number))
        .limit(limit)
    },
  }
}

/** What may be written of seals. */
export function sealStore({ db, add, guard }: Unit) {
  return {
    /** Adds a block to the chain's end; refused when another job has added one meanwhile. */
    add(seal: Seal): void {
      guard(sql`coalesce((select hash from audit_seals order by number desc limit 1), ${seal.previousHash})
        = ${seal.previousHash}`)
      guard(sql`coalesce((select max(number) from audit_seals), 0) = ${seal.number - 1}`)
      add(db.insert(auditSeals).values(seal))
    },

    /** Removes the events of the oldest block that still has them; its hashes stay. */
    prune({ number, fromSeq, toSeq }: Pick<Seal, "number" | "fromSeq" | "toSeq">, at: Date): void {
      guard(sql`(select min(number) from audit_seals where pruned_at is null) = ${number}`)
      add(db.delete(auditEvents).where(between(auditEvents.seq, fromSeq, toSeq)))
      add(
        db
          .update(auditSeals)
          .set({ prunedAt: at.toISOString(), fingerprints: "" })
          .where(and(eq(auditSeals.number, number), isNull(auditSeals.prunedAt))),
      )
    },
  }
}
