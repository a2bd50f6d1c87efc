import { compared } from "../../../worker/domain/release/comparing.ts"
import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { SeriesMarker } from "../../ui/series-legend.tsx"
import { useText } from "../../ui/use-text.ts"
import type { CompareProps, Offered } from "./compare-view.ts"

/** The chosen estates as chips: marker, name, and a link that removes it. */
export function Chips({ view }: CompareProps) {
  const text = useText()
  const words = text.publicPages.compare
  const slugs = view.cards.map((card) => card.slug)
  if (slugs.length === 0) return null
  return (
    <ul class="chips">
      {view.cards.map((card, index) => (
        <li class="chip">
          <SeriesMarker index={index} />
          <a
            class="chip__name"
            lang={nameLang(text)}
            href={paths.estate(card.slug, { quarter: view.quarter })}
          >
            {card.name}
          </a>
          <a
            class="chip__remove"
            href={paths.compare(
              slugs.filter((slug) => slug !== card.slug),
              { quarter: view.quarter },
            )}
          >
            <span class="hidden-text">{words.remove(card.name)}</span>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <path d="M1 1l10 10M11 1L1 11" />
            </svg>
          </a>
        </li>
      ))}
    </ul>
  )
}

function OfferLinks({ view, offers }: CompareProps & { offers: Offered[] }) {
  const text = useText()
  const words = text.publicPages.compare
  const slugs = view.cards.map((card) => card.slug)
  return (
    <ul class="offers">
      {offers.map((offer) => (
        <li>
          <a class="picker__link" href={paths.compare([...slugs, offer.slug], { quarter: view.quarter })}>
            <span class="hidden-text">{words.addSubmit}</span>
            <span aria-hidden="true">+</span>
            <span lang={nameLang(text)}>{offer.name}</span>
            <span class="offers__place" lang={nameLang(text)}>
              {offer.placeNames[0]}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** A small form that adds an estate by name, and what the typed name may mean. */
export function AddForm({ view }: CompareProps) {
  const text = useText()
  const words = text.publicPages.compare
  if (view.cards.length >= compared.most) return <p class="muted">{words.full}</p>
  const { adding } = view
  return (
    <>
      <form class="filters compare-add" method="get" action={paths.compare()}>
        <input type="hidden" name="estates" value={view.cards.map((card) => card.slug).join(",")} />
        {view.quarter && <input type="hidden" name="quarter" value={view.quarter} />}
        <Field
          id="add"
          name="add"
          label={view.cards.length === 0 ? words.addFirst : words.add}
          type="search"
          value={adding?.offers.length === 0 ? adding.typed : ""}
          placeholder={words.addHint}
          maxlength={60}
          error={adding?.offers.length === 0 ? words.offersNone(adding.typed) : undefined}
        />
        <Button>{words.addSubmit}</Button>
      </form>
      {adding && adding.offers.length > 0 && (
        <div aria-live="polite">
          <p>{words.offers(adding.typed)}</p>
          <OfferLinks view={view} offers={adding.offers} />
        </div>
      )}
      {!adding && view.suggestions.length > 0 && (
        <div class="suggestions">
          <p class="muted small">{view.cards.length === 0 ? words.suggestionsFirst : words.suggestions}</p>
          <OfferLinks view={view} offers={view.suggestions} />
        </div>
      )}
    </>
  )
}

/** What stands in the address but is not shown, and why. */
export function LeftOut({ view }: CompareProps) {
  const text = useText()
  if (view.left.length === 0) return null
  return (
    <Notice kind="warning">
      {view.left.map(({ slug, why }) => (
        <p>{text.publicPages.compare.left[why](slug)}</p>
      ))}
    </Notice>
  )
}
