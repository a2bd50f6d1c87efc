import type { PlaceKind } from "../../../worker/domain/place.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { RegistryPage } from "./registry-frame.tsx"

interface Choice {
  code: string
  name: string
  kind: PlaceKind
  within: string[]
}

export interface PickPageProps {
  actor: SignedIn
  /** Where the choice stands, and what lies below it. */
  place: Choice
  rows: Choice[]
  /** The code one step up; null at the top of the actor's reach. */
  up: string | null
  q: string
  hits: Choice[] | null
  /** More was found than is shown. */
  more: boolean
}

/** A community is the end of the choice; everything else has something below it. */
function hrefOf({ kind, code }: Choice): string {
  return kind === "community" ? paths.newEstate({ place: code }) : paths.newEstate({ in: code })
}

function Choices({ rows }: { rows: Choice[] }) {
  return (
    <ul class="choice-grid">
      {rows.map((row) => (
        <li>
          <a class="choice-grid__link" href={hrefOf(row)}>
            {row.name}
            <span class="choice-grid__code">{[...row.within, row.code].join(" ")}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Found({ q, hits, more }: PickPageProps) {
  const text = useText()
  const { pick } = text.registry
  if (!hits) return null
  if (hits.length === 0) return <EmptyState title={pick.none(q)} explanation={pick.noneText} />
  return (
    <section class="stack" aria-labelledby="found">
      <h2 id="found">{pick.found(q, hits.length)}</h2>
      {more && <p>{pick.more}</p>}
      <Choices rows={hits} />
    </section>
  )
}

/** Where a new estate stands: by search, or from the city down to its community. */
export function PickPage(props: PickPageProps) {
  const text = useText()
  const { actor, place, rows, up, q } = props
  const { pick, form } = text.registry
  return (
    <RegistryPage actor={actor} title={pick.title} lead={pick.lead}>
      <div class="stack">
        <search>
          <form method="get" action={paths.newEstate()} class="registry-filters">
            <input type="hidden" name="in" value={place.code} />
            <div class="registry-filters__q">
              <Field id="q" name="q" type="search" label={pick.searchLabel} value={q} maxlength={60} />
            </div>
            <div class="registry-filters__go">
              <Button>{pick.search}</Button>
            </div>
          </form>
        </search>
        <Found {...props} />
        <section class="stack" aria-labelledby="below">
          <h2 id="below">{pick.below([...place.within, place.name].join(" "))}</h2>
          {rows.length > 0 ? <Choices rows={rows} /> : <p>{pick.finest}</p>}
          <div class="button-row">
            {place.kind !== "city" && (
              <LinkButton href={paths.newEstate({ place: place.code })}>{pick.here(place.name)}</LinkButton>
            )}
            {up && (
              <LinkButton href={paths.newEstate({ in: up })} look="quiet">
                {pick.up}
              </LinkButton>
            )}
            <LinkButton href={paths.registry()} look="quiet">
              {form.cancel}
            </LinkButton>
          </div>
        </section>
      </div>
    </RegistryPage>
  )
}
