import type { ListRow } from "../../../worker/domain/release/snapshot.ts"
import { paths } from "../../paths.ts"
import { BandChip } from "../../ui/band-chip.tsx"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatPeriod, formatScore } from "../../ui/format.ts"
import { Page } from "../../ui/page.tsx"
import { Pager } from "../../ui/pager.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { bandsOf } from "./bands.tsx"
import { BandsBar } from "./city-quarter.tsx"
import { CorrectionLine } from "./correction-line.tsx"
import { ExemptLine } from "./exempt-line.tsx"
import { QuarterPicker } from "./quarter-picker.tsx"
import { RankingGroup, rankedFigure, UnscoredGroup } from "./ranking-rows.tsx"
import { type RankingView, unscored } from "./ranking-view.ts"

interface Props {
  view: RankingView
}

function Filters({ view }: Props) {
  const text = useText()
  const words = text.publicPages.ranking
  const { filters } = view
  const bands = bandsOf(view.edition, text).map(({ code, title }) => ({ value: code, label: title }))
  const districts = view.districts.map(({ code, name, estates }) => ({
    value: code,
    label: words.districtOption(name, estates),
  }))
  return (
    <form class="filters" method="get" action={paths.ranking()}>
      {filters.quarter && <input type="hidden" name="quarter" value={filters.quarter} />}
      <SelectField
        id="district"
        name="district"
        label={words.district}
        value={filters.district}
        options={[{ value: "", label: words.allDistricts }, ...districts]}
      />
      <SelectField
        id="band"
        name="band"
        label={words.band}
        value={filters.band}
        options={[
          { value: "", label: words.allBands },
          ...bands,
          { value: "none", label: text.publicPages.city.unscored },
        ]}
      />
      <SelectField
        id="sort"
        name="sort"
        label={words.sort}
        value={filters.sort === "rank" ? "" : filters.sort}
        options={[
          { value: "", label: words.rankColumn },
          { value: "base", label: words.baseColumn },
          { value: "name", label: words.byName },
          ...view.edition.dimensions.map(({ code, title }) => ({ value: code, label: title[text.language] })),
        ]}
      />
      <Button>{words.filter}</Button>
      {(filters.district || filters.band) && (
        <a class="filters__clear" href={paths.ranking({ quarter: filters.quarter, sort: filters.sort })}>
          {words.clear}
        </a>
      )}
    </form>
  )
}

function headlineOf({ view }: Props): { heading: string; lead: string } {
  const text = useText()
  const words = text.publicPages.ranking
  const period = formatPeriod(text, view.release.period)
  const district = view.districts.find(({ code }) => code === view.filters.district)?.name
  const median = view.release.manifest.totals.median.base
  const cityMedian = median === null ? "" : words.cityMedian(formatScore(median, 1))
  return {
    heading: words.heading(period, district ?? ""),
    lead: words.reporting(view.scored, view.estates) + cityMedian,
  }
}

function descriptionOf({ view }: Props): string {
  const text = useText()
  const { heading, lead } = headlineOf({ view })
  const page = view.page > 1 ? text.descriptions.page(view.page) : ""
  return text.descriptions.of(heading + page, lead)
}

function Headline({ view }: Props) {
  const { heading, lead } = headlineOf({ view })
  return (
    <header>
      <h1>{heading}</h1>
      <p class="lead ranking__lead">{lead}</p>
    </header>
  )
}

function BulletinLinks({ period }: { period: string }) {
  const { links } = useText().publicPages.bulletin
  return (
    <>
      {" · "}
      <a href={paths.bulletin("docx", { quarter: period })}>{links.docx}</a>
      {" · "}
      <a href={paths.bulletin("xlsx", { quarter: period })}>{links.xlsx}</a>
    </>
  )
}

/** Whether an estate of a band has a better figure than one of the bands above it, on this page. */
function outranked(view: RankingView, group: RankingView["groups"][number]): boolean {
  const figures = (rows: readonly ListRow[]) =>
    rows.map((row) => rankedFigure(view, row)).filter((figure) => figure !== null)
  const above = view.groups.slice(0, view.groups.indexOf(group)).flatMap(({ rows }) => figures(rows))
  return Math.max(...figures(group.rows)) > Math.min(...above)
}

/** `/ranking`: bands first, ranks with their range, then what is not scored. */
export function RankingPage({ view }: Props) {
  const text = useText()
  const words = text.publicPages.ranking
  const { filters, release, edition } = view
  const bands = bandsOf(edition, text)
  const period = formatPeriod(text, release.period)
  const whole = filters.district === "" && filters.band === ""
  return (
    <Page title={words.title(period)} current="ranking" description={descriptionOf({ view })}>
      <Headline view={view} />
      <QuarterPicker
        periods={view.periods}
        current={release.period}
        href={(quarter) => paths.ranking({ ...filters, quarter })}
      />
      <CorrectionLine release={release} names={view.corrected} />
      {whole && view.page === 1 && (
        <div class="card ranking__bands">
          <BandsBar release={release} edition={edition} />
        </div>
      )}
      <Filters view={view} />
      {view.groups.length === 0 && (
        <EmptyState title={words.nothing} explanation={words.nothingHelp}>
          <a href={paths.ranking({ quarter: filters.quarter })}>{words.clear}</a>
        </EmptyState>
      )}
      {view.groups.map((group) => {
        if (group.band === unscored) return <UnscoredGroup group={group} release={release} />
        const band = bands.find(({ code }) => code === group.band)
        return (
          <section class="section section--group" aria-labelledby={`band-${group.band ?? "none"}`}>
            <h2 class="group-head" id={`band-${group.band ?? "none"}`}>
              <BandChip look={band?.look ?? "none"} title={band?.title ?? text.publicPages.noBand} large />
              <span class="group-head__count">{words.inBand(group.total)}</span>
            </h2>
            {outranked(view, group) && <p class="section__lead">{words.outranked}</p>}
            <RankingGroup view={view} rows={group.rows} />
          </section>
        )
      })}
      {whole && view.page === view.pages && <ExemptLine release={release} />}
      <Pager page={view.page} pages={view.pages} href={(page) => paths.ranking({ ...filters, page })} />
      <p class="ranking__foot">
        {text.site.source}
        {text.site.colon}
        {text.publicPages.releaseSource(period, formatDay(text, release.publishedAt))}
        {" · "}
        <a href={paths.apiRelease(release.period, ".csv")}>CSV</a>
        {" · "}
        <a href={paths.apiRelease(release.period)}>JSON</a>
        {release.kind === "quarter" && <BulletinLinks period={release.period} />}
        <br />
        {view.ranked > 0 ? (
          <>
            {words.rankedBy(text.publicPages.method.columns[edition.rank.score])}{" "}
            {words.rangeNote(Math.round(edition.robustness.weight_spread * 100), edition.robustness.draws)}
          </>
        ) : (
          text.site.noRank(edition.rank.min_group)
        )}{" "}
        <a href={`${paths.methodology(edition.code)}#ranges`}>{words.rangeMore}</a>
      </p>
    </Page>
  )
}
