import type { PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { formatChange, formatPeriod, formatScore, formatShare } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { bandsOf } from "./bands.tsx"
import type { CityView } from "./city-view.ts"

type Props = { view: CityView; release: PublishedRelease; edition: Edition }

function Improved({ view, release }: Props) {
  const text = useText()
  const words = text.publicPages.city
  const { improved, previousPeriod } = view.stories
  return (
    <article class="card story">
      <h3>{words.improvedTitle}</h3>
      {previousPeriod && <p class="muted small">{words.improvedLead(formatPeriod(text, previousPeriod))}</p>}
      {improved === null && <p class="muted">{words.noPrevious}</p>}
      {improved?.length === 0 && <p class="muted">{words.improvedNone}</p>}
      <ol class="story__list">
        {improved?.map((estate) => (
          <li>
            <a href={paths.estate(estate.slug, { quarter: release.period })} lang={nameLang(text)}>
              {estate.name}
            </a>
            <span class="story__figure">{formatChange(estate.to - estate.from, 1)}</span>
            <span class="story__note">
              {estate.demonstration && <DemoMark />} {estate.district}
              {" · "}
              {words.change(formatScore(estate.from, 1), formatScore(estate.to, 1))}
            </span>
          </li>
        ))}
      </ol>
    </article>
  )
}

function Candidates({ view, release, edition }: Props) {
  const text = useText()
  const words = text.publicPages.city
  const band = bandsOf(edition, text)[0]
  const { candidates, previousPeriod } = view.stories
  if (!band) return null
  return (
    <article class="card story">
      <h3>{words.candidatesTitle(band.title)}</h3>
      {previousPeriod && <p class="muted small">{words.improvedLead(formatPeriod(text, previousPeriod))}</p>}
      {candidates === null && <p class="muted">{words.noPrevious}</p>}
      {candidates?.length === 0 && <p class="muted">{words.candidatesNone(band.title)}</p>}
      <ol class="story__list">
        {candidates?.map((estate) => (
          <li>
            <a href={paths.estate(estate.slug, { quarter: release.period })} lang={nameLang(text)}>
              {estate.name}
            </a>
            <span class="story__note">
              {estate.demonstration && <DemoMark />} {estate.district}
            </span>
          </li>
        ))}
      </ol>
      <p class="story__more">
        <a href={paths.ranking({ quarter: release.period, band: band.code })}>
          {words.allCandidates(band.title)}
        </a>
      </p>
    </article>
  )
}

function Weakest({ view, edition }: Props) {
  const text = useText()
  const words = text.publicPages.city
  const { weakest } = view.stories
  return (
    <article class="card story">
      <h3>{words.weakestTitle}</h3>
      {weakest === null ? (
        <p class="muted">{words.weakestNone}</p>
      ) : (
        <>
          <p class="story__headline">
            <a href={`${paths.methodology(edition.code)}#${weakest.code}`}>{weakest.title[text.language]}</a>
          </p>
          <svg class="bar" aria-hidden="true">
            <rect class="bar__back" width="100%" height="12" rx="3" />
            <rect class="bar__value" width={`${(weakest.ratio * 100).toFixed(1)}%`} height="12" rx="3" />
          </svg>
          <p class="muted">{words.weakestText(formatShare(weakest.ratio))}</p>
        </>
      )}
    </article>
  )
}

/** Three stories: who improved, who is new at the top, what the city is worst at. */
export function CityStories(props: Props) {
  const text = useText()
  return (
    <section class="section" aria-labelledby="stories">
      <div class="section__head">
        <h2 id="stories">{text.publicPages.city.storiesTitle}</h2>
      </div>
      <div class="grid grid--3">
        <Improved {...props} />
        <Candidates {...props} />
        <Weakest {...props} />
      </div>
    </section>
  )
}
