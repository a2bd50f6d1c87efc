import { exportPages, pageFile } from "../../domain/leaving/export.ts"
import { csvTable, jsonList, type Row } from "../../domain/leaving/export-tables.ts"
import { CHUNK_ESTATES } from "../../domain/release/progress.ts"
import type { Scorecard } from "../../domain/release/snapshot.ts"
import { fields, readStored } from "../../domain/stored.ts"
import { readCards } from "../public/release-files.ts"
import type { ExportPage, ExportRun } from "./export-run.ts"

interface Card {
  period: string
  card: Scorecard
}

/** Where a page begins: after a position in the release of a period. */
const placeShape = fields({ period: "string", position: "number" })

interface Release {
  period: string
  releaseId: string
  manifestHash: string | null
}

/** The scorecards of the organisation's estates in one release from a position on, as the public sees them. */
async function cardsOf(
  run: ExportRun,
  release: Release,
  after: number,
  room: { cards: number; chunks: number },
) {
  const { read, deps } = run
  const found = await read.archive.cards(release, after)
  const last = found.length < exportPages.scorecards
  if (found.length === 0 || !release.manifestHash) return { cards: [], position: null }
  const manifest = await deps.files.get("manifest", release.period, release.manifestHash)
  const cards: Card[] = []
  let position = after
  for (let at = 0; at < found.length; ) {
    if (room.chunks === 0 || room.cards <= 0) return { cards, position }
    const chunk = Math.floor((found[at]?.position ?? 0) / CHUNK_ESTATES)
    const inChunk = found.filter((row) => Math.floor(row.position / CHUNK_ESTATES) === chunk)
    const wanted = inChunk.map(({ slug }) => slug)
    const { period } = release
    const read = await readCards(deps.files, { period, manifest }, wanted)
    for (const card of read.values()) cards.push({ period, card })
    at += inChunk.length
    position = inChunk.at(-1)?.position ?? position
    room.chunks--
    room.cards -= inChunk.length
  }
  return { cards, position: last ? null : position }
}

function rowOf({ period, card }: Card, note: string): Row {
  const { slug, name, company, outcome, band, base, bonus, deductions, final, rank, range } = card
  const place = { rank, rankP5: range?.p5 ?? null, rankP95: range?.p95 ?? null }
  return {
    period,
    estate: slug,
    name,
    company,
    outcome,
    band,
    base,
    bonus,
    deductions,
    final,
    ...place,
    note,
  }
}

function indicatorRows({ period, card }: Card): Row[] {
  return card.indicators.map(({ code, state, measure, points, adjusted }) => ({
    ...{ period, estate: card.slug, indicator: code, state, measure, points, adjusted },
  }))
}

/**
 * A page of scorecards: from as many releases as fill it, but no more chunk files than a step can read; oldest release
 * first.
 */
export async function scorecardPage(run: ExportRun, after: string | null): Promise<ExportPage> {
  const place = after === null ? null : readStored("exports.progress after", placeShape, after)
  const releases = (await run.read.archive.published()).filter(
    ({ period }) => !place || period >= place.period,
  )
  const room = { cards: exportPages.scorecards, chunks: exportPages.chunks }
  const cards: Card[] = []
  let next: { period: string; position: number } | null = null
  for (const release of releases) {
    const begin = place?.period === release.period ? place.position : -1
    const found = await cardsOf(run, release, begin, room)
    cards.push(...found.cards)
    if (found.position !== null) {
      next = { period: release.period, position: found.position }
      break
    }
  }
  const cursor = next === null ? null : JSON.stringify(next)
  const name = (table: string) => pageFile(table, run.row.progress.page, cursor)
  const note = run.deps.words.disclaimer
  const files = [
    jsonList(
      name("scorecards"),
      cards.map(({ period, card }) => ({ period, note, ...card })),
    ),
    csvTable(
      "scorecards",
      name("scorecards"),
      cards.map((card) => rowOf(card, note)),
    ),
    csvTable("indicators", name("indicators"), cards.flatMap(indicatorRows)),
  ]
  return { files, next: cursor }
}
