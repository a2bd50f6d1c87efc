import type { ProgrammeRows } from "../../data/programme-archive.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import { may, type Permission } from "../../domain/permissions.ts"
import type { ContentStore } from "../../domain/release/content-store.ts"
import type { ProgrammeArchive } from "../../domain/selection/programme-archive.ts"
import { verifyArchive } from "../../domain/selection/verify-archive.ts"
import type { Check, VerifyDeps } from "../../domain/selection/verify-check.ts"
import type { UseCaseContext } from "../context.ts"
import { type ArchiveDeps, buildArchive } from "./build-archive.ts"
import { requirePhase } from "./open-programme.ts"

export interface ArchivingDeps extends ArchiveDeps, VerifyDeps {
  /** Archives of programmes, named by their content; the public has no access. */
  files: ContentStore
}

export interface OpenArchive {
  programme: ProgrammeRows["programme"]
  archive: ProgrammeArchive
  /** Hash of the archive as it stands now. */
  hash: string
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

/**
 * The archive of a programme with what checking it found: the kept one once it was archived, until then as it would be.
 * One round trip. Errors: forbidden, not_found, conflict (before a list was frozen).
 */
export async function openArchive(
  ctx: UseCaseContext<MemberActor>,
  deps: ArchivingDeps,
  slug: string,
  permission: Permission = "programme.read",
): Promise<OpenArchive> {
  const rows = await rowsToArchive(ctx, slug, permission)
  const { programme } = rows
  const archive = programme.archiveHash
    ? await deps.files.get("archive", slug, programme.archiveHash)
    : await buildArchive(ctx.cell, rows, deps)
  const hash = programme.archiveHash ?? (await deps.digest(canonicalJson(archive)))
  return { programme, archive, hash, checks: verifyArchive(archive, deps).checks }
}

/**
 * Archives a programme: its archive is checked, kept under the name of its content, and its hash made public; decided →
 * archived. Errors: forbidden, not_found, conflict (phase), invalid (`archive_faults`: something does not follow), stale.
 */
export async function archiveProgramme(
  ctx: UseCaseContext<MemberActor>,
  deps: ArchivingDeps,
  slug: string,
  { key, revision }: { key: string; revision: number },
): Promise<{ hash: string }> {
  const { programme, archive, checks } = await openArchive(ctx, deps, slug, "programme.decide")
  if (programme.revision !== revision) throw await ctx.outrun({ entity: "course", id: programme.id })
  requirePhase(programme, "decided")
  const wrong = checks.filter(({ faults }) => faults.length > 0)
  if (wrong.length > 0) throw new DomainError("invalid", "archive_faults", [], { count: wrong.length })
  const archiveHash = await deps.files.put(slug, archive)
  const at = ctx.now()
  const { result } = await ctx.write(
    { key, action: "programme.archive", result: { hash: archiveHash } },
    (store) => {
      store.programmes.during(programme.id, "decided")
      store.programmes.change(programme, { phase: "archived", archivedAt: at.toISOString(), archiveHash })
      store.programmes.touchPublic(programme.id)
      store.audit.record({
        id: ctx.newId(),
        at,
        action: "programme.archive",
        entity: "programme",
        entityId: programme.id,
        detail: { slug, nominations: archive.nominations.length, awards: archive.awards.length },
        before: { phase: "decided", archiveHash: null },
        after: { phase: "archived", archiveHash },
      })
    },
  )
  return result
}
