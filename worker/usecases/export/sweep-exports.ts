import type { SystemActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { EXPORT_STALLED_AFTER, type ExportProgress, MOST_TAKEOVERS } from "../../domain/leaving/export.ts"
import { aliveBetween } from "../../domain/release/stalled.ts"
import type { UseCaseContext } from "../context.ts"
import type { StartExport } from "./export-run.ts"

interface Stalled {
  id: string
  instance: string
  progress: ExportProgress
}

/** Writes one change of a stalled export; false when somebody else was faster. */
async function change(
  ctx: UseCaseContext<SystemActor>,
  action: "export.restart" | "export.give_up",
  { id, instance, progress }: Stalled,
  to: string,
): Promise<boolean> {
  const at = ctx.now()
  try {
    const { repeated } = await ctx.write(
      { key: `${id}/${instance}/${action}`, action, result: to },
      (store) => {
        if (action === "export.give_up") store.exports.giveUp(id, instance, at)
        else
          store.exports.takeOver({
            id,
            from: instance,
            to,
            progress: { ...progress, takeovers: progress.takeovers + 1 },
            at,
          })
        store.audit.record({
          id: ctx.newId(),
          at,
          action,
          entity: "export",
          entityId: id,
          detail: { takeovers: progress.takeovers },
          ...(action === "export.give_up"
            ? changedFields({ state: "running" }, { state: "failed" })
            : changedFields({ instanceId: instance }, { instanceId: to })),
        })
      },
    )
    return !repeated
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") return false
    throw error
  }
}

/**
 * Hands exports that have not moved for two minutes (or `within` milliseconds) to new runners; one that five runners in a row have made nothing
 * of is given up. Answers how many were started.
 */
export async function sweepExports(
  ctx: UseCaseContext<SystemActor>,
  start: StartExport,
  within = EXPORT_STALLED_AFTER,
): Promise<number> {
  let started = 0
  for (const stalled of await ctx.read.exports.stalled(aliveBetween(ctx.now(), within))) {
    const to = ctx.newId()
    const over = stalled.progress.takeovers >= MOST_TAKEOVERS
    if (!(await change(ctx, over ? "export.give_up" : "export.restart", stalled, to)) || over) continue
    await start(stalled.id, to)
    started++
  }
  return started
}
