import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatScore } from "../../ui/format.ts"
import { OutcomeWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf } from "./bands.tsx"
import type { CityView, SearchHit } from "./city-view.ts"

/** The first thing on the city page: one large field. */
export function SearchForm({ q }: { q: string }) {
  const text = useText()
  const words = text.publicPages.city
  return (
    <search class="search">
      <form method="get" action={paths.home()}>
        <h1>
          <label for="q">{words.heading}</label>
        </h1>
        <div class="search__line">
          <input
            class="input search__input"
            id="q"
            name="q"
            type="search"
            value={q}
            maxlength={60}
            autocomplete="off"
            placeholder={words.searchLabel}
            aria-describedby="q-hint"
          />
          <Button look="primary">{words.search}</Button>
        </div>
        <p class="field__hint" id="q-hint">
          {words.searchHint}
        </p>
      </form>
    </search>
  )
}

function HitFigures({ hit, edition }: { hit: SearchHit; edition: Edition | null }) {
  const text = useText()
  if (hit.outcome === "press") return <span class="mark mark--press">{text.publicPages.pressOutcome}</span>
  if (hit.outcome !== "scored" || hit.base === null || !edition) return <OutcomeWord outcome={hit.outcome} />
  return (
    <>
      <BandOf edition={edition} code={hit.band} />
      <span class="hit__score">{formatScore(hit.base, 1)}</span>
    </>
  )
}

/** What a search found, or what to try instead. */
export function SearchResults(props: { search: NonNullable<CityView["search"]>; edition: Edition | null }) {
  const text = useText()
  const { search, edition } = props
  const words = text.publicPages.city
  if (search.hits.length === 0)
    return (
      <section class="section" aria-live="polite">
        <EmptyState title={words.foundNone(search.q)} explanation={words.foundNoneHelp}>
          <LinkButton href={paths.ranking()}>{words.allRanking}</LinkButton>
        </EmptyState>
      </section>
    )
  return (
    <section class="section" aria-labelledby="found">
      <div class="section__head">
        <h2 id="found">{words.found(search.q, search.total)}</h2>
        {search.total > search.hits.length && (
          <p class="section__lead">{words.foundShown(search.hits.length)}</p>
        )}
      </div>
      <ul class="hits">
        {search.hits.map((hit) => (
          <li>
            <a class="hit" href={paths.estate(hit.slug)}>
              <span class="hit__name">
                <span lang={nameLang(text)}>{hit.name}</span> {hit.demonstration && <DemoMark />}
              </span>
              <span class="hit__place" lang={nameLang(text)}>
                {hit.placeNames.join(text.publicPages.placeSeparator)}
              </span>
              <span class="hit__figures">
                <HitFigures hit={hit} edition={edition} />
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.home()}>{words.clearSearch}</a>
      </p>
    </section>
  )
}
