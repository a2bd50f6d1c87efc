import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { useText } from "../../ui/use-text.ts"

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
            data-suggest={paths.suggestions()}
            data-away={text.publicPages.search.away}
          />
          <Button look="primary">{words.search}</Button>
        </div>
        <div class="search__suggestions" id="suggestions" hidden />
        <p class="hidden-text" id="suggestions-said" role="status" />
        <p class="field__hint" id="q-hint">
          {words.searchHint}
        </p>
      </form>
    </search>
  )
}
