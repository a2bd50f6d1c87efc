import { type Env, Hono } from "hono"
import { paths } from "../../../web/paths.ts"
import { csvCell } from "../../domain/csv.ts"
import type { ListRow, PublishedRelease, Scorecard } from "../../domain/release/snapshot.ts"
import { tellsAdjusted } from "../../domain/release/suppression.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import type { PublicState } from "../public/reader.ts"
import type { Answer, PageRequest, Serve } from "../public/serve.ts"
import { answer, csvStream, jsonStream, noRelease } from "./answer.ts"
import { releaseNumbered } from "./numbered-release.ts"
import { openEdition, openValues, partsOf, releaseFile } from "./open-values.ts"

/** The releases of a period before one, which it and those between have corrected. */
function earlierOf({ superseded }: PublicState, { period, number }: PublishedRelease) {
  return superseded
    .filter((one) => one.period === period && one.number < number)
    .map((one) => ({
      number: one.number,
      manifestHash: one.manifestHash,
      publishedAt: one.publishedAt,
      json: paths.apiReleaseNumber(period, one.number),
      csv: paths.apiReleaseNumber(period, one.number, ".csv"),
    }))
}

/** Where the public inputs of a release stand, and the SHA-256 of each part. */
function inputsOf(release: PublishedRelease) {
  const { period, number, kind, manifest } = release
  const file = (name: string) => paths.apiReleaseFile(period, number, name)
  const quarters = (manifest.format === 2 && manifest.quarters) || []
  return {
    values: kind === "quarter" || quarters.length > 0 ? file("values.csv") : null,
    expected: file("expected.csv"),
    quarters: quarters.map((quarter) => ({
      ...quarter,
      json: paths.apiReleaseNumber(quarter.period, quarter.number),
    })),
    parts: partsOf(release).map(({ values, expected, ...part }, n) => ({
      ...part,
      values: values && { href: file(`values-${n + 1}.csv`), sha256: values },
      expected: { href: file(`expected-${n + 1}.csv`), sha256: expected },
    })),
  }
}

/**
 * Indicators whose points cannot be computed again where they are suppressed: those with counts of persons, under an
 * edition without `disclosure`, whose points come from counts that are hidden.
 */
const hiddenPoints = ({ disclosure, indicators }: Edition) =>
  disclosure
    ? []
    : indicators.filter(({ inputs }) => inputs.some(({ sensitive }) => sensitive)).map(({ code }) => code)

/** The last link of the chain of public releases. */
function chainHead({ releases, superseded }: PublicState) {
  const order = (one: { publishedAt: string; period: string }) =>
    `${one.publishedAt} ${one.period.length === 4 ? "1" : "0"} ${one.period}`
  const [last] = [...releases, ...superseded].sort((a, b) => (order(a) < order(b) ? 1 : -1))
  return last ? { period: last.period, number: last.number, manifestHash: last.manifestHash } : null
}

function headOf(state: PublicState, release: PublishedRelease, ofEdition: Edition) {
  const { manifest, manifestHash, publishedAt, editionId, editionTitle } = release
  const { period, number, kind, edition, engine, inputHash, frozenAt, totals, corrects } = manifest
  const current = state.releases.some(({ id }) => id === release.id)
  return {
    period,
    kind,
    number,
    edition: { ...edition, title: editionTitle },
    engine,
    inputHash,
    manifestHash,
    frozenAt,
    publishedAt,
    totals,
    corrects: corrects ?? null,
    before: manifest.format === 2 ? manifest.before : null,
    inputs: inputsOf(release),
    notRecomputable: hiddenPoints(ofEdition),
    earlier: earlierOf(state, release),
    links: {
      json: current ? paths.apiRelease(period) : paths.apiReleaseNumber(period, number),
      csv: current ? paths.apiRelease(period, ".csv") : paths.apiReleaseNumber(period, number, ".csv"),
      values: kind === "quarter" && current ? paths.apiValues(period) : null,
      edition: paths.apiEdition(editionId),
    },
  }
}

async function listReleases({ reader, state, text }: PageRequest): Promise<Answer> {
  const releases: ReturnType<typeof headOf>[] = []
  for (const one of state.releases) releases.push(headOf(state, one, await reader.edition(one.editionId)))
  return answer({ disclaimer: text.site.disclaimer, head: chainHead(state), releases })
}

type CsvCell = string | number | null

const csvLine = (cells: readonly CsvCell[]) => `${cells.map(csvCell).join(",")}\n`

const lineHeader = [
  "period",
  "estate",
  "name",
  "place",
  "place_names",
  "district",
  "company",
  "demonstration",
  "outcome",
  "band",
  "base",
  "bonus",
  "deductions",
  "final",
  "ranking",
  "rank",
  "rank_figure",
  "rank_p5",
  "rank_p50",
  "rank_p95",
  "top10_share",
  "tie_group",
  "gates_failed",
  "vetoes",
]

