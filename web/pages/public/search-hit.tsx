import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { nameLang, type Text } from "../../text/text.ts"
import { formatScore } from "../../ui/format.ts"
import { OutcomeWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf } from "./bands.tsx"
import type { HitGroup, HitKind, PlaceHit, SearchHit } from "./search-view.ts"

export interface ShownHit {
  href: string
  name: string
  /** Where it stands, in the words of the registry. */
  within: string[]
  /** How many estates, of what is none. */
  estates: number | null
  estate: SearchHit | null
}

/** Where something that was found leads: a community to its street. */
const hrefOf = (kind: Exclude<HitKind, "estate">, { code }: PlaceHit): string =>
  paths.group(kind === "community" ? "street" : kind, code)

/** What was found, as it is shown whatever its kind. */
export function shownHits(group: HitGroup): ShownHit[] {
  if (group.kind === "estate")
    return group.hits.map((estate) => {
      const { slug, name, placeNames } = estate
      return { href: paths.estate(slug), name, within: placeNames, estates: null, estate }
    })
  const { kind } = group
  return group.hits.map((hit) => {
    return { href: hrefOf(kind, hit), name: hit.name, within: hit.within, estates: hit.estates, estate: null }
  })
}

/** Band and score of an estate, or the word that stands in their place. */
function Outcome({ hit, edition, brief }: { hit: SearchHit; edition: Edition | null; brief: boolean }) {
  const text = useText()
  if (hit.outcome === "press") return <span class="mark mark--press">{text.publicPages.pressOutcome}</span>
  if (hit.outcome !== "scored" || hit.base === null || !edition) return <OutcomeWord outcome={hit.outcome} />
  return (
    <>
      <BandOf edition={edition} code={hit.band} />
      {!brief && <span class="hit__score">{formatScore(hit.base, 1)}</span>}
    </>
  )
}

const placeOf = (text: Text, within: readonly string[]) => within.join(text.publicPages.placeSeparator)

/** The parts of a row: name, place, and what it came to. */
export function HitParts(props: { hit: ShownHit; edition: Edition | null; brief?: boolean }) {
  const text = useText()
  const { hit, edition, brief = false } = props
  return (
    <>
      <span class="hit__name" lang={nameLang(text)}>
        {hit.name}
      </span>
      {hit.within.length > 0 && (
        <span class="hit__place" lang={nameLang(text)}>
          {placeOf(text, hit.within)}
        </span>
      )}
      <span class="hit__figures">
        {hit.estate ? (
          <Outcome hit={hit.estate} edition={edition} brief={brief} />
        ) : (
          <span class="muted">{text.publicPages.search.estates(hit.estates ?? 0)}</span>
        )}
      </span>
    </>
  )
}
