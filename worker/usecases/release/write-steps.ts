import type { ReleaseRow } from "../../data/release-row.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { manifestOf, rankedRows, scorecardsOf } from "../../domain/release/assemble.ts"
import {
  type Directory,
  type DirectoryChunk,
  LEAF_ESTATES,
  leavesOf,
} from "../../domain/release/directory.ts"
import { CHUNK_ESTATES } from "../../domain/release/progress.ts"
import { rowsFile } from "../../domain/release/rows-file.ts"
import { type PastPeriod, pastOf, seriesOf } from "../../domain/release/series.ts"
import type { ReleaseRef, Scorecard } from "../../domain/release/snapshot.ts"
import type { RanksFile } from "../../domain/release/working.ts"
import { readPast } from "../public/past-periods.ts"
import { PAGE_ESTATES } from "../public/release-files.ts"
import { withPart } from "./input-parts.ts"
import { figuresOf, type ReleaseRun, type StepResult } from "./release-run.ts"
import { quarterReleases } from "./score-step.ts"

async function ranksOf({ deps, release }: ReleaseRun): Promise<RanksFile> {
  if (release.progress.ranks === null) throw new Error(`release ${release.id} is not ranked`)
  return deps.work.get("ranks", release.period, release.progress.ranks)
}

/** What the published releases tell of the estates of a chunk, a page of estates after another. */
async function pastOfChunk({ deps }: ReleaseRun, { basis }: RanksFile, slugs: string[]) {
  const releases = await Promise.all(
    basis.published.toReversed().map(async ({ period, number, manifestHash }) => {
      return { period, number, manifest: await deps.files.get("manifest", period, manifestHash) }
    }),
  )
  const found = new Map<string, PastPeriod[]>()
  for (let from = 0; from < slugs.length; from += PAGE_ESTATES)
    for (const [slug, past] of await readPast(deps.files, releases, slugs.slice(from, from + PAGE_ESTATES)))
      found.set(slug, past)
  return found
}

/** The pack of a chunk: its scorecards, then their series, then the leaves. */
async function putChunk(run: ReleaseRun, cards: Scorecard[], past: Map<string, PastPeriod[]>) {
  const { out, release, scoring } = run
  const { code, version } = scoring.compiled.edition
  const slugs = cards.map(({ slug }) => slug)
  const series = cards.map((card) => {
    const own = pastOf(release, `${code}@${version}`, card)
    return canonicalJson(seriesOf([...(past.get(card.slug) ?? []), own]))
  })
  const texts = [...cards.map((card) => canonicalJson(card)), ...series]
  const { hash, index } = await out.putPack(release.period, texts, (lines) =>
    leavesOf(slugs, lines).map((leaf) => canonicalJson(leaf)),
  )
  return { hash, leaves: index.map((line, at) => ({ ...line, first: slugs[at * LEAF_ESTATES] ?? "" })) }
}

/** Writes one chunk, its scorecards and its rows, and hands their figures to the database's scorecards. */
export async function writeChunk(run: ReleaseRun, chunk: number): Promise<StepResult> {
  const { deps, out, release } = run
  const { period, progress } = release
  const from = chunk * CHUNK_ESTATES
  const ranks = await ranksOf(run)
  const rows = rankedRows(await figuresOf(deps, release, chunk), ranks, from)
  const past = await pastOfChunk(
    run,
    ranks,
    rows.map(({ slug }) => slug),
  )
  const cards = await deps.work.get("details", period, progress.scored[chunk]?.cards ?? "")
  const { hash: pack, leaves } = await putChunk(run, scorecardsOf(rows, cards, ranks), past)
  const named = { estates: rows.length, first: rows[0]?.slug ?? "", last: rows.at(-1)?.slug ?? "" }
  const file: DirectoryChunk = { pack, ...named, leaves, rows: await out.put(period, rowsFile(rows)) }
  const chunks = [...progress.chunks, file]
  const inputs = await withPart(run, chunks)
  return {
    progress: { ...progress, chunks, inputs },
    figures: rows.flatMap(({ base, final, band, rank }, at) =>
      base === null || final === null ? [] : [{ position: from + at, base, final, band, rank }],
    ),
    detail: { chunk, hash: pack },
  }
}

async function putDirectory({ out, release }: ReleaseRun, { groups, basis }: RanksFile): Promise<string> {
  const { period, number, progress } = release
  const texts = groups.map((group) => canonicalJson(group))
  const { hash: pack, lines } = await out.putPack(period, texts, () => [])
  const directory: Directory = {
    chunks: progress.chunks,
    groups: { pack, lines: lines.map((line, at) => ({ ...line, group: groups[at]?.group ?? "" })) },
    series: [
      ...basis.published.map((one) => ({ period: one.period, number: one.number })),
      { period, number },
    ],
  }
  return out.put(period, directory)
}

const refOf = ({ period, number, manifestHash }: ReleaseRow): ReleaseRef[] =>
  manifestHash === null ? [] : [{ period, number, manifestHash }]

/**
 * Writes groups, directory and the manifest, the root of the release. Its input hash covers edition, engine, period and
 * the public inputs (of a year the releases of its quarters), so anybody can make it again, and the same inputs end with
 * the same hash whoever ran the steps and how often.
 */
export async function writeManifest(run: ReleaseRun): Promise<StepResult> {
  const { ctx, deps, out, release, scoring } = run
  const { period, number, engineVersion: engine, requestedAt: frozenAt, progress } = release
  const { editionHash, exempt } = await ctx.read.releases.manifestFacts(release.editionId, period)
  const { inputs = [] } = progress
  const quarters = progress.quarters && (await quarterReleases(run)).flatMap(refOf)
  const from = quarters ?? inputs.map(({ values }) => values)
  const inputHash = await deps.digest(canonicalJson({ edition: editionHash, engine, period, from }))
  const ranks = await ranksOf(run)
  const directory = await putDirectory(run, ranks)
  const facts = { cell: ctx.cell, period, number, editionHash, engine, inputHash, frozenAt, directory }
  const { totals, basis } = ranks
  const standing = release.preliminary
    ? ({ kind: "preliminary", n: number } as const)
    : ({ kind: "final" } as const)
  const own = { inputs, standing, exempt, ...(quarters && { quarters }) }
  const manifest = manifestOf({ ...facts, ...own, totals, basis, edition: scoring.compiled.edition })
  const manifestHash = await out.put(period, manifest)
  return { progress, hashes: { inputHash, manifestHash }, detail: { inputHash, manifestHash } }
}
