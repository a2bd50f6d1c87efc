import { paths } from "../../paths.ts"
import { useText } from "../../ui/use-text.ts"
import { HitParts, shownHits } from "./search-hit.tsx"
import type { SearchView } from "./search-view.ts"

/** What stands below the field while somebody types: a part of a page, put there by web/islands/suggestions.tsx. */
export function Suggestions({ view }: { view: SearchView }) {
  const text = useText()
  const words = text.publicPages.search
  const { q, groups, edition, near } = view
  const shown = groups.map((group) => ({ group, hits: shownHits(group) }))
  const count = shown.reduce((sum, { hits }) => sum + hits.length, 0)
  return (
    <div class="suggested" data-said={words.suggested(count)}>
      {count === 0 && <p class="suggested__none">{words.foundNone(q)}</p>}
      {near && count > 0 && <p class="suggested__none">{words.near(q)}</p>}
      <div role="listbox" id="suggested" aria-label={words.suggestions}>
        {shown.map(({ group, hits }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list box
          <div role="group" aria-labelledby={`suggested-${group.kind}`}>
            <p class="suggested__title" id={`suggested-${group.kind}`} role="presentation">
              {words.kinds[group.kind]} <span class="hit-group__count">{words.count(group.total)}</span>
            </p>
            {hits.map((hit, at) => (
              <a
                class="hit hit--suggested"
                role="option"
                id={`suggested-${group.kind}-${at}`}
                aria-selected="false"
                tabindex={-1}
                href={hit.href}
              >
                <HitParts hit={hit} edition={edition} brief />
              </a>
            ))}
          </div>
        ))}
      </div>
      <p class="suggested__foot">
        <a href={paths.home({ q })} tabindex={-1}>
          {words.seeResults}
        </a>
        <span class="suggested__keys">{words.keys}</span>
      </p>
    </div>
  )
}
