import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { expectedSteps, MOST_ARCHIVES, noExport } from "../../domain/leaving/export.ts"
import { may } from "../../domain/permissions.ts"
import { DAY } from "../../domain/quarter.ts"
import { keptDays } from "../../domain/retention.ts"
import type { UseCaseContext } from "../context.ts"
import { once } from "../once.ts"
import type { RequestedExport, StartExport } from "./export-run.ts"

const action = "export.request"

async function request(ctx: UseCaseContext<MemberActor>, start: StartExport, key: string) {
  const { actor } = ctx
  const at = ctx.now()
  const { running, archives, counts } = await ctx.read.exports.standing(at.toISOString())
  if (running) throw new DomainError("conflict", "export_running")
  if (archives >= MOST_ARCHIVES) throw new DomainError("conflict", "export_many", [], { n: archives })
  const id = ctx.newId()
  const result: RequestedExport = { exportId: id, instanceId: ctx.newId() }
  const written = await ctx.write({ key, action, result }, (store) => {
    store.exports.request({
      id,
      organisationId: actor.organisation.id,
      memberId: actor.memberId,
      state: "running",
      instance: result.instanceId,
      steps: expectedSteps(actor.organisation.kind, counts),
      progress: JSON.stringify(noExport),
      file: `exports/${id}`,
      createdAt: at.toISOString(),
      movedAt: at.toISOString(),
      expiresAt: new Date(at.getTime() + keptDays.exports * DAY).toISOString(),
    })
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "export",
      entityId: id,
      detail: counts,
      ...changedFields(null, { state: "running" }),
    })
  })
  if (!written.repeated) await start(result.exportId, result.instanceId)
  return written.result
}

/**
 * A head asks for an archive of everything of its organisation. Two round trips. Errors: forbidden, conflict
 * (export_running, export_many: five archives lie about).
 */
export async function requestExport(
  ctx: UseCaseContext<MemberActor>,
  start: StartExport,
  { key }: { key: string },
): Promise<RequestedExport> {
  if (!may(ctx.actor, "organisation.export")) throw new DomainError("forbidden", "forbidden")
  return once(ctx, { key, action }, () => request(ctx, start, key))
}
