import type { ListRow } from "../../../worker/domain/release/snapshot.ts"
import { paths } from "../../paths.ts"
import { nameLang, type Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { formatChange, formatPeriod, formatScore } from "../../ui/format.ts"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { ScaleBar } from "../../ui/scale-bar.tsx"
import { SparkLine } from "../../ui/spark-line.tsx"
import { OutcomeWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf, bandsOf } from "./bands.tsx"
import type { Checking } from "./checking-note.tsx"
import { FiveFigures } from "./five-figures.tsx"
import type { GroupView } from "./group-view.ts"
import { QuarterPicker } from "./quarter-picker.tsx"
import { rangeWords } from "./rank-range.tsx"

type Props = { view: GroupView }

function sentenceOf(text: Text, { estates, scored, median, cityMedian, edition, name }: GroupView): string {
  const words = text.publicPages.groups
  if (estates === 0) return words.none(name)
  const end = text.publicPages.sentenceEnd
  const compared =
    median === null || cityMedian === null
      ? words.noMedian(edition.rank.min_group)
      : words.median(formatScore(median, 1), formatScore(cityMedian, 1))
  return `${words.sentence(estates, scored)}${text.publicPages.search.within}${compared}${end}`
}

/** `/districts/…`, `/streets/…`, `/companies/…`: the estates of one place or company in a quarter. */
export function GroupPage({
  view,
  periods,
  checking,
}: Props & { periods: string[]; checking: Checking | null }) {
  const text = useText()
  const words = text.publicPages.groups
  const { kind, code, name, within, release } = view
  const title = `${name}${text.publicPages.bracketed(words.kinds[kind])}`
  const sentence = sentenceOf(text, view)
  const steps = [
    { label: text.site.nav.home, href: paths.home() },
    ...within.map((one) => ({ label: one.name, href: paths.group(one.kind, one.code) })),
    { label: name },
  ]
  return (
    <Page
      title={title}
      current="home"
      description={text.descriptions.of(`${title}${formatPeriod(text, release.period)}`, sentence)}
    >
      <PageHead steps={steps} title={<span lang={nameLang(text)}>{name}</span>} lead={sentence}>
        <QuarterPicker
          periods={periods}
          checking={checking}
          current={release.period}
          href={(quarter) => paths.group(kind, code, { quarter })}
        />
        {kind === "company" && <p class="muted">{words.companyNote}</p>}
      </PageHead>
      {view.estates > 0 && (
        <>
          <Bands view={view} />
          <FiveFigures views={view.figures} />
          <Dimensions view={view} />
          <Trend view={view} />
          <Estates view={view} />
        </>
      )}
      <Like view={view} />
    </Page>
  )
}

function Bands({ view }: Props) {
  const text = useText()
  const { bands, edition } = view
  const shown = bandsOf(edition, text).filter(({ code }) => (bands[code] ?? 0) > 0)
  if (shown.length === 0) return null
  return (
    <ul class="group-bands">
      {shown.map(({ code }) => (
        <li>
          <BandOf edition={edition} code={code} /> <b>{bands[code]}</b>
        </li>
      ))}
    </ul>
  )
}

function Dimensions({ view }: Props) {
  const text = useText()
  const words = text.publicPages.groups
  const { dimensions, edition } = view
  if (dimensions.length === 0) return null
  const infoOf = (code: string) => edition.dimensions.find((dimension) => dimension.code === code)
  return (
    <section class="section" aria-labelledby="dimensions">
      <div class="section__head">
        <h2 id="dimensions">{words.dimensionsTitle}</h2>
        <p class="section__lead">{words.dimensionsLead}</p>
      </div>
      <DataTable
        caption={words.dimensionsTitle}
        captionHidden
        rows={dimensions}
        columns={[
          {
            key: "dimension",
            title: words.dimensionColumn,
            cell: ({ code }) => infoOf(code)?.title[text.language] ?? code,
          },
          {
            key: "bar",
            title: <span class="hidden-text">{words.ownColumn}</span>,
            className: "cell-scale",
            cell: ({ code, own, city }) => (
              <ScaleBar value={own / (infoOf(code)?.points ?? 1)} tick={city / (infoOf(code)?.points ?? 1)} />
            ),
          },
          {
            key: "own",
            title: words.ownColumn,
            number: true,
            cell: ({ own }) => <b>{formatScore(own, 2)}</b>,
          },
          { key: "city", title: words.cityColumn, number: true, cell: ({ city }) => formatScore(city, 2) },
          {
            key: "difference",
            title: words.differenceColumn,
            number: true,
            cell: ({ own, city }) => formatChange(own - city, 2),
          },
        ]}
      />
    </section>
  )
}

function Trend({ view }: Props) {
  const text = useText()
  const words = text.publicPages.groups
  if (view.trend.length < 2) return null
  const none = words.noMedian(view.edition.rank.min_group)
  const shown = (value: number | null) => (value === null ? none : formatScore(value, 1))
  return (
    <section class="section" aria-labelledby="trend">
      <div class="section__head">
        <h2 id="trend">{words.trendTitle}</h2>
        <p class="section__lead">{words.trendUnit}</p>
      </div>
      <div class="group-trend">
        <SparkLine values={view.trend.map(({ median }) => median)} label={(value) => formatScore(value, 1)} />
      </div>
      <DataTable
        caption={words.trendTitle}
        captionHidden
        rows={[...view.trend].reverse()}
        columns={[
          {
            key: "period",
            title: words.quarterColumn,
            className: "cell-quarter",
            cell: ({ period }) => formatPeriod(text, period),
          },
          { key: "own", title: words.ownColumn, number: true, cell: ({ median }) => shown(median) },
          { key: "city", title: words.cityColumn, number: true, cell: ({ city }) => shown(city) },
          { key: "scored", title: words.scoredColumn, number: true, cell: ({ scored }) => scored },
        ]}
      />
    </section>
  )
}

function Row({ row, view }: Props & { row: ListRow }) {
  const text = useText()
  const { edition, release } = view
  return (
    <a class="hit" href={paths.estate(row.slug, { quarter: release.period })}>
      <span class="hit__name" lang={nameLang(text)}>
        {row.name}
      </span>
      <span class="hit__place">
        {row.rank === null || row.range === null
          ? text.site.noRank(edition.rank.min_group)
          : `${text.site.rank(row.rank)}${text.publicPages.bracketed(rangeWords(text, edition, row.range))}`}
      </span>
      <span class="hit__figures">
        {row.base === null ? (
          <OutcomeWord outcome={row.outcome} />
        ) : (
          <>
            <BandOf edition={edition} code={row.band} />
            <span class="hit__score">{formatScore(row.base, 1)}</span>
          </>
        )}
      </span>
    </a>
  )
}

function Estates({ view }: Props) {
  const text = useText()
  const words = text.publicPages.groups
  const { kind, code, release, page, pages } = view
  return (
    <section class="section" aria-labelledby="estates">
      <div class="section__head">
        <h2 id="estates">
          {words.estatesTitle(view.estates)} {view.rows.some((row) => row.demonstration) && <DemoMark />}
        </h2>
        <p class="section__lead">{words.estatesLead}</p>
      </div>
      <ol class="hits">
        {view.rows.map((row) => (
          <li>
            <Row row={row} view={view} />
          </li>
        ))}
      </ol>
      <Pager
        page={page}
        pages={pages}
        href={(to) => paths.group(kind, code, { quarter: release.period, page: to })}
      />
      {kind === "district" && (
        <p>
          <a href={paths.ranking({ quarter: release.period, district: code })}>{words.inRanking}</a>
          {text.site.listComma}
          <a href={paths.districtReport(code, { quarter: release.period })}>{text.publicPages.report.link}</a>
        </p>
      )}
    </section>
  )
}

function Like({ view }: Props) {
  const text = useText()
  const words = text.publicPages.groups
  if (view.like.length === 0) return null
  return (
    <section class="section" aria-labelledby="like">
      <div class="section__head">
        <h2 id="like">{words.like[view.kind]}</h2>
      </div>
      <ul class="hits">
        {view.like.map(({ code, name, estates, median }) => (
          <li>
            <a class="hit" href={paths.group(view.kind, code)}>
              <span class="hit__name" lang={nameLang(text)}>
                {name}
              </span>
              <span class="hit__place">{text.publicPages.search.estates(estates)}</span>
              <span class="hit__figures">
                {median === null ? (
                  <span class="state">{words.noMedian(view.edition.rank.min_group)}</span>
                ) : (
                  words.likeMedian(formatScore(median, 1))
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
