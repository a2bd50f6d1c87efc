import { and, asc, eq, gt, isNull, sql } from "drizzle-orm"
import { apiKeys } from "../../schema/tables/api-keys.ts"
import { proofs } from "../../schema/tables/identity.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import type { Database } from "./database.ts"
import type { Unit } from "./unit.ts"

type Proof = typeof proofs.$inferSelect
type Purpose = Proof["purpose"]

/** One-time links that were sent by letter. */
export function proofReads(db: Database) {
  return {
    /** Whose link it is, as long as it is good: for this purpose, not used, not over. Null otherwise. */
    async find(id: string, purpose: Purpose, now: Date) {
      const good = and(
        eq(proofs.id, id),
        eq(proofs.purpose, purpose),
        isNull(proofs.usedAt),
        gt(proofs.expiresAt, now.toISOString()),
      )
      const [row] = await db
        .select({ user: users })
        .from(proofs)
        .innerJoin(users, eq(users.id, proofs.userId))
        .where(good)
      return row?.user ?? null
    },
    /** The keys that work and that a person made, wherever it is a member. */
    keysOf: (userId: string, now: Date) =>
      db
        .select({
          id: apiKeys.id,
          name: apiKeys.name,
          prefix: apiKeys.prefix,
          organisationId: organisations.id,
          organisation: organisations.name,
        })
        .from(apiKeys)
        .innerJoin(members, eq(members.id, apiKeys.memberId))
        .innerJoin(organisations, eq(organisations.id, apiKeys.organisationId))
        .where(
          and(
            eq(members.userId, userId),
            isNull(apiKeys.revokedAt),
            gt(apiKeys.expiresAt, now.toISOString()),
          ),
        )
        .orderBy(asc(organisations.name), asc(apiKeys.name), asc(apiKeys.id)),
  }
}

/** The same, as they are written. */
export function proofStore({ db, add, guard }: Unit) {
  return {
    /** A link for a person; nothing when there is no such person, in one and the same statement. */
    add({ id, purpose, userId, createdAt, expiresAt }: Omit<Proof, "usedAt">): void {
      add(
        db.run(sql`insert into proofs (id, purpose, user_id, created_at, expires_at)
          select ${id}, ${purpose}, id, ${createdAt}, ${expiresAt} from users where id = ${userId}`),
      )
    },
    /** Uses a link up; stale when it has been used or is over. */
    use(id: string, now: Date): void {
      const at = now.toISOString()
      guard(
        sql`exists (select 1 from ${proofs}
          where ${proofs.id} = ${id} and ${proofs.usedAt} is null and ${proofs.expiresAt} > ${at})`,
      )
      add(db.update(proofs).set({ usedAt: at }).where(eq(proofs.id, id)))
    },
    /** Ends what a person was sent before; links of one purpose, or all. */
    voidAll(userId: string, now: Date, purpose?: Purpose): void {
      const open = and(
        eq(proofs.userId, userId),
        isNull(proofs.usedAt),
        purpose && eq(proofs.purpose, purpose),
      )
      add(db.update(proofs).set({ usedAt: now.toISOString() }).where(open))
    },
  }
}
