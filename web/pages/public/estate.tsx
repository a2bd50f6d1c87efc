import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { LinkButton } from "../../ui/button.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { EstateAwards } from "../awards/estate-awards.tsx"
import { CorrectionLine } from "./correction-line.tsx"
import { EstateBaseline } from "./estate-baseline.tsx"
import { EstateDimensions, Standings } from "./estate-dimensions.tsx"
import { ConfirmedShare, FewAnswers, NotRecomputed } from "./estate-filed.tsx"
import { EstateIndicators } from "./estate-indicators.tsx"
import { EstatePictures, hasPairs } from "./estate-pictures.tsx"
import { EstateScore, plainAnswer } from "./estate-score.tsx"
import { EstateTrend } from "./estate-trend.tsx"
import type { EstateProps } from "./estate-view.ts"
import { QuarterPicker } from "./quarter-picker.tsx"

function Head({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { card, release, company } = view
  return (
    <header class="estate-head">
      <Breadcrumb
        steps={[
          { label: text.site.nav.ranking, href: paths.ranking({ quarter: view.query.quarter }) },
          {
            label: card.placeNames[0] ?? "",
            href: paths.ranking({ quarter: view.query.quarter, district: card.district }),
          },
          { label: card.name },
        ]}
      />
      <h1>
        <span lang={nameLang(text)}>{card.name}</span> {card.demonstration && <DemoMark />}
      </h1>
      <p class="muted">
        <span lang={nameLang(text)}>{card.placeNames.join(text.publicPages.placeSeparator)}</span>
        <br />
        {company
          ? words.company(company.name) + (company.since ? words.since(formatDay(text, company.since)) : "")
          : words.noCompany}
      </p>
      <ConfirmedShare view={view} />
      <QuarterPicker
        periods={view.periods}
        checking={view.checking}
        current={release.period}
        href={(quarter) => paths.estate(card.slug, { quarter, baseline: "" })}
      />
    </header>
  )
}

function Unscored({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { outcome } = view.card
  return (
    <section class="section section--first">
      <Notice kind="warning" title={words.outcomeTitle[outcome]}>
        <p>{words.outcomeHelp[outcome]}</p>
      </Notice>
    </section>
  )
}

function Method({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { edition, release, card } = view
  const { disclosure } = edition
  return (
    <section class="section" aria-labelledby="method">
      <h2 id="method">{words.methodTitle}</h2>
      <p class="section__lead">
        {[
          text.site.disclaimer,
          words.scoreNote(edition.title[text.language], edition.version, release.manifest.engine),
          text.publicPages.releaseSource(
            formatPeriod(text, release.period),
            formatDay(text, release.publishedAt),
          ),
        ].join(text.publicPages.sentenceEnd)}
        {text.publicPages.sentenceEnd}
        {disclosure ? words.disclosedNote(disclosure.from, disclosure.to) : words.suppressedNote}
      </p>
      <div class="button-row method-links">
        <LinkButton href={paths.compare([card.slug], { quarter: view.query.quarter })} look="primary">
          {words.compareLink}
        </LinkButton>
        <LinkButton href={paths.estateReport(card.slug, { quarter: release.period })}>
          {text.publicPages.report.link}
        </LinkButton>
        <LinkButton href={paths.methodology(edition.code)}>{words.methodLink}</LinkButton>
        <LinkButton href={paths.apiRelease(release.period, ".csv")}>
          {words.csv(formatPeriod(text, release.period))}
        </LinkButton>
      </div>
      {release.kind === "quarter" && (
        <p class="hint">
          <a href={paths.submission(card.slug, release.period)} rel="nofollow">
            {words.ownFiling(formatPeriod(text, release.period))}
          </a>
        </p>
      )}
    </section>
  )
}

/** The plain answer, whose estate and which period it is about. */
function descriptionOf({ view }: EstateProps): string {
  const text = useText()
  const { card, release } = view
  const { title, outcomeHelp } = text.publicPages.estate
  const answer = card.base === null ? outcomeHelp[card.outcome] : plainAnswer({ view })
  return text.descriptions.of(title(card.name, formatPeriod(text, release.period)), answer)
}

/** `/estates/:slug` of an estate that takes part: a plain answer first, then everything behind it. */
export function EstatePage({ view }: EstateProps) {
  const text = useText()
  const { card, release } = view
  const scored = card.base !== null
  return (
    <Page
      title={text.publicPages.estate.title(card.name, formatPeriod(text, release.period))}
      current="ranking"
      description={descriptionOf({ view })}
      scripts={hasPairs({ view }) ? ["charts.js", "pairs.js"] : ["charts.js"]}
    >
      <Head view={view} />
      {view.exempt && (
        <Notice title={text.exemptions.public.title(formatPeriod(text, view.exempt))}>
          <p>{text.exemptions.public.text}</p>
          <p>{text.exemptions.public.instead(formatPeriod(text, release.period))}</p>
        </Notice>
      )}
      <CorrectionLine release={release} names={new Map([[card.slug, card.name]])} own={card} />
      {scored ? (
        <>
          <FewAnswers view={view} />
          <EstateScore view={view} />
          <EstatePictures view={view} />
          <section class="section estate-dimensions">
            <div class={card.indicators.length > 0 ? "grid grid--wide-left" : "grid"}>
              <EstateDimensions view={view} />
              <Standings view={view} />
            </div>
          </section>
          <EstateIndicators view={view} />
          <NotRecomputed view={view} />
        </>
      ) : (
        <Unscored view={view} />
      )}
      <EstateTrend view={view} />
      {scored && release.kind === "quarter" && <EstateBaseline view={view} />}
      <EstateAwards awards={view.awards} />
      <Method view={view} />
    </Page>
  )
}
