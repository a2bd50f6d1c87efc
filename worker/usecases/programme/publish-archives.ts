import type { ProgrammeRows } from "../../data/programme-archive.ts"
import type { Stores } from "../../data/stores.ts"
import type { SystemActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ContentStore } from "../../domain/release/content-store.ts"
import type { PublicArchive } from "../../domain/selection/public-archive.ts"
import type { UseCaseContext } from "../context.ts"
import { type ArchiveDeps, buildArchive } from "./build-archive.ts"

export interface PublishingDeps extends Pick<ArchiveDeps, "mark" | "disclaimer" | "fixed"> {
  /** Archives of programmes, named by their content. */
  files: Pick<ContentStore, "put">
}

/** As many archives as one run makes. */
const mostAtOnce = 20

/** What an audit event says of an archive. */
export const archiveDetail = ({ programme, number, nominations, awards }: PublicArchive) => ({
  slug: programme.slug,
  number,
  nominations: nominations.length,
  awards: awards.length,
})

/** Puts a public archive into a batch: for everybody from then on. */
export function putArchive(
  store: Stores,
  { programme }: ProgrammeRows,
  { number, at }: PublicArchive,
  hash: string,
): void {
  store.programmeArchives.publish({ programmeId: programme.id, number, hash, at }, programme.publicRevision)
}

async function publish(ctx: UseCaseContext<SystemActor>, deps: PublishingDeps, slug: string): Promise<void> {
  const rows = await ctx.read.programmeArchive.whole(slug)
  if (!rows) return
  const at = ctx.now()
  const archive = await buildArchive(ctx.cell, rows, deps, at)
  const hash = await deps.files.put(slug, archive)
  await ctx.write({ key: ctx.newId(), action: "programme.publish_archive", result: null }, (store) => {
    putArchive(store, rows, archive, hash)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "programme.publish_archive",
      entity: "programme",
      entityId: rows.programme.id,
      detail: archiveDetail(archive),
      after: { archive: hash },
      concerns: rows.programme.organisationId,
    })
  })
}

/**
 * 公开档案: publishes an archive of every programme that was decided, or has shown something new since its last one: a
 * certificate, a revocation, an answer to an objection. Answers how many. What changes meanwhile is for the next run.
 */
export async function publishArchives(
  ctx: UseCaseContext<SystemActor>,
  deps: PublishingDeps,
): Promise<number> {
  const slugs = await ctx.read.dueArchives.due(mostAtOnce)
  let made = 0
  for (const slug of slugs)
    try {
      await publish(ctx, deps, slug)
      made++
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "stale") throw error
    }
  return made
}
