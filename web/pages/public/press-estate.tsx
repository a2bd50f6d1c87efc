import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatShare } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { StateWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import type { PressEstateView } from "./estate-view.ts"
import { figureWords, formulaReader } from "./formula.ts"

interface Props {
  view: PressEstateView
}

function Facts({ view }: Props) {
  const text = useText()
  const words = text.publicPages.estate.press
  return (
    <section class="section" aria-labelledby="facts">
      <h2 id="facts">{words.factsTitle}</h2>
      <ul class="facts">
        {view.document.facts.map((fact) => (
          <li>{fact[text.language]}</li>
        ))}
      </ul>
      <p class="muted small">
        {words.source}
        {text.site.colon}
        {view.document.source.note[text.language]}
      </p>
    </section>
  )
}

function Values({ view, edition }: Props & { edition: Edition }) {
  const text = useText()
  const words = text.publicPages.estate.press
  const inputs = [...edition.bases, ...edition.indicators.flatMap((indicator) => indicator.inputs)]
  const rows = view.document.values.flatMap((value) => {
    const input = inputs.find(({ key }) => key === value.key)
    return input ? [{ ...value, input }] : []
  })
  if (rows.length === 0) return <p class="muted">{words.noValues}</p>
  return (
    <DataTable
      caption={words.valuesTitle}
      captionHidden
      rows={rows}
      columns={[
        {
          key: "title",
          title: text.publicPages.estate.inputs,
          cell: (row) => row.input.title[text.language],
        },
        {
          key: "value",
          title: words.valueColumn,
          number: true,
          cell: (row) => `${formatNumber(Number(row.value))} ${row.input.unit[text.language]}`,
        },
        {
          key: "quote",
          title: words.quoteColumn,
          cell: (row) => row.quote?.[text.language] ?? words.noQuote,
        },
        {
          key: "state",
          title: text.publicPages.estate.stateColumn,
          cell: () => <StateWord state="press" reason={view.document.source.note[text.language]} />,
        },
      ]}
    />
  )
}

function Ratios({ view }: Props) {
  const text = useText()
  const words = text.publicPages.estate
  if (view.ratios.length === 0) return <p class="muted">{words.press.ratiosNone}</p>
  const reader = view.edition && formulaReader(view.edition, text)
  return (
    <DataTable
      caption={words.press.ratiosTitle}
      captionHidden
      rows={view.ratios}
      columns={[
        {
          key: "title",
          title: words.indicatorColumn,
          cell: ({ indicator }) => (
            <>
              {indicator.title[text.language]}
              <span class="sub-line">{indicator.definition[text.language]}</span>
            </>
          ),
        },
        {
          key: "measure",
          title: words.valueColumn,
          number: true,
          cell: ({ indicator, alternative, measure }) =>
            `${formatNumber(measure)} ${reader ? figureWords(reader, indicator, alternative) : ""}`,
        },
        {
          key: "ratio",
          title: words.press.ratioColumn,
          number: true,
          cell: ({ ratio }) => formatShare(ratio, 1),
        },
        {
          key: "state",
          title: words.stateColumn,
          cell: () => <StateWord state="press" reason={view.document.source.note[text.language]} />,
        },
      ]}
    />
  )
}

function Rest({ view, edition }: Props & { edition: Edition }) {
  const text = useText()
  const words = text.publicPages.estate.press
  const rest = edition.indicators.filter(
    (indicator) => !view.ratios.some((known) => known.indicator.code === indicator.code),
  )
  return (
    <details class="fold">
      <summary>
        <h3 class="fold__title">{words.restTitle}</h3>
        <span class="fold__aside">{words.restLead(rest.length)}</span>
      </summary>
      <div class="fold__body">
        <ul class="items">
          {rest.map((indicator) => (
            <li>
              <span class="items__name">{indicator.title[text.language]}</span>
              <StateWord state="unknown" />
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}

function Figures({ view, edition }: Props & { edition: Edition }) {
  const text = useText()
  const words = text.publicPages.estate.press
  return (
    <>
      <section class="section" aria-labelledby="values">
        <div class="section__head">
          <h2 id="values">{words.valuesTitle}</h2>
        </div>
        <div class="card">
          <Values view={view} edition={edition} />
        </div>
      </section>
      <section class="section" aria-labelledby="ratios">
        <div class="section__head">
          <h2 id="ratios">{words.ratiosTitle}</h2>
          <p class="section__lead">{words.ratiosLead}</p>
        </div>
        <div class="card">
          <Ratios view={view} />
        </div>
        <div class="press-rest">
          <Rest view={view} edition={edition} />
        </div>
      </section>
    </>
  )
}

/** `/estates/:slug` of an estate that is known from the press: facts with their source, no totals, band or rank. */
export function PressEstatePage({ view }: Props) {
  const text = useText()
  const words = text.publicPages.estate.press
  const { document } = view
  return (
    <Page
      title={words.title(view.name)}
      current="ranking"
      description={text.descriptions.of(
        view.name,
        words.noticeText(document.source.paper[text.language], view.year),
      )}
    >
      <header class="estate-head">
        <Breadcrumb steps={[{ label: text.site.nav.home, href: paths.home() }, { label: view.name }]} />
        <h1>
          <span lang={nameLang(text)}>{view.name}</span>{" "}
          <span class="mark mark--press">{text.publicPages.pressOutcome}</span>
        </h1>
        <p class="muted" lang={nameLang(text)}>
          {view.placeNames.join(text.publicPages.placeSeparator)}
        </p>
      </header>
      <section class="section section--first">
        <Notice title={words.notice}>
          <p>{words.noticeText(document.source.paper[text.language], view.year)}</p>
        </Notice>
      </section>
      {document.selected && (
        <section class="section" aria-labelledby="selected">
          <h2 id="selected">{words.selected}</h2>
          <p class="press-selected">{document.selected[text.language]}</p>
        </section>
      )}
      <Facts view={view} />
      {view.edition && <Figures view={view} edition={view.edition} />}
    </Page>
  )
}
