import {
  EXPECTED_HEADER,
  expectedLines,
  PART_CHUNKS,
  ValuesLines,
} from "../../domain/release/public-inputs.ts"
import type { InputPart, PublishedRelease, Scorecard } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import type { Answer, PageRequest } from "../public/serve.ts"
import { csvStream, jsonAnswer, missing, noRelease } from "./answer.ts"
import { releaseNumbered } from "./numbered-release.ts"

type Pages = AsyncIterable<Scorecard[]>

/**
 * The values file of the scoring command (`estate,quarter,key,value`) from the scorecards of a quarter. Estates that
 * were not scored have no row; a veto of the cycle stands once, for `*`, at the end of the whole file or its first part.
 */
export async function* valuesFile(
  edition: Edition,
  quarter: string,
  pages: Pages,
  { header = true, cycle = true } = {},
): AsyncGenerator<string, void, undefined> {
  if (header) yield ValuesLines.header
  const lines = new ValuesLines(edition, quarter)
  for await (const cards of pages) yield lines.of(cards)
  if (cycle) yield lines.ofCycle
}

async function* expectedFile(period: string, pages: Pages): AsyncGenerator<string, void, undefined> {
  yield EXPECTED_HEADER
  for await (const cards of pages) yield expectedLines(period, cards)
}

/** The values of a year: those of the releases of its quarters, one after another. */
async function* yearValues(
  request: PageRequest,
  quarters: readonly PublishedRelease[],
): AsyncGenerator<string, void, undefined> {
  for (const [n, quarter] of quarters.entries()) {
    const edition = await request.reader.edition(quarter.editionId)
    yield* valuesFile(edition, quarter.period, request.reader.cards(quarter), { header: n === 0 })
  }
}

/** The releases of a year's quarters, as its manifest names them. */
async function quartersOf(request: PageRequest, { period, manifest }: PublishedRelease) {
  const named = manifest.format === 2 ? manifest.quarters : undefined
  if (!named)
    throw missing(`A year is computed from its quarters: take the values of each quarter of ${period}.`)
  return Promise.all(named.map((quarter) => releaseNumbered(request, quarter.period, String(quarter.number))))
}

/** The parts of a release's public inputs; none of one that was made before there were parts. */
export const partsOf = ({ manifest }: PublishedRelease): InputPart[] =>
  (manifest.format === 2 ? manifest.inputs : undefined) ?? []

/** The scorecards of a part, which counts from 1. */
function pagesOf({ reader }: PageRequest, release: PublishedRelease, part: number): Pages {
  const { period, manifest } = release
  if (manifest.format !== 2 || !partsOf(release)[part - 1])
    throw missing(`The public inputs of ${period} have ${partsOf(release).length} parts.`)
  return reader.chunks({ period, manifest }, (part - 1) * PART_CHUNKS, part * PART_CHUNKS)
}

async function valuesOf(request: PageRequest, release: PublishedRelease, part: number | null) {
  const { period, kind } = release
  if (kind === "year") {
    if (part !== null) throw missing(`The values of ${period} stand in the parts of its quarters.`)
    return yearValues(request, await quartersOf(request, release))
  }
  const edition = await request.reader.edition(release.editionId)
  if (part === null) return valuesFile(edition, period, request.reader.cards(release))
  return valuesFile(edition, period, pagesOf(request, release, part), { cycle: part === 1 })
}

/** Files of a release by its number: `values.csv`, `expected.csv`, and parts of them, `values-2.csv`. */
export async function releaseFile(
  request: PageRequest,
  { period, number, file }: { period: string; number: string; file: string },
): Promise<Answer> {
  const release = await releaseNumbered(request, period, number)
  const [, kind, digits] = /^(values|expected)(?:-([1-9]\d{0,4}))?\.csv$/.exec(file) ?? []
  if (!kind) throw missing("A release has values.csv and expected.csv, and parts of them, values-1.csv.")
  const part = digits === undefined ? null : Number(digits)
  const name = `shige-${period}-${number}-${file}`
  if (kind === "values") return csvStream(await valuesOf(request, release, part), name)
  const pages = part === null ? request.reader.cards(release) : pagesOf(request, release, part)
  return csvStream(expectedFile(period, pages), name)
}

/** `/api/v1/releases/:period/values.csv`: of the release that everybody sees. */
export async function openValues(request: PageRequest, period: string): Promise<Answer> {
  const release = request.state.releases.find((other) => other.period === period)
  if (!release) throw noRelease(request.state, period)
  return csvStream(await valuesOf(request, release, null), `shige-${period}-values.csv`)
}

/** `/api/v1/editions/:id`: the document of an edition that a release names, by code (its newest release) or by id. */
export async function openEdition({ reader, state }: PageRequest, id: string): Promise<Answer> {
  const release =
    state.releases.find(({ manifest }) => manifest.edition.code === id) ??
    state.releases.find(({ editionId }) => editionId === id)
  if (release) return jsonAnswer(await reader.editionDocument(release.editionId))
  const known = [...new Set(state.releases.map(({ editionId }) => editionId))].join(", ")
  throw missing(`No release was scored by an edition “${id.slice(0, 60)}”. Known: ${known}`)
}
