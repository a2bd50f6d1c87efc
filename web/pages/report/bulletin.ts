import type { TableSheet } from "../../../worker/domain/registry/table-text.ts"
import type { Bulletin, BulletinPart, BulletinTable } from "../../../worker/domain/release/bulletin.ts"
import { exemptIn, type ListRow } from "../../../worker/domain/release/snapshot.ts"
import { languageTag, type Text } from "../../text/text.ts"
import { formatDay, formatPeriod, formatScore, formatShare } from "../../ui/format.ts"
import { bandsOf } from "../public/bands.tsx"
import { figureValue } from "../public/five-figures.tsx"
import type { BulletinView } from "./bulletin-view.ts"

type Column = BulletinTable["columns"][number]
const column = (title: string, width: number): Column => ({ title, width })
const numbers = (title: string, width: number): Column => ({ title, width, number: true })

/** The name with the mark of demonstration data. */
function nameOf(text: Text, row: ListRow): string {
  return row.demonstration ? `${row.name}${text.publicPages.bracketed(text.site.demonstration)}` : row.name
}

/** Places below the city, the community left out. */
const placeOf = (text: Text, { placeNames }: ListRow) =>
  placeNames.slice(0, 2).join(text.publicPages.placeSeparator)

function bandsPart(text: Text, { release, edition }: BulletinView): BulletinPart {
  const { bulletin, city } = text.publicPages
  const { totals } = release.manifest
  const known = bandsOf(edition, text).map(({ code, title }) => ({ title, count: totals.bands[code] ?? 0 }))
  const none = totals.outcomes.scored - known.reduce((sum, { count }) => sum + count, 0)
  const all = [
    ...known,
    ...(none > 0 ? [{ title: text.publicPages.noBand, count: none }] : []),
    { title: city.unscored, count: totals.estates - totals.outcomes.scored },
  ]
  return {
    title: bulletin.bands,
    lines: [],
    table: {
      columns: [
        column(text.publicPages.ranking.band, 24),
        numbers(city.countColumn, 16),
        numbers(bulletin.share, 16),
      ],
      rows: all.map(({ title, count }) => [
        title,
        String(count),
        totals.estates === 0 ? "" : formatShare(count / totals.estates),
      ]),
    },
  }
}

/** Says where the rest is of a table that was cut. */
const cutLine = (text: Text, { csv }: BulletinView, shown: number, of: number) =>
  shown < of ? [text.publicPages.bulletin.cut(shown, of, csv)] : []

function rankingPart(text: Text, view: BulletinView): BulletinPart {
  const { bulletin, ranking, method, noBand, score } = text.publicPages
  const { edition, scored, ranked, release } = view
  const spread = Math.round(edition.robustness.weight_spread * 100)
  const none = text.site.noRank(edition.rank.min_group)
  const titles = new Map(bandsOf(edition, text).map(({ code, title }) => [code, title]))
  const points = (value: number | null) => (value === null ? "" : formatScore(value, 1))
  const rankCells = ({ rank, range }: ListRow) =>
    rank === null || range === null ? [none, ""] : [String(rank), bulletin.rangeOf(range.p5, range.p95)]
  const told =
    ranked > 0
      ? [
          ranking.rankedBy(method.columns[edition.rank.score]),
          bulletin.rangeNote(spread, edition.robustness.draws),
        ]
      : [none]
  return {
    title: ranked > 0 ? bulletin.ranking : bulletin.scored,
    lines: [
      told.join(text.language === "zh" ? "" : " "),
      ...cutLine(text, view, scored.length, release.manifest.totals.outcomes.scored),
    ],
    table: {
      columns: [
        ...(ranked > 0 ? [numbers(ranking.rankColumn, 8), column(bulletin.range, 16)] : []),
        column(ranking.estateColumn, 28),
        column(bulletin.place, 24),
        column(ranking.band, 14),
        numbers(score, 10),
        numbers(bulletin.bonus, 8),
        numbers(bulletin.deductions, 8),
      ],
      rows: scored.map((row) => [
        ...(ranked > 0 ? rankCells(row) : []),
        nameOf(text, row),
        placeOf(text, row),
        titles.get(row.band ?? "") ?? noBand,
        points(row.base),
        points(row.bonus),
        points(row.deductions),
      ]),
    },
  }
}

