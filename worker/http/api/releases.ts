import { type Env, Hono } from "hono"
import { paths } from "../../../web/paths.ts"
import { csvCell } from "../../domain/csv.ts"
import type { ListRow, PublishedRelease, Scorecard } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import type { PublicReader, PublicState } from "../public/reader.ts"
import type { Answer, PageRequest, Serve } from "../public/serve.ts"

const json = "application/json; charset=utf-8"
/** Larger releases are given without indicators: their chunks are named in the manifest. */
const mostWithIndicators = 2000
const open = { "access-control-allow-origin": "*" }

function answer(content: unknown, status: 200 | 404 = 200): Answer {
  const contentType = status === 200 ? json : "application/problem+json"
  return { content: JSON.stringify(content), contentType, status, headers: open }
}

function headOf({ manifest, manifestHash, publishedAt, editionTitle }: PublishedRelease) {
  const { period, number, kind, edition, engine, inputHash, frozenAt, totals } = manifest
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
    links: { json: paths.apiRelease(period), csv: paths.apiRelease(period, ".csv") },
  }
}

async function listReleases({ state, text }: PageRequest): Promise<Answer> {
  return answer({ disclaimer: text.site.disclaimer, releases: state.releases.map(headOf) })
}

/** The rows of a release; scorecards when it is small enough to send their indicators too. */
async function rowsOf(reader: PublicReader, release: PublishedRelease) {
  const rows = await reader.list(release)
  if (rows.length > mostWithIndicators) return { rows, cards: null }
  const cards = await reader.scorecards(
    release,
    rows.map((row) => row.slug),
  )
  return { rows, cards }
}

type CsvCell = string | number | null

/** UTF-8 with a byte-order mark, so that spreadsheets read Chinese. A cell without a value is empty: the state says why. */
function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${[header, ...rows].map((cells) => cells.map(csvCell).join(",")).join("\n")}\n`
}

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
    range?.p5 ?? null,
    range?.p50 ?? null,
    range?.p95 ?? null,
    range?.top10 ?? null,
    range?.group ?? null,
    row.gatesFailed.join(";"),
    row.vetoes.join(";"),
  ]
}

function indicatorCells(edition: Edition, card: Scorecard | undefined): CsvCell[] {
  return edition.indicators.flatMap(({ code }): CsvCell[] => {
    const result = card?.indicators.find((indicator) => indicator.code === code)
    return result ? [result.state, result.measure, result.points] : [null, null, null]
  })
}

async function csvOf({ reader, text }: PageRequest, release: PublishedRelease): Promise<Answer> {
  const edition = await reader.edition(release.editionId)
  const { rows, cards } = await rowsOf(reader, release)
  const header = [
    ...lineHeader,
    ...edition.dimensions.map(({ code }) => code),
    ...(cards
      ? edition.indicators.flatMap(({ code }) => [`${code}_state`, `${code}_measure`, `${code}_points`])
      : []),
    "disclaimer",
  ]
  const lines = rows.map((row) => [
    ...lineOf(release.period, row),
    ...edition.dimensions.map(({ code }) => row.dimensions[code] ?? null),
    ...(cards ? indicatorCells(edition, cards.get(row.slug)) : []),
    text.site.disclaimer,
  ])
  return {
    content: csvText(header, lines),
    contentType: "text/csv; charset=utf-8",
    headers: { ...open, "content-disposition": `attachment; filename="shige-${release.period}.csv"` },
  }
}

async function jsonOf({ reader, text }: PageRequest, release: PublishedRelease): Promise<Answer> {
  const edition = await reader.edition(release.editionId)
  const { rows, cards } = await rowsOf(reader, release)
  const estates = rows.map((row) => {
    const card = cards?.get(row.slug)
    return card ? { ...row, indicators: card.indicators } : row
  })
  return answer({
    disclaimer: text.site.disclaimer,
    editionDisclaimer: edition.disclaimer,
    ...headOf(release),
    manifest: release.manifest,
    estates,
  })
}

function notFound(state: PublicState, asked: string): Answer {
  return answer(
    {
      type: "about:blank",
      title: "Not found",
      status: 404,
      detail: `No release of “${asked.slice(0, 40)}”. Released: ${state.releases.map(({ period }) => period).join(", ")}`,
    },
    404,
  )
}

function oneRelease(request: PageRequest, file: string): Promise<Answer> | Answer {
  const csv = file.endsWith(".csv")
  const period = csv ? file.slice(0, -4) : file
  const release = request.state.releases.find((other) => other.period === period)
  if (!release) return notFound(request.state, period)
  return csv ? csvOf(request, release) : jsonOf(request, release)
}

/** `/api/v1/releases`: what was released, as JSON and CSV, for anybody. States and bands are codes. */
export function releasesApi<E extends Env>(serve: Serve<E>): Hono<E> {
  return new Hono<E>()
    .get("/api/v1/releases", (c) => serve(c, [], listReleases))
    .get("/api/v1/releases/:file", (c) =>
      serve(c, [], async (request) => oneRelease(request, c.req.param("file"))),
    )
}
