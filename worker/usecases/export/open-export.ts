import type { ExportView } from "../../data/exports.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ArchiveStore } from "../../domain/leaving/archive.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

/** A page of the own organisation's exports, newest first. One round trip. Errors: forbidden. */
export async function listExports(ctx: UseCaseContext<MemberActor>, page: number) {
  if (!may(ctx.actor, "organisation.export")) throw new DomainError("forbidden", "forbidden")
  return ctx.read.exports.list(page)
}

/** One of the own organisation's exports. One round trip. Errors: forbidden, not_found for every other id. */
export async function oneExport(ctx: UseCaseContext<MemberActor>, id: string): Promise<ExportView> {
  if (!may(ctx.actor, "organisation.export")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.exports.own(id)
  if (!found) throw new DomainError("not_found", "not_found")
  return found
}

/** Whether an archive can still be downloaded. */
export function isAvailable({ state, file, expiresAt }: ExportView, now: Date): boolean {
  return state === "done" && file !== null && expiresAt > now.toISOString()
}

/** An archive of the own organisation, to be sent. One round trip. Errors: forbidden, not_found for every other id. */
export async function openExport(
  ctx: UseCaseContext<MemberActor>,
  archive: Pick<ArchiveStore, "open">,
  id: string,
) {
  const found = await oneExport(ctx, id)
  if (!isAvailable(found, ctx.now())) throw new DomainError("not_found", "not_found")
  const file = await archive.open(id)
  if (!file) throw new DomainError("not_found", "not_found")
  return { ...file, createdAt: found.createdAt }
}
