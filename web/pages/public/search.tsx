import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Page } from "../../ui/page.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"
import { SearchForm } from "./city-search.tsx"
import { HitParts, shownHits } from "./search-hit.tsx"
import type { HitGroup, SearchView } from "./search-view.ts"

/** `/?q=`: what a search found, by kind. */
export function SearchPage({ view }: { view: SearchView }) {
  const text = useText()
  const words = text.publicPages.search
  const { q, near, groups } = view
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  const title = total === 0 ? words.foundNone(q) : near ? words.near(q) : words.found(q)
  return (
    <Page
      title={title}
      current="home"
      description={text.descriptions.search(q, total)}
      scripts={["suggestions.js"]}
    >
      <SearchForm q={q} />
      {total === 0 ? <NothingFound view={view} /> : <Results view={view} title={title} />}
    </Page>
  )
}

function NothingFound({ view }: { view: SearchView }) {
  const text = useText()
  const words = text.publicPages.search
  return (
    <section class="section" aria-live="polite">
      <EmptyState title={words.foundNone(view.q)} explanation={words.foundNoneHelp}>
        {view.estates > 0 && <LinkButton href={paths.ranking()}>{words.allRanking(view.estates)}</LinkButton>}
      </EmptyState>
    </section>
  )
}

function Results({ view, title }: { view: SearchView; title: string }) {
  const text = useText()
  const { q, only, page, pages, edition } = view
  return (
    <section class="section" aria-labelledby="found">
      <div class="section__head">
        <h2 id="found">{title}</h2>
      </div>
      {view.groups.map((group) => (
        <Group q={q} group={group} edition={edition} whole={only !== null} />
      ))}
      {only && <Pager page={page} pages={pages} href={(to) => paths.home({ q, in: only, page: to })} />}
      <p class="links-row">
        {only && <a href={paths.home({ q })}>{text.publicPages.search.seeTogether}</a>}
        <a href={paths.home()}>{text.publicPages.city.clearSearch}</a>
      </p>
    </section>
  )
}

type GroupProps = { q: string; group: HitGroup; edition: Edition | null; whole: boolean }

function Group({ q, group, edition, whole }: GroupProps) {
  const text = useText()
  const words = text.publicPages.search
  const { kind, total } = group
  const demonstration = group.kind === "estate" && group.hits.some((hit) => hit.demonstration)
  const shown = shownHits(group)
  return (
    <section class="hit-group" aria-labelledby={`found-${kind}`}>
      <h3 class="hit-group__title" id={`found-${kind}`}>
        {words.kinds[kind]} <span class="hit-group__count">{words.count(total)}</span>
        {demonstration && <DemoMark />}
      </h3>
      <ul class="hits">
        {shown.map((hit) => (
          <li>
            <a class="hit" href={hit.href}>
              <HitParts hit={hit} edition={edition} />
            </a>
          </li>
        ))}
      </ul>
      {!whole && total > shown.length && (
        <p>
          <a href={paths.home({ q, in: kind })}>{words.seeAll(total)}</a>
        </p>
      )}
    </section>
  )
}