function figuresPart(text: Text, { figures, csv }: BulletinView): BulletinPart {
  const { bulletin, groups, ranking } = text.publicPages
  if (figures === null) return { title: bulletin.figures, lines: [bulletin.tooLarge(csv)], table: null }
  const columns = [
    column(bulletin.figure, 18),
    column(ranking.district, 22),
    numbers(bulletin.value, 14),
    column(bulletin.unit, 14),
    numbers(bulletin.counted, 16),
  ]
  const rows = figures.flatMap(({ figure, districts }) =>
    districts.map(({ name, now, of }) => {
      const { title, unit } = groups.figures[figure.code]
      const value = now.value === null ? groups.noValue : figureValue(figure, now.value)
      return [title, name ?? bulletin.city, value, unit, `${now.n}/${of}`]
    }),
  )
  return { title: bulletin.figures, lines: [bulletin.figuresLead], table: { columns, rows } }
}

function outPart(text: Text, view: BulletinView): BulletinPart {
  const { bulletin, ranking } = text.publicPages
  const { out, outs, release } = view
  const exempt = exemptIn(release.manifest)
  const rows = [
    ...out.map((row) => [
      nameOf(text, row),
      placeOf(text, row),
      row.company ?? "",
      text.site.outcomes[row.outcome],
    ]),
    ...exempt.slice(0, out.length < outs ? 0 : undefined).map(({ name }) => [name, "", "", bulletin.exempt]),
  ]
  const columns = [
    column(ranking.estateColumn, 28),
    column(bulletin.place, 24),
    column(text.publicPages.report.company, 24),
    column(ranking.outcomeColumn, 14),
  ]
  return {
    title: bulletin.out,
    lines: [
      outs === 0 ? bulletin.nobodyOut : ranking.unscoredLead,
      ...(exempt.length > 0
        ? [text.exemptions.public.listed(exempt.length) + text.publicPages.fullStop]
        : []),
      ...cutLine(text, view, out.length, outs),
    ],
    table: rows.length === 0 ? null : { columns, rows },
  }
}

function aboutPart(text: Text, { release, edition }: BulletinView): BulletinPart {
  const { bulletin, openData, releaseSource } = text.publicPages
  const { period, number, publishedAt, manifest, manifestHash } = release
  const { corrects } = manifest
  const corrected = corrects?.count ?? new Set(corrects?.estates.map(({ slug }) => slug)).size
  const day = formatDay(text, publishedAt)
  const rows = [
    [bulletin.quarter, formatPeriod(text, period)],
    [bulletin.number, bulletin.numberOf(number)],
    [bulletin.day, day],
    [bulletin.corrections, openData.corrects(corrected)],
    [
      bulletin.method,
      bulletin.methodOf(edition.title[text.language], manifest.edition.version, manifest.engine),
    ],
    [bulletin.hash, manifestHash],
    [text.site.source, releaseSource(formatPeriod(text, period), day)],
  ]
  const columns = [column(bulletin.item, 16), column(bulletin.content, 64)]
  return {
    title: bulletin.about,
    lines: [text.site.disclaimer + text.publicPages.fullStop],
    table: { columns, rows },
  }
}

/** The 通报 of a released quarter in the words of `text`: headline, bands, ranking, figures, who is out, what it rests on. */
export function bulletinOf(text: Text, view: BulletinView): Bulletin {
  const { bulletin, city, fullStop } = text.publicPages
  const { release } = view
  const { totals } = release.manifest
  const median = totals.median.base
  const headline = [
    city.sentence(totals.estates, totals.outcomes.scored),
    median === null ? "" : city.sentenceMedian(formatScore(median, 1)),
    fullStop,
  ]
  return {
    title: bulletin.title(text.city ?? text.site.name, formatPeriod(text, release.period)),
    lines: [
      headline.join(""),
      ...(totals.demonstration > 0 ? [city.demonstrations(totals.demonstration) + fullStop] : []),
    ],
    parts: [bandsPart, rankingPart, figuresPart, outPart, aboutPart].map((part) => part(text, view)),
    language: languageTag(text.language),
    at: release.publishedAt,
  }
}

/** The same as sheets: sentences on the first, then one for each table. */
export function bulletinSheets(text: Text, { title, lines, parts }: Bulletin): TableSheet[] {
  const sentences = [title, ...lines, ...parts.flatMap((part) => [part.title, ...part.lines])]
  const first = {
    name: text.publicPages.bulletin.sheet,
    rows: sentences.map((line) => [line]),
    widths: [100],
  }
  const sheets = parts.flatMap(({ title: name, table }) =>
    table
      ? [
          {
            name,
            rows: [table.columns.map((one) => one.title), ...table.rows],
            widths: table.columns.map(({ width }) => width),
          },
        ]
      : [],
  )
  return [first, ...sheets]
}
