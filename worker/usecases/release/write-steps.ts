import { canonicalJson } from "../../domain/canonical.ts"
import { chunkFile, chunksOfList, manifestOf, rankedRows } from "../../domain/release/assemble.ts"
import { CHUNK_ESTATES } from "../../domain/release/progress.ts"
import type { Corrects, ListFile, ListRow } from "../../domain/release/snapshot.ts"
import type { CardsFile, RanksFile } from "../../domain/release/working.ts"
import { figuresOf, type ReleaseRun, type StepResult } from "./release-run.ts"

async function ranksOf({ deps, release }: ReleaseRun): Promise<RanksFile> {
  if (release.progress.ranks === null) throw new Error(`release ${release.id} is not ranked`)
  return deps.work.get<RanksFile>(release.period, release.progress.ranks)
}

async function rowsOf(run: ReleaseRun, ranks: RanksFile, chunk: number): Promise<ListRow[]> {
  return rankedRows(await figuresOf(run.deps, run.release, chunk), ranks, chunk * CHUNK_ESTATES)
}

/** Writes one chunk of scorecards and hands their figures to the database's scorecards. */
export async function writeChunk(run: ReleaseRun, chunk: number): Promise<StepResult> {
  const { deps, release } = run
  const rows = await rowsOf(run, await ranksOf(run), chunk)
  const cards = await deps.work.get<CardsFile>(release.period, release.progress.scored[chunk]?.cards ?? "")
  const hash = await deps.files.put(release.period, chunkFile(rows, cards))
  const file = { hash, estates: rows.length, first: rows[0]?.slug ?? "", last: rows.at(-1)?.slug ?? "" }
  return {
    progress: { ...release.progress, chunks: [...release.progress.chunks, file] },
    figures: rows.flatMap(({ base, final, band, rank }, at) =>
      base === null || final === null
        ? []
        : [{ position: chunk * CHUNK_ESTATES + at, base, final, band, rank }],
    ),
    detail: { chunk, hash },
  }
}

/** Writes one list file: the rows of up to ten chunks. */
export async function writeList(run: ReleaseRun, list: number): Promise<StepResult> {
  const { deps, release } = run
  const ranks = await ranksOf(run)
  const file: ListFile = { rows: [] }
  for (const chunk of chunksOfList(list, CHUNK_ESTATES, release.progress.scored.length))
    file.rows.push(...(await rowsOf(run, ranks, chunk)))
  const hash = await deps.files.put(release.period, file)
  return {
    progress: {
      ...release.progress,
      lists: [...release.progress.lists, { hash, estates: file.rows.length }],
    },
    detail: { list, hash },
  }
}

/** What the release corrects: of a quarter what is open, of a year what its quarters corrected since the last one. */
async function correctsOf({ ctx, release }: ReleaseRun): Promise<Corrects | null> {
  const before = release.number > 1 ? await ctx.read.releases.before(release) : null
  if (!before?.manifestHash) return null
  const { quarters } = release.progress
  const known = before.progress.quarters?.map(({ releaseId }) => releaseId) ?? []
  const anew = (quarters ?? []).map(({ releaseId }) => releaseId).filter((id) => !known.includes(id))
  const estates = quarters
    ? await ctx.read.releases.correctedBy(anew)
    : (await ctx.read.releases.openCorrections(release.period)).map(({ slug, reason }) => ({ slug, reason }))
  if (estates.length === 0) return null
  return { number: before.number, manifestHash: before.manifestHash, estates }
}

/**
 * Writes the manifest, the root of the release. Its input hash covers edition, engine, period and every chunk's
 * inputs in canonical form, so the same inputs end with the same hash whoever ran the steps and how often.
 */
export async function writeManifest(run: ReleaseRun): Promise<StepResult> {
  const { ctx, deps, release, scoring } = run
  const { period, number, engineVersion: engine, requestedAt: frozenAt, progress } = release
  const editionHash = await ctx.read.releases.editionHash(release.editionId)
  const chunks = progress.scored.map(({ inputs }) => inputs)
  const inputHash = await deps.digest(canonicalJson({ edition: editionHash, engine, period, chunks }))
  const { totals } = await ranksOf(run)
  const corrects = await correctsOf(run)
  const facts = { cell: ctx.cell, period, number, editionHash, engine, inputHash, frozenAt, totals, corrects }
  const manifest = manifestOf({ ...facts, edition: scoring.compiled.edition }, progress)
  const manifestHash = await deps.files.put(period, manifest)
  return { progress, hashes: { inputHash, manifestHash }, detail: { inputHash, manifestHash } }
}