function lineOf(period: string, row: ListRow): CsvCell[] {
  const { range } = row
  return [
    period,
    row.slug,
    row.name,
    row.place,
    row.placeNames.join(" "),
    row.district,
    row.company,
    row.demonstration ? "yes" : "no",
    row.outcome,
    row.band,
    row.base,
    row.bonus,
    row.deductions,
    row.final,
    row.ranking,
    row.rank,
    row.rankFigure ?? null,
    range?.p5 ?? null,
    range?.p50 ?? null,
    range?.p95 ?? null,
    range?.top10 ?? null,
    range?.group ?? null,
    row.gatesFailed.join(";"),
    row.vetoes.join(";"),
  ]
}

const indicatorColumns = ["state", "measure", "points", "alternative", "adjusted"]

/** `alternative` counts from 1 and is empty where the edition has one method only. */
function indicatorCells(edition: Edition, { indicators }: Scorecard): CsvCell[] {
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]))
  return edition.indicators.flatMap((indicator): CsvCell[] => {
    const { code, alternatives } = indicator
    const result = byCode.get(code)
    if (!result) return [null, null, null, null, null]
    const { state, measure, points, alternative, adjusted } = result
    const told = adjusted && tellsAdjusted(indicator)
    const several = alternatives.length > 1 && alternative !== null
    return [state, measure, points, several ? alternative + 1 : null, told ? "yes" : "no"]
  })
}

/** UTF-8 with a byte-order mark, so that spreadsheets read Chinese. A cell without a value is empty: the state says why. */
async function* csvLines(
  { reader, text }: PageRequest,
  release: PublishedRelease,
  edition: Edition,
): AsyncGenerator<string, void, undefined> {
  const dimensions = edition.dimensions.map(({ code }) => code)
  const ofIndicators = edition.indicators.flatMap(({ code }) =>
    indicatorColumns.map((column) => `${code}_${column}`),
  )
  yield `\uFEFF${csvLine([...lineHeader, ...dimensions, ...ofIndicators, "disclaimer"])}`
  for await (const cards of reader.cards(release)) {
    const lines = cards.map((card) =>
      csvLine([
        ...lineOf(release.period, card),
        ...dimensions.map((code) => card.dimensions[code] ?? null),
        ...indicatorCells(edition, card),
        text.site.disclaimer,
      ]),
    )
    yield lines.join("")
  }
}

async function csvOf(request: PageRequest, release: PublishedRelease): Promise<Answer> {
  const edition = await request.reader.edition(release.editionId)
  const name = release.number > 1 ? `${release.period}-${release.number}` : release.period
  return csvStream(csvLines(request, release, edition), `shige-${name}.csv`)
}

/** The scorecards are sent as their release holds them, byte for byte. */
async function* jsonParts(
  { reader, state, text }: PageRequest,
  release: PublishedRelease,
  edition: Edition,
): AsyncGenerator<string, void, undefined> {
  const head = {
    disclaimer: text.site.disclaimer,
    editionDisclaimer: edition.disclaimer,
    ...headOf(state, release, edition),
    manifest: release.manifest,
    groups: await reader.groups(release),
  }
  let before = `${JSON.stringify(head).slice(0, -1)},"estates":[`
  for await (const cards of reader.pages(release)) {
    yield before + cards.join(",")
    before = ","
  }
  yield before === "," ? "]}" : `${before}]}`
}

async function jsonOf(request: PageRequest, release: PublishedRelease): Promise<Answer> {
  const edition = await request.reader.edition(release.editionId)
  return jsonStream(jsonParts(request, release, edition))
}

function oneRelease(request: PageRequest, file: string): Promise<Answer> | Answer {
  const csv = file.endsWith(".csv")
  const period = csv ? file.slice(0, -4) : file
  const release = request.state.releases.find((other) => other.period === period)
  if (!release) throw noRelease(request.state, period)
  return csv ? csvOf(request, release) : jsonOf(request, release)
}

/** A release of a period by its number, `1` or `1.csv`. */
async function numberedRelease(request: PageRequest, period: string, file: string): Promise<Answer> {
  const csv = file.endsWith(".csv")
  const release = await releaseNumbered(request, period, csv ? file.slice(0, -4) : file)
  return csv ? csvOf(request, release) : jsonOf(request, release)
}

/**
 * `/api/v1`: what was released, as JSON and CSV, with the typed values and the edition that its figures were computed
 * from, for anybody. States and bands are codes.
 */
export function releasesApi<E extends Env>(serve: Serve<E>): Hono<E> {
  return new Hono<E>()
    .get("/api/v1/releases", (c) => serve(c, [], listReleases))
    .get("/api/v1/releases/:file", (c) =>
      serve(c, [], async (request) => oneRelease(request, c.req.param("file"))),
    )
    .get("/api/v1/releases/:period/values.csv", (c) =>
      serve(c, [], (request) => openValues(request, c.req.param("period"))),
    )
    .get("/api/v1/releases/:period/:number", (c) =>
      serve(c, [], (request) => numberedRelease(request, c.req.param("period"), c.req.param("number"))),
    )
    .get("/api/v1/releases/:period/:number/:file", (c) =>
      serve(c, [], (request) => releaseFile(request, c.req.param())),
    )
    .get("/api/v1/editions/:id", (c) => serve(c, [], (request) => openEdition(request, c.req.param("id"))))
}
