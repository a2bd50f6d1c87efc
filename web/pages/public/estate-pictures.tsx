import {
  type PublicPicture,
  pairedPictures,
  type ShownPictures,
} from "../../../worker/domain/evidence/public-picture.ts"
import { paths } from "../../paths.ts"
import { formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { EstateProps } from "./estate-view.ts"

/** So many pairs or pictures stand open; the rest is folded, and not loaded before it is opened. */
const OPEN = 4

function Picture({ view, picture }: EstateProps & { picture: PublicPicture }) {
  const text = useText()
  const { pictures } = text.publicPages.estate
  const { name, indicator, side, quarter, width, height } = picture
  const title =
    view.edition.indicators.find(({ code }) => code === indicator)?.title[text.language] ?? indicator
  return (
    <img
      src={paths.picture(name)}
      alt={pictures.alt(title, pictures.sides[side ?? "none"], formatPeriod(text, quarter))}
      width={width ?? undefined}
      height={height ?? undefined}
      loading="lazy"
    />
  )
}

function Shown({ view, shown }: EstateProps & { shown: ShownPictures }) {
  const text = useText()
  const { pictures } = text.publicPages.estate
  const { indicator, quarter } = "one" in shown ? shown.one : shown.before
  const title =
    view.edition.indicators.find(({ code }) => code === indicator)?.title[text.language] ?? indicator
  const period = formatPeriod(text, quarter)
  if ("one" in shown)
    return (
      <figure class="evidence-picture">
        <figcaption>{pictures.caption(title, pictures.sides[shown.one.side ?? "none"], period)}</figcaption>
        <Picture view={view} picture={shown.one} />
      </figure>
    )
  return (
    <figure class="evidence-pair" data-pair>
      <figcaption>{pictures.caption(title, pictures.compare, period)}</figcaption>
      <div class="evidence-pair__pictures">
        <Picture view={view} picture={shown.before} />
        <Picture view={view} picture={shown.after} />
      </div>
      <p class="hint estate-pictures__sides" aria-hidden="true">
        <span>{pictures.sides.before}</span>
        <span>{pictures.sides.after}</span>
      </p>
      <input type="range" min="0" max="100" value="50" aria-label={pictures.move(title)} hidden />
    </figure>
  )
}

/** Whether the page needs what moves the border between a before and its after. */
export const hasPairs = ({ view }: EstateProps): boolean =>
  pairedPictures(view.pictures).some((shown) => "before" in shown)

/** 现场照片: what authorities have made public of the period, pairs first; nothing where there is none. */
export function EstatePictures({ view }: EstateProps) {
  const { pictures: words } = useText().publicPages.estate
  const all = pairedPictures(view.pictures)
  if (all.length === 0) return null
  const [open, rest] = [all.slice(0, OPEN), all.slice(OPEN)]
  return (
    <section class="section" aria-labelledby="pictures">
      <h2 id="pictures">{words.title}</h2>
      <p class="section__lead">{words.lead}</p>
      <div class="estate-pictures">
        {open.map((shown) => (
          <Shown view={view} shown={shown} />
        ))}
      </div>
      {rest.length > 0 && (
        <details class="fold">
          <summary>
            <span class="fold__title">{words.rest(rest.length)}</span>
          </summary>
          <div class="fold__body estate-pictures">
            {rest.map((shown) => (
              <Shown view={view} shown={shown} />
            ))}
          </div>
        </details>
      )}
    </section>
  )
}
