import { type Memory, sizeOf } from "../../domain/memory.ts"
import type { ContentFile, Line } from "../../domain/release/content.ts"
import type { ContentStore } from "../../domain/release/content-store.ts"
import { type DirectoryChunk, type GroupFigures, placeOf } from "../../domain/release/directory.ts"
import { Rows } from "../../domain/release/rows-file.ts"
import type {
  FigureCard,
  ListFile,
  Manifest,
  Scorecard,
  SecondManifest,
} from "../../domain/release/snapshot.ts"

/** A release to read, by its period and manifest. */
export interface Files {
  period: string
  manifest: Manifest
}

export type SecondFiles = Files & { manifest: SecondManifest }

/** Scorecards of one page of a release. */
export const PAGE_ESTATES = 100

/** Files that are asked for at the same time. */
const AT_ONCE = 6

export const directoryOf = (files: ContentStore, { period, manifest }: SecondFiles) =>
  files.get("directory", period, manifest.directory)

/** Where lines of estates stand, by the file that holds them; estates that the release does not hold are left out. */
export async function linesOf(
  files: ContentStore,
  { period, manifest }: SecondFiles,
  kind: "card" | "series",
  slugs: readonly string[],
): Promise<Map<string, { slug: string; line: Line }[]>> {
  const directory = await directoryOf(files, { period, manifest })
  const found = new Map<string, { slug: string; line: Line }[]>()
  for (const slug of slugs) {
    const place = placeOf(directory, slug)
    if (!place) continue
    const { estates } = await files.line("leaf", period, place.chunk.pack, place.leaf)
    const own = estates.find((estate) => estate.slug === slug)
    if (!own) continue
    const lines = found.get(place.chunk.pack) ?? []
    lines.push({ slug, line: own[kind] })
    found.set(place.chunk.pack, lines)
  }
  return found
}

const splitCards = (files: ContentStore, period: string, hash: string) =>
  files.split("card", period, hash, ({ slug }) => slug)

/** Scorecards by slug, each read by itself; a slug that the release does not hold is absent. */
export async function readCards(
  files: ContentStore,
  { period, manifest }: Files,
  slugs: readonly string[],
): Promise<Map<string, Scorecard>> {
  const found = new Map<string, Scorecard>()
  const read = async (file: ContentFile, places: { slug: string; line: Line }[]) => {
    const lines = places.map(({ line }) => line)
    for (const [at, card] of (await files.values("card", period, file, lines)).entries())
      found.set(places[at]?.slug ?? "", card)
  }
  if (manifest.format === 2) {
    for (const [pack, places] of await linesOf(files, { period, manifest }, "card", slugs))
      await read({ hash: pack, form: "pack" }, places)
    return found
  }
  for (const { hash, first, last } of manifest.chunks) {
    const wanted = new Set(slugs.filter((slug) => slug >= first && slug <= last))
    if (wanted.size === 0) continue
    const places = (await splitCards(files, period, hash)).filter(({ name }) => wanted.has(name))
    await read(
      { hash, form: "value" },
      places.map(({ name, ...line }) => ({ slug: name, line })),
    )
  }
  return found
}

function figureCardOf(card: Scorecard): FigureCard {
  const { dimensionDetail: _, indicators: __, values: ___, gates: ____, bonuses: _____, ...kept } = card
  return kept
}

/** What figures are made of, of scorecards by slug; each is kept in `memory`, so that a list shown again reads nothing. */
export async function readFigureCards(
  files: ContentStore,
  release: Files,
  slugs: readonly string[],
  memory?: Memory,
): Promise<Map<string, FigureCard>> {
  const { cell } = release.manifest
  const nameOf = (slug: string) => `figures\n${cell}\n${release.period}\n${rootOf(release.manifest)}\n${slug}`
  const found = new Map<string, FigureCard>()
  const missing: string[] = []
  for (const slug of slugs) {
    const kept = memory?.get<FigureCard>(nameOf(slug))
    if (kept) found.set(slug, kept)
    else missing.push(slug)
  }
  if (missing.length === 0) return found
  for (const [slug, card] of await readCards(files, release, missing)) {
    const kept = figureCardOf(card)
    memory?.put(nameOf(slug), kept, sizeOf(kept))
    found.set(slug, kept)
  }
  return found
}

/** Where the scorecards of a chunk stand, at most 100 at a time. */
async function* chunkPlaces(files: ContentStore, period: string, { pack, leaves }: DirectoryChunk) {
  for (const leaf of leaves) {
    const { estates } = await files.line("leaf", period, pack, leaf)
    yield { file: { hash: pack, form: "pack" } as const, lines: estates.map(({ card }) => card) }
  }
}

/** The scorecards of a chunk of a release of format 2, at most 100 at a time. */
export async function* chunkCards(
  files: ContentStore,
  period: string,
  chunk: DirectoryChunk,
): AsyncGenerator<Scorecard[], void, undefined> {
  for await (const { file, lines } of chunkPlaces(files, period, chunk))
    yield await files.values("card", period, file, lines)
}

