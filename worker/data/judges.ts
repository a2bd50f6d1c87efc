import { and, eq, type SQL, sql } from "drizzle-orm"
import { type conflicts, interests, judges } from "../../schema/tables/judges.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import type { Conflict } from "../domain/selection/conflicts.ts"
import { type GraphPart, graphQueries, readGraph } from "./conflict-graph.ts"
import type { Database } from "./database.ts"
import { insertMany } from "./insert-many.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

/** On which occasion a conflict was found. */
export type FoundOn = (typeof conflicts.$inferSelect)["foundOn"]

/** Judges within the actor's scope. */
export function judgeReads(db: Database, scope: Scope) {
  const seen = programmesOf(scope.actor)
  return {
    /**
     * A programme with the graph that conflicts of interest are found in; null when there is no such programme in reach
     * or it has not opened. One round trip.
     */
    async graph(slug: string, part: Omit<GraphPart, "programmeId"> = {}) {
      const programmeId: SQL = sql`(select id from programmes where slug = ${slug})`
      const [found, ...rows] = await db.batch([
        programmeRow(db, and(seen, eq(programmes.slug, slug))),
        ...graphQueries(db, { ...part, programmeId }),
      ])
      const programme = readProgramme(found[0])
      if (!programme?.rules) return null
      return { programme, graph: readGraph(rows, programme.rules.conflictYears) }
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

    addInterests(rows: readonly (typeof interests.$inferInsert)[]): void {
      if (rows.length > 0) add(insertMany(db, interests, rows))
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
