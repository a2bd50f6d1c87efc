import type { ProgrammeRows } from "../../data/programme-archive.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import { may, type Permission } from "../../domain/permissions.ts"
import type { ContentStore } from "../../domain/release/content-store.ts"
import type { ProgrammeArchive } from "../../domain/selection/programme-archive.ts"
import type { PublicArchive } from "../../domain/selection/public-archive.ts"
import { verifyArchive } from "../../domain/selection/verify-archive.ts"
import type { Check, VerifyDeps } from "../../domain/selection/verify-check.ts"
import type { UseCaseContext } from "../context.ts"
import { type ArchiveDeps, buildArchive } from "./build-archive.ts"
import { requirePhase } from "./open-programme.ts"
import { archiveDetail, putArchive } from "./publish-archives.ts"

export interface ArchivingDeps extends ArchiveDeps, VerifyDeps {
  /** Archives of programmes, named by their content. */
  files: ContentStore
}

export interface OpenArchive {
  programme: ProgrammeRows["programme"]
  archive: ProgrammeArchive | PublicArchive
  hash: string
  /** Whether everybody may have it: it is the newest one that was published, and nothing was shown since. */
  published: boolean
  checks: Check[]
}

async function rowsToArchive(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  permission: Permission,
): Promise<ProgrammeRows> {
  if (!may(ctx.actor, permission)) throw new DomainError("forbidden", "forbidden")
  const rows = await ctx.read.programmeArchive.whole(slug)
  if (!rows) throw new DomainError("not_found", "not_found")
  if (rows.shortlists.length === 0) requirePhase(rows.programme, "decided", "archived")
  return rows
}

/** The hash of the archive that stands for the rows already: published and nothing new since, or kept by its organiser. */
function standingHash({ programme, archives }: ProgrammeRows): string | null {
  const newest = archives.at(-1)
  if (newest) return newest.publicRevision >= programme.publicRevision ? newest.hash : null
  return programme.archiveHash
}

/**
 * The archive of a programme with what checking it found: the one that stands, else as it would be published now. One
 * round trip. Errors: forbidden, not_found, conflict (before a list was frozen).
 */
export async function openArchive(
  ctx: UseCaseContext<MemberActor>,
  deps: ArchivingDeps,
  slug: string,
): Promise<OpenArchive> {
  const rows = await rowsToArchive(ctx, slug, "programme.read")
  const { programme, archives } = rows
  const standing = standingHash(rows)
  const archive = standing
    ? await deps.files.read("archive", slug, standing)
    : await buildArchive(ctx.cell, rows, deps, ctx.now())
  const hash = standing ?? (await deps.digest(canonicalJson(archive)))
  const published = standing !== null && archives.length > 0
  return { programme, archive, hash, published, checks: verifyArchive(archive, deps).checks }
}

/**
 * Archives a programme: its archive is checked and published; decided → archived. Errors: forbidden, not_found, conflict
 * (phase), invalid (`archive_faults`: something does not follow), stale.
 */
export async function archiveProgramme(
  ctx: UseCaseContext<MemberActor>,
  deps: ArchivingDeps,
  slug: string,
  { key, revision }: { key: string; revision: number },
): Promise<{ hash: string }> {
  const rows = await rowsToArchive(ctx, slug, "programme.decide")
  const { programme } = rows
  if (programme.revision !== revision) throw await ctx.outrun({ entity: "course", id: programme.id })
  requirePhase(programme, "decided")
  const at = ctx.now()
  const archive = await buildArchive(ctx.cell, rows, deps, at)
  const wrong = verifyArchive(archive, deps).checks.filter(({ faults }) => faults.length > 0)
  if (wrong.length > 0) throw new DomainError("invalid", "archive_faults", [], { count: wrong.length })
  const archiveHash = await deps.files.put(slug, archive)
  const { result } = await ctx.write(
    { key, action: "programme.archive", result: { hash: archiveHash } },
    (store) => {
      store.programmes.during(programme.id, "decided")
      store.programmes.change(programme, { phase: "archived", archivedAt: at.toISOString(), archiveHash })
      putArchive(store, rows, archive, archiveHash)
      store.audit.record({
        id: ctx.newId(),
        at,
        action: "programme.archive",
        entity: "programme",
        entityId: programme.id,
        detail: archiveDetail(archive),
        before: { phase: "decided", archiveHash: null },
        after: { phase: "archived", archiveHash },
      })
    },
  )
  return result
}
