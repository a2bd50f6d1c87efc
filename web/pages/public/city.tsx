import type { PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { nameLang, type Text } from "../../text/text.ts"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { titleIn } from "../programmes/public-list-page.tsx"
import { CheckingNote } from "./checking-note.tsx"
import { CityQuarter, quarterSentence } from "./city-quarter.tsx"
import { SearchForm } from "./city-search.tsx"
import { CityStories } from "./city-stories.tsx"
import type { CityView, PressCard } from "./city-view.ts"
import { Districts } from "./districts.tsx"
import { FiveFigures } from "./five-figures.tsx"

function descriptionOf(text: Text, { release, edition }: CityView): string {
  const { descriptions, publicPages } = text
  if (!release || !edition) return descriptions.noRelease
  const lead = publicPages.city.quarterLead(formatPeriod(text, release.period))
  return descriptions.of(lead, quarterSentence({ release, edition }))
}

/** `/`: search first, then the city in its newest quarter. */
export function CityPage({ view }: { view: CityView }) {
  const text = useText()
  const words = text.publicPages.city
  const { release, edition } = view
  return (
    <Page
      title={words.title}
      current="home"
      description={descriptionOf(text, view)}
      scripts={["charts.js", "suggestions.js"]}
    >
      <SearchForm q="" />
      <City view={view} release={release} edition={edition} />
    </Page>
  )
}

type CityProps = { view: CityView; release: PublishedRelease | null; edition: Edition | null }

function City({ view, release, edition }: CityProps) {
  const text = useText()
  return (
    <>
      {release && edition ? (
        <>
          <FiveFigures views={view.figures} />
          <CityQuarter view={view} release={release} edition={edition} />
          <Districts view={view} release={release} edition={edition} />
          <CityStories view={view} release={release} edition={edition} />
        </>
      ) : (
        <section class="section">
          <Notice title={text.publicPages.city.noRelease}>
            <p>{text.publicPages.city.noReleaseHelp}</p>
          </Notice>
        </section>
      )}
      {(view.open || view.checking || view.releases.length > 0) && <Releases view={view} />}
      {view.programmes.length > 0 && <Programmes view={view} />}
      {view.press.length > 0 && <PressSection press={view.press} />}
      <How />
    </>
  )
}

function Releases({ view }: { view: CityView }) {
  const text = useText()
  const words = text.publicPages.city
  return (
    <section class="section" aria-labelledby="releases">
      <div class="section__head">
        <h2 id="releases">{words.releasesTitle}</h2>
      </div>
      {view.checking && (
        <Notice>
          <CheckingNote checking={view.checking} />
        </Notice>
      )}
      {view.open && (
        <Notice>
          <p>
            {words.openQuarter(formatPeriod(text, view.open.quarter), formatDay(text, view.open.deadlineDay))}
          </p>
        </Notice>
      )}
      <ul class="release-list">
        {view.releases.map((release) => {
          const { outcomes, estates } = release.manifest.totals
          return (
            <li>
              <a class="release-list__period" href={paths.ranking({ quarter: release.period })}>
                {formatPeriod(text, release.period)}
              </a>
              <span class="release-list__facts">
                {words.releaseLine(outcomes.scored, estates)}
                {release.number > 1 && ` · ${words.revision(release.number - 1)}`}
                {` · ${words.releasedOn(formatDay(text, release.publishedAt))}`}
              </span>
              <span class="release-list__files">
                <a href={paths.apiRelease(release.period, ".csv")}>CSV</a>
                <a href={paths.apiRelease(release.period)}>JSON</a>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Programmes({ view }: { view: CityView }) {
  const text = useText()
  const words = text.programmes.public
  return (
    <section class="section" aria-labelledby="programmes">
      <div class="section__head">
        <h2 id="programmes">{words.latest}</h2>
        <a href={paths.programmes()}>{words.toList}</a>
      </div>
      <ul class="release-list">
        {view.programmes.map(({ slug, phase, stopped, ...rules }) => (
          <li>
            <a class="release-list__period" href={paths.programme(slug)}>
              {titleIn(text, rules)}
            </a>
            <span class="release-list__facts">{stopped ? words.stopped : text.selection.phases[phase]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function PressSection({ press }: { press: PressCard[] }) {
  const text = useText()
  const words = text.publicPages.city
  return (
    <section class="section" aria-labelledby="press">
      <div class="section__head">
        <h2 id="press">{words.pressTitle}</h2>
        <p class="section__lead">{words.pressLead}</p>
      </div>
      <div class="grid grid--2">
        {press.map((estate) => (
          <article class="card press-card">
            <p class="eyebrow">
              <span class="mark mark--press">{words.pressMark}</span> {estate.paper[text.language]}
              {" · "}
              {text.site.year(estate.year)}
            </p>
            <h3 class="press-card__name">
              <a href={paths.estate(estate.slug)} lang={nameLang(text)}>
                {estate.name}
              </a>
            </h3>
            <p class="muted small" lang={nameLang(text)}>
              {estate.placeNames.join(text.publicPages.placeSeparator)}
            </p>
            {estate.selected && <p class="press-card__selected">{estate.selected[text.language]}</p>}
            <ul class="press-card__facts">
              {estate.facts.slice(0, 3).map((fact) => (
                <li>{fact[text.language]}</li>
              ))}
            </ul>
            <p>
              <a href={paths.estate(estate.slug)}>{words.pressMore}</a>
            </p>
          </article>
        ))}
      </div>
    </section>
  )
}

function How() {
  const text = useText()
  const words = text.publicPages.city
  return (
    <section class="section" aria-labelledby="how">
      <div class="section__head">
        <h2 id="how">{words.howTitle}</h2>
      </div>
      <ol class="how grid grid--3">
        {words.how.map((step, index) => (
          <li class="how__step">
            <span class="how__number" aria-hidden="true">
              {index + 1}
            </span>
            <h3>{step.title}</h3>
            <p class="muted">{step.text}</p>
          </li>
        ))}
      </ol>
      <p class="how__more">
        <a href={paths.methodology("current")}>{words.howLink}</a>
      </p>
    </section>
  )
}
