import type { SystemActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ArchiveEntry, ArchiveFile } from "../../domain/leaving/archive.ts"
import { afterPage, type ExportNoun, nounsOf } from "../../domain/leaving/export.ts"
import { DAY } from "../../domain/quarter.ts"
import { keptDays } from "../../domain/retention.ts"
import type { UseCaseContext } from "../context.ts"
import { makePage } from "./export-pages.ts"
import type { ExportDeps, ExportRun, RequestedExport } from "./export-run.ts"

/** Makes and keeps one page, then moves the row: killed in between, the page is made again under the same name. */
async function page(run: ExportRun, noun: ExportNoun): Promise<void> {
  const { ctx, deps, row } = run
  const { files, next } = await makePage[noun](run, row.progress.after)
  const part = await deps.archive.putPart(row.id, files)
  const at = ctx.now()
  await ctx.write({ key: ctx.newId(), action: "export.step", result: null }, (store) => {
    store.exports.advance(row, afterPage(row.progress, { part, next }), at)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "export.step",
      entity: "export",
      entityId: row.id,
      ...changedFields({ step: row.step }, { step: row.step + 1 }),
      detail: { noun, page: row.progress.page, rows: files.reduce((sum, file) => sum + file.rows, 0) },
      ...changedFields({ steps: row.step }, { steps: row.step + 1 }),
    })
  })
}

/** The last files: what every other one is, so that nothing can be lost or changed unseen. */
function lastFiles({ ctx, deps, row, organisation }: ExportRun) {
  return (entries: readonly ArchiveEntry[]): ArchiveFile[] => {
    const { id, kind, name } = organisation.organisation
    const files = entries.map(({ path, rows, bytes, sha256 }) => ({ path, rows, bytes, sha256 }))
    const manifest = {
      format: 1,
      cell: ctx.cell,
      export: row.id,
      createdAt: row.createdAt,
      disclaimer: deps.words.disclaimer,
      organisation: { id, kind, name },
      files,
    }
    const readme = deps.words.readme({ organisation: name, createdAt: row.createdAt, entries })
    return [
      { path: "README.txt", text: readme, rows: 0 },
      { path: "manifest.json", text: canonicalJson(manifest), rows: files.length },
    ]
  }
}

async function finish(run: ExportRun): Promise<void> {
  const { ctx, deps, row, organisation } = run
  const { parts } = row.progress
  const archive = { at: new Date(row.createdAt), last: lastFiles(run) }
  const { bytes, hash } = await deps.archive.assemble(row.id, parts, archive)
  const at = ctx.now()
  const expiresAt = new Date(at.getTime() + keptDays.exports * DAY).toISOString()
  await ctx.write({ key: ctx.newId(), action: "export.finish", result: null }, (store) => {
    store.exports.finish(row, { bytes, hash, at, expiresAt, step: row.step + 1 })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "export.finish",
      entity: "export",
      entityId: row.id,
      concerns: organisation.organisation.id,
      detail: {},
      ...changedFields({ state: row.state }, { state: "done", bytes, hash, expiresAt }),
    })
  })
  await deps.archive.removeParts(row.id)
}

/**
 * Does the next step of an export, if this instance still holds it: one page of one noun, or the archive at the end.
 * Each step may be killed anywhere and done again. Answers whether nothing is left for this runner.
 */
export async function advanceExport(
  ctx: UseCaseContext<SystemActor>,
  deps: ExportDeps,
  { exportId, instanceId }: RequestedExport,
): Promise<boolean> {
  const held = await ctx.read.exports.held(exportId)
  if (!held) throw new DomainError("not_found", "not_found")
  const { row, organisation } = held
  if (row.state !== "running" || row.instance !== instanceId) return true
  const run: ExportRun = { ctx, deps, row, organisation, read: deps.readAs(organisation) }
  const noun = nounsOf(organisation.organisation.kind)[row.progress.noun]
  try {
    if (noun === undefined) {
      await finish(run)
      return true
    }
    await page(run, noun)
    return false
  } catch (error) {
    // Another runner was faster, or the organisation has gone: the row says so.
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const now = await ctx.read.exports.held(exportId)
    if (now?.row.state !== "running" || now.row.instance !== instanceId) return true
    if (now.row.step === row.step) throw error
    return false
  }
}

/** Runs an export to its end. */
export async function runExport(
  ctx: UseCaseContext<SystemActor>,
  deps: ExportDeps,
  requested: RequestedExport,
): Promise<void> {
  while (!(await advanceExport(ctx, deps, requested)));
}