/** Where all scorecards stand in the order of the slugs, at most 100 at a time. */
async function* cardPlaces(
  files: ContentStore,
  { period, manifest }: Files,
): AsyncGenerator<{ file: ContentFile; lines: Line[] }, void, undefined> {
  if (manifest.format === 2) {
    const { chunks } = await directoryOf(files, { period, manifest })
    for (const chunk of chunks) yield* chunkPlaces(files, period, chunk)
    return
  }
  for (const { hash } of manifest.chunks) {
    const places = await splitCards(files, period, hash)
    for (let from = 0; from < places.length; from += PAGE_ESTATES)
      yield { file: { hash, form: "value" }, lines: places.slice(from, from + PAGE_ESTATES) }
  }
}

/** All scorecards in the order of the slugs as canonical JSON, at most 100 at a time: only these are in memory. */
export async function* cardPages(
  files: ContentStore,
  release: Files,
): AsyncGenerator<string[], void, undefined> {
  for await (const { file, lines } of cardPlaces(files, release))
    yield await files.lines(release.period, file, lines)
}

/** Scorecards of a release of format 2 in some of its chunks, at most 100 at a time. */
export async function* cardsOfChunks(
  files: ContentStore,
  release: SecondFiles,
  from: number,
  to: number,
): AsyncGenerator<Scorecard[], void, undefined> {
  const { chunks } = await directoryOf(files, release)
  for (const chunk of chunks.slice(from, to)) yield* chunkCards(files, release.period, chunk)
}

/** The same, parsed. */
export async function* allCards(
  files: ContentStore,
  release: Files,
): AsyncGenerator<Scorecard[], void, undefined> {
  for await (const { file, lines } of cardPlaces(files, release))
    yield await files.values("card", release.period, file, lines)
}

async function firstRows(files: ContentStore, period: string, hashes: readonly string[]): Promise<Rows> {
  const rows: ListFile["rows"] = []
  for (const hash of hashes) rows.push(...(await files.read("list", period, hash)).rows)
  return Rows.of(rows)
}

async function secondRows(files: ContentStore, release: SecondFiles): Promise<Rows> {
  const { chunks } = await directoryOf(files, release)
  const rows = new Rows(release.manifest.totals.estates)
  for (let from = 0; from < chunks.length; from += AT_ONCE) {
    const some = chunks.slice(from, from + AT_ONCE)
    const read = await Promise.all(some.map((chunk) => files.read("rows", release.period, chunk.rows)))
    for (const file of read) rows.add(file)
  }
  return rows
}

/** What tells the files of a release from those of another one of its period. */
export function rootOf(manifest: Manifest): string {
  return manifest.format === 2 ? manifest.directory : manifest.lists.map(({ hash }) => hash).join(" ")
}

const [waits, waitMs] = [40, 50]
const beingRead = new Set<string>()

/**
 * Rows that another request of this isolate reads are waited for, so that many visitors at once cost one reading. No
 * promise is shared, and who waits longer than two seconds reads by itself: the other one may have been cut off.
 */
async function whenRead(name: string, memory: Memory): Promise<Rows | undefined> {
  for (let waited = 0; beingRead.has(name) && waited < waits; waited++)
    await new Promise((passed) => setTimeout(passed, waitMs))
  return memory.get<Rows>(name)
}

/** All rows of a release in the order of the slugs, as columns; kept in `memory` under the release's own files. */
export async function readRows(
  files: ContentStore,
  { period, manifest }: Files,
  memory?: Memory,
): Promise<Rows> {
  const name = `rows\n${manifest.cell}\n${period}\n${rootOf(manifest)}`
  const kept = memory?.get<Rows>(name)
  if (kept) return kept
  // Nothing is awaited between the look and the mark: visitors of the same moment would all find it unmarked.
  const waited = memory && beingRead.has(name) ? await whenRead(name, memory) : undefined
  if (waited) return waited
  beingRead.add(name)
  try {
    const rows =
      manifest.format === 2
        ? await secondRows(files, { period, manifest })
        : await firstRows(
            files,
            period,
            manifest.lists.map(({ hash }) => hash),
          )
    memory?.put(name, rows, rows.bytes)
    return rows
  } finally {
    beingRead.delete(name)
  }
}

/** The figures of all groups of a release; none in a release of format 1. */
export async function readGroups(files: ContentStore, { period, manifest }: Files): Promise<GroupFigures[]> {
  if (manifest.format === 1) return []
  const { groups } = await directoryOf(files, { period, manifest })
  return files.values("group", period, { hash: groups.pack, form: "pack" }, groups.lines)
}

/** Names every file of a release, the manifest left out: what a backup must hold. */
export async function filesOf(files: ContentStore, { period, manifest }: Files): Promise<ContentFile[]> {
  if (manifest.format === 1)
    return [...manifest.chunks, ...manifest.lists].map(({ hash }) => ({ hash, form: "value" }))
  const { chunks, groups } = await directoryOf(files, { period, manifest })
  return [
    { hash: manifest.directory, form: "value" },
    { hash: groups.pack, form: "pack" },
    ...chunks.flatMap(({ pack, rows }): ContentFile[] => [
      { hash: pack, form: "pack" },
      { hash: rows, form: "value" },
    ]),
  ]
}
