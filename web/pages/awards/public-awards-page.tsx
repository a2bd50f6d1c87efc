import { withFixed } from "../../../worker/domain/public-text.ts"
import type { CertificateState } from "../../../worker/domain/selection/award-certificate.ts"
import type { CertificateDocument } from "../../../worker/domain/selection/certificate.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"

export interface PublicAwardRow {
  document: CertificateDocument
  state: CertificateState
  awardedAt: string
  revokedAt: string | null
  revokeReason: string | null
}

/** An award that a newspaper reported: no programme of this platform. */
export interface PressAward {
  slug: string
  name: string
  placeNames: string[]
  year: number
  selected: string
  source: string
}

export interface PublicAwardsProps {
  rows: PublicAwardRow[]
  total: number
  page: number
  pages: number
  filter: { programme: string; year: string }
  programmes: { slug: string; title: string }[]
  years: string[]
  press: PressAward[]
}

function Filter({ filter, programmes, years }: PublicAwardsProps) {
  const text = useText()
  const words = text.awards.public.list
  return (
    <form method="get" action={paths.awards()} class="award-filter">
      <SelectField
        id="f-programme"
        name="programme"
        label={words.programme}
        value={filter.programme}
        options={[
          { value: "", label: words.all },
          ...programmes.map(({ slug, title }) => ({ value: slug, label: title })),
        ]}
      />
      <SelectField
        id="f-year"
        name="year"
        label={words.year}
        value={filter.year}
        options={[{ value: "", label: words.all }, ...years.map((year) => ({ value: year, label: year }))]}
      />
      <Button>{words.filter}</Button>
    </form>
  )
}

function State({ row }: { row: PublicAwardRow }) {
  const text = useText()
  const words = text.awards.public.list
  return (
    <>
      <span class={`award-state award-state--${row.state}`}>{text.awards.states[row.state]}</span>
      {row.revokedAt !== null && (
        <span class="award-note">
          {words.revoked(
            formatDay(text, row.revokedAt),
            withFixed(row.revokeReason ?? "", text.awards.public.fixed.revokeReason),
          )}
        </span>
      )}
    </>
  )
}

function Rows({ rows }: Pick<PublicAwardsProps, "rows">) {
  const text = useText()
  const words = text.awards.public.list
  return (
    <DataTable
      caption={words.title}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          key: "estate",
          title: words.estate,
          cell: ({ document }) => (
            <>
              <a href={paths.estate(document.estate.slug)}>{document.estate.name}</a>{" "}
              {document.demonstration && <DemoMark />}
              <span class="award-note">
                {[document.estate.placeNames.join(" "), document.estate.company ?? ""]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </>
          ),
        },
        {
          key: "programme",
          title: words.programme,
          cell: ({ document: { programme, category } }) => (
            <>
              <a href={paths.programme(programme.slug)}>
                {text.language === "en" && programme.titleEn ? programme.titleEn : programme.title}
              </a>
              <span class="award-note">{category}</span>
            </>
          ),
        },
        { key: "on", title: words.awardedOn, cell: ({ document }) => formatDay(text, document.awardedOn) },
        {
          key: "valid",
          title: words.valid,
          cell: ({ document: { validFrom, validTo } }) =>
            words.validOf(formatDay(text, validFrom), formatDay(text, validTo)),
        },
        {
          key: "basis",
          title: words.basis,
          cell: ({ document }) => formatPeriod(text, document.basis.period),
        },
        { key: "state", title: words.state, cell: (row) => <State row={row} /> },
        {
          key: "certificate",
          title: words.certificate,
          cell: ({ document }) => <a href={paths.certificate(document.number)}>{words.check}</a>,
        },
      ]}
    />
  )
}

function Press({ press }: Pick<PublicAwardsProps, "press">) {
  const text = useText()
  const words = text.awards.public.list
  if (press.length === 0) return null
  return (
    <section class="section stack award-press" aria-labelledby="press">
      <h2 id="press">{words.pressTitle}</h2>
      <p>{words.pressLead}</p>
      <DataTable
        caption={words.pressTitle}
        captionHidden
        cards
        rows={press}
        columns={[
          {
            key: "estate",
            title: words.estate,
            cell: (row) => (
              <>
                <a href={paths.estate(row.slug)}>{row.name}</a>{" "}
                <span class="mark mark--press">{text.selection.press}</span>
                <span class="award-note">{row.placeNames.join(" ")}</span>
              </>
            ),
          },
          { key: "as", title: words.pressAward, cell: (row) => row.selected },
          { key: "year", title: words.pressYear, cell: (row) => String(row.year) },
          { key: "source", title: words.pressSource, cell: (row) => row.source },
        ]}
      />
    </section>
  )
}

/** `/awards`: everybody awarded by programmes run here, revoked ones too; what the press reported stands apart. */
export function PublicAwardsPage(props: PublicAwardsProps) {
  const text = useText()
  const { rows, total, page, pages, filter } = props
  const words = text.awards.public.list
  const filtered = filter.programme !== "" || filter.year !== ""
  const empty = filtered ? words.noneFiltered : words.noneText
  return (
    <Page title={words.title} current="programmes" description={words.lead}>
      <PageHead title={words.title} lead={words.lead} />
      <div class="stack">
        <Notice>
          <p>{text.selection.disclaimer}</p>
        </Notice>
        {(total > 0 || filtered) && <Filter {...props} />}
        {rows.length === 0 ? <EmptyState title={words.none} explanation={empty} /> : <Rows rows={rows} />}
        <Pager page={page} pages={pages} href={(to) => paths.awards({ ...filter, page: to })} />
        <div class="button-row">
          <LinkButton href={paths.awardsCsv()}>{words.csv}</LinkButton>
          <LinkButton href={paths.apiAwards()} look="quiet">
            {words.json}
          </LinkButton>
        </div>
      </div>
      <Press {...props} />
    </Page>
  )
}
