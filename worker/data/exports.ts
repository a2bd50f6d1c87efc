import { and, count, eq, gt, inArray, isNotNull, lt, or, type SQL, sql } from "drizzle-orm"
import { exports } from "../../schema/tables/exports.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import type { MemberActor } from "../domain/actor.ts"
import type { ExportProgress } from "../domain/leaving/export.ts"
import { noExport } from "../domain/leaving/export.ts"
import type { ListPage } from "../domain/list.ts"
import { rolesOf } from "../domain/permissions.ts"
import { levelOf } from "../domain/place.ts"
import { archiveCounts } from "./archive-reads.ts"
import type { Database } from "./database.ts"
import { listOrder } from "./list.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

const PAGE_SIZE = 20

/** An export as its organisation sees it. */
export interface ExportView {
  id: string
  state: "running" | "done" | "failed"
  step: number
  steps: number
  file: string | null
  bytes: number | null
  hash: string | null
  createdAt: string
  movedAt: string
  finishedAt: string | null
  expiresAt: string
  /** Who asked for it; null when that person has gone. */
  by: string | null
}

export type ExportRow = Omit<typeof exports.$inferSelect, "progress"> & { progress: ExportProgress }

/** Progress is read by runners only: it names every part. */
const viewColumns = {
  id: exports.id,
  state: exports.state,
  step: exports.step,
  steps: exports.steps,
  file: exports.file,
  bytes: exports.bytes,
  hash: exports.hash,
  createdAt: exports.createdAt,
  movedAt: exports.movedAt,
  finishedAt: exports.finishedAt,
  expiresAt: exports.expiresAt,
  by: users.name,
}

/** The organisation itself as an actor: what it may see is what an export takes along. Nobody signs in as it. */
function organisationActor(row: typeof organisations.$inferSelect): MemberActor {
  const { id, kind, name, placeCode, deletionRequestedAt } = row
  return {
    kind: "member",
    userId: "",
    memberId: "",
    name,
    role: rolesOf[kind][0] ?? "viewer",
    organisation: { id, kind, name, placeCode, factorRoles: [], deletionRequestedAt },
    level: kind === "authority" && placeCode ? levelOf(placeCode) : null,
    limited: false,
    sessionId: null,
    secondFactor: "off",
    memberships: 1,
    unread: 0,
    key: null,
  }
}

const asked = listOrder({ createdAt: exports.createdAt, id: exports.id }, "descending")

/** Exports: an organisation's own ones, and to the platform those that it runs and removes. */
export function exportReads(db: Database, scope: Scope) {
  const own = (): SQL => {
    const { actor } = scope
    return actor.kind === "member" ? eq(exports.organisationId, actor.organisation.id) : sql`1 = 0`
  }
  const all = (condition: SQL | undefined) =>
    scope.actor.kind === "system" ? condition : and(condition, sql`1 = 0`)
  const views = (condition: SQL | undefined) =>
    db
      .select(viewColumns)
      .from(exports)
      .leftJoin(members, eq(members.id, exports.memberId))
      .leftJoin(users, and(eq(users.id, members.userId), isNotNull(users.salt)))
      .where(condition)
      .orderBy(...asked.by)

  return {
    /** A page of the own organisation's exports, newest first; one round trip. */
    async list(page: number): Promise<{ rows: ExportView[]; pages: number }> {
      const [rows, counted] = await db.batch([
        views(own())
          .limit(PAGE_SIZE)
          .offset((page - 1) * PAGE_SIZE),
        db.select({ n: count() }).from(exports).where(own()),
      ])
      return { rows, pages: Math.ceil((counted[0]?.n ?? 0) / PAGE_SIZE) }
    },

    /** The own organisation's exports, the newest first; one round trip. */
    async after(page: ListPage) {
      const rows: ExportView[] = await views(and(own(), asked.behind(page.after))).limit(page.limit + 1)
      return asked.found(rows, page)
    },

    /**
     * What stands in the way of another one (one that runs, archives that lie about), and how much there is to take
     * along; one round trip.
     */
    async standing(now: string) {
      const [rows, ...counted] = await db.batch([
        db
          .select({ state: exports.state })
          .from(exports)
          .where(and(own(), inArray(exports.state, ["running", "done"]), sql`${exports.expiresAt} > ${now}`)),
        ...archiveCounts(db, scope),
      ])
      const running = rows.some(({ state }) => state === "running")
      const archives = rows.filter(({ state }) => state === "done").length
      const [held = 0, periods = 0, events = 0, nominations = 0] = counted.map(([row]) => row?.n ?? 0)
      return { running, archives, counts: { estates: held, cards: held * periods, nominations, events } }
    },

    /** One of the own organisation; null for every other id. */
    async own(id: string): Promise<ExportView | null> {
      return (await views(and(eq(exports.id, id), own())))[0] ?? null
    },

    /** To a runner: the export and the organisation whose it is, as long as that stands. */
    async held(id: string): Promise<{ row: ExportRow; organisation: MemberActor } | null> {
      const [found] = await db
        .select({ row: exports, organisation: organisations })
        .from(exports)
        .innerJoin(organisations, eq(organisations.id, exports.organisationId))
        .where(all(eq(exports.id, id)))
      if (!found) return null
      const progress = { ...noExport, ...stored.exportProgress(found.row.progress) }
      return { row: { ...found.row, progress }, organisation: organisationActor(found.organisation) }
    },

    /** Running exports that have not moved since before an instant (ISO). */
    async stalled({
      before,
      after,
    }: Record<"before" | "after", string>): Promise<
      { id: string; instance: string; progress: ExportProgress }[]
    > {
      const rows = await db
        .select({ id: exports.id, instance: exports.instance, progress: exports.progress })
        .from(exports)
        .where(
          all(and(eq(exports.state, "running"), or(lt(exports.movedAt, before), gt(exports.movedAt, after)))),
        )
        .limit(50)
      return rows.map(({ id, instance, progress }) => ({
        id,
        instance,
        progress: { ...noExport, ...stored.exportProgress(progress) },
      }))
    },

    /** Exports whose time is over and which may still have files. */
    async expired(now: string): Promise<{ id: string; organisationId: string }[]> {
      const over = and(sql`${exports.expiresAt} <= ${now}`, isNotNull(exports.file))
      return db
        .select({ id: exports.id, organisationId: exports.organisationId })
        .from(exports)
        .where(all(over))
        .limit(50)
    },
  }
}

