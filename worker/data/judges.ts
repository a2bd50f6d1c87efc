import { and, asc, eq, isNull, ne, notInArray, type SQL, sql } from "drizzle-orm"
import { type conflicts, interests, judges } from "../../schema/tables/judges.ts"
import { members } from "../../schema/tables/members.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { users } from "../../schema/tables/users.ts"
import type { Conflict } from "../domain/selection/conflicts.ts"
import { type GraphPart, graphQueries, readGraph } from "./conflict-graph.ts"
import type { Database } from "./database.ts"
import {
  conflictCounts,
  conflictRows,
  interestRows,
  judgeRows,
  progressRows,
  readConflicts,
} from "./judge-rows.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

/** On which occasion a conflict was found. */
export type FoundOn = (typeof conflicts.$inferSelect)["foundOn"]

const idOf = (slug: string): SQL => sql`(select id from programmes where slug = ${slug})`

/** Judges of the organiser who are no judges of the programme, or are it no more. */
function invitable(db: Database, slug: string) {
  const taken = db
    .select({ id: judges.memberId })
    .from(judges)
    .where(and(eq(judges.programmeId, idOf(slug)), sql`${judges.state} in ('invited', 'accepted')`))
  return db
    .select({ id: members.id, name: users.name, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(programmes, eq(programmes.organisationId, members.organisationId))
    .where(
      and(
        eq(programmes.slug, slug),
        eq(members.role, "judge"),
        isNull(members.endedAt),
        notInArray(members.id, taken),
      ),
    )
    .orderBy(asc(members.createdAt), asc(members.id))
}

/** Judges within the actor's scope. */
export function judgeReads(db: Database, scope: Scope) {
  const own = (slug: string) => programmeRow(db, and(programmesOf(scope.actor), eq(programmes.slug, slug)))
  return {
    /**
     * A programme with the graph that conflicts of interest are found in; null when there is no such programme in reach
     * or it has not opened. One round trip.
     */
    async graph(slug: string, part: Omit<GraphPart, "programmeId"> = {}) {
      const [found, ...rows] = await db.batch([
        own(slug),
        ...graphQueries(db, { ...part, programmeId: idOf(slug) }),
      ])
      const programme = readProgramme(found[0])
      if (!programme?.rules) return null
      return { programme, graph: readGraph(rows, programme.rules.conflictYears) }
    },

    /** All judges of a programme with their progress and conflicts, and who can be invited; one round trip. */
    async desk(slug: string) {
      const [found, list, progress, conflicted, free] = await db.batch([
        own(slug),
        judgeRows(db, idOf(slug)),
        progressRows(db, idOf(slug)),
        conflictCounts(db, idOf(slug)),
        invitable(db, slug),
      ])
      const programme = readProgramme(found[0])
      if (!programme) return null
      return { programme, judges: list, progress, conflicted, invitable: free }
    },

    /** One judge with everything that the organiser knows of it; null out of reach. One round trip. */
    async one(slug: string, judgeId: string) {
      const [found, [judge], progress, conflicted, declared] = await db.batch([
        own(slug),
        judgeRows(db, idOf(slug), judgeId),
        progressRows(db, idOf(slug)),
        conflictRows(db, idOf(slug), { judgeId }),
        interestRows(db, judgeId),
      ])
      const programme = readProgramme(found[0])
      if (!programme || !judge) return null
      return {
        programme,
        judge,
        progress: progress.find((row) => row.judgeId === judgeId),
        conflicts: readConflicts(conflicted),
        interests: declared,
      }
    },

    /**
     * One judge with its part of the graph, to be changed; `mark` is that of an identity document that was just seen, and
     * `twins` who of the programme already has it. One round trip.
     */
    async toChange(slug: string, judgeId: string, mark?: string) {
      const twins = db
        .select({ id: judges.id, name: users.name })
        .from(judges)
        .innerJoin(users, eq(users.id, judges.userId))
        .where(
          and(
            eq(judges.programmeId, idOf(slug)),
            eq(judges.identityMark, mark ?? ""),
            ne(judges.id, judgeId),
            ne(judges.state, "removed"),
          ),
        )
      const [found, [judge], [twin], ...rows] = await db.batch([
        own(slug),
        judgeRows(db, idOf(slug), judgeId),
        twins,
        ...graphQueries(db, { programmeId: idOf(slug), judgeId, mark }),
      ])
      const programme = readProgramme(found[0])
      if (!programme || !judge) return null
      return { programme, judge, twin, graph: readGraph(rows, programme.rules?.conflictYears ?? 0) }
    },

    /** A member of the organiser who is to judge, and what it may be in conflict with; one round trip. */
    async toInvite(slug: string, memberId: string, judgeId: string) {
      const candidates = db
        .select({ id: members.id, userId: members.userId })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .innerJoin(programmes, eq(programmes.organisationId, members.organisationId))
        .where(
          and(
            eq(programmes.slug, slug),
            eq(members.id, memberId),
            eq(members.role, "judge"),
            isNull(members.endedAt),
          ),
        )
      const before = db
        .select({ id: judges.id, state: judges.state, revision: judges.revision })
        .from(judges)
        .innerJoin(members, eq(members.userId, judges.userId))
        .where(and(eq(judges.programmeId, idOf(slug)), eq(members.id, memberId)))
      const earlier = sql`coalesce((select j.id from judges j join members m on m.user_id = j.user_id
        where j.programme_id = ${idOf(slug)} and m.id = ${memberId}), ${judgeId})`
      const [found, [member], [known], ...rows] = await db.batch([
        own(slug),
        candidates,
        before,
        ...graphQueries(db, { programmeId: idOf(slug), joining: { judgeId: earlier, memberId } }),
      ])
      const programme = readProgramme(found[0])
      if (!programme) return null
      return { programme, member, known, graph: readGraph(rows, programme.rules?.conflictYears ?? 0) }
    },
  }
}

/** Judges, their interests and conflicts as they are written. */
export function judgeStore({ db, add, guard }: Unit) {
  return {
    create(row: typeof judges.$inferInsert): void {
      add(db.insert(judges).values(row))
    },

    /** Changes a judge as it was seen; the batch holds only while nobody changed it meanwhile. */
    change(
      { id, revision }: { id: string; revision: number },
      set: Partial<typeof judges.$inferInsert>,
    ): void {
      guard(sql`(select revision from judges where id = ${id}) = ${revision}`)
      add(
        db
          .update(judges)
          .set({ ...set, revision: revision + 1 })
          .where(eq(judges.id, id)),
      )
    },

    addInterest(row: typeof interests.$inferInsert): void {
      add(db.insert(interests).values(row))
    },

    /** Puts conflicts on record; what stands there already stays as it was found first. */
    addConflicts(
      found: readonly Conflict[],
      { programmeId, on, at }: { programmeId: string; on: FoundOn; at: Date },
    ): void {
      if (found.length === 0) return
      const rows = found.map((one) => [one.judgeId, one.nominationId, one.kind, JSON.stringify(one.path)])
      add(
        db.run(sql`insert into conflicts (judge_id, nomination_id, kind, path, programme_id, found_on, found_at)
          select value ->> 0, value ->> 1, value ->> 2, value ->> 3, ${programmeId}, ${on}, ${at.toISOString()}
          from json_each(${JSON.stringify(rows)}) where true on conflict do nothing`),
      )
    },
  }
}