/** An export as its runner read it. */
export type HeldExport = Pick<ExportRow, "id" | "instance" | "step" | "steps">

/** What may be written of exports; each is refused when another instance holds the export or its row has moved. */
export function exportStore({ db, add, guard }: Unit) {
  const heldBy = ({ id, instance }: Pick<HeldExport, "id" | "instance">, step?: number) => {
    const same = step === undefined ? sql`` : sql` and step = ${step}`
    guard(
      sql`exists (select 1 from exports where id = ${id} and instance = ${instance} and state = 'running'${same})`,
    )
  }
  const set = (id: string, values: Partial<typeof exports.$inferInsert>) =>
    add(db.update(exports).set(values).where(eq(exports.id, id)))
  return {
    /** Refused while one of the organisation runs. */
    request(row: typeof exports.$inferInsert): void {
      guard(sql`not exists (select 1 from exports where organisation_id = ${row.organisationId}
        and state = 'running')`)
      add(db.insert(exports).values(row))
    },
    advance(held: HeldExport, progress: ExportProgress, at: Date): void {
      heldBy(held, held.step)
      set(held.id, {
        step: held.step + 1,
        steps: Math.max(held.steps, held.step + 2),
        progress: JSON.stringify(progress),
        movedAt: at.toISOString(),
      })
    },
    finish(
      held: HeldExport,
      archive: { bytes: number; hash: string; at: Date; expiresAt: string; step: number },
    ): void {
      const { bytes, hash, at, expiresAt, step } = archive
      heldBy(held, held.step)
      const time = at.toISOString()
      const done = { state: "done" as const, step, steps: step, movedAt: time, finishedAt: time }
      set(held.id, { ...done, bytes, hash, expiresAt, progress: "{}" })
    },
    takeOver(change: { id: string; from: string; to: string; progress: ExportProgress; at: Date }): void {
      const { id, from, to, progress, at } = change
      heldBy({ id, instance: from })
      set(id, { instance: to, progress: JSON.stringify(progress), movedAt: at.toISOString() })
    },
    giveUp(id: string, instance: string, at: Date): void {
      heldBy({ id, instance })
      set(id, { state: "failed", movedAt: at.toISOString(), expiresAt: at.toISOString(), progress: "{}" })
    },
    /** Its files are gone. */
    forgetFile(id: string): void {
      guard(sql`exists (select 1 from exports where id = ${id} and file is not null)`)
      set(id, { file: null })
    },
  }
}
