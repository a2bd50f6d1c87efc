import {
  hasUscc,
  type RegisteredKind,
  registeredKinds,
} from "../../../worker/domain/organisation/organisation-faults.ts"
import type { PlaceKind } from "../../../worker/domain/place.ts"
import { paths } from "../../paths.ts"
import { peopleSentence } from "../../text/people-sentence.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

export interface PlaceFound {
  code: string
  name: string
  kind: PlaceKind
  parentName: string | null
  /** The authority that it has already. */
  authority: string | null
}

/** At most so many places are found at once. */
export const placesShown = 30

export interface RegisterPageProps {
  actor: SignedIn
  kind: RegisteredKind
  state: FormState
  /** Search for the place of an authority, and what it found; null before one. */
  q: string
  places: PlaceFound[] | null
}

function Kinds({ kind }: RegisterPageProps) {
  const text = useText()
  const { register } = text.people.organisations
  return (
    <nav class="quarter-picker" aria-label={register.kinds}>
      <ul>
        {registeredKinds.map((one) => (
          <li>
            <a href={paths.newOrganisation({ kind: one })} aria-current={one === kind ? "page" : undefined}>
              {text.people.kinds[one]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function PlaceHit({ place }: { place: PlaceFound }) {
  const text = useText()
  const { register } = text.people.organisations
  return (
    <li>
      <span class="place-hit__name">
        {place.authority === null ? (
          <a href={paths.newOrganisation({ kind: "authority", place: place.code, name: place.name })}>
            {place.name}
          </a>
        ) : (
          place.name
        )}
      </span>{" "}
      <span class="hint">
        {place.parentName} {place.code}
        {place.authority !== null && text.site.aside(register.placeHas(place.authority))}
      </span>
    </li>
  )
}

/** An authority's place is looked up by its name or code. */
function PlaceSearch(props: RegisterPageProps) {
  const text = useText()
  const { q, places } = props
  const { register } = text.people.organisations
  return (
    <section class="section stack" aria-labelledby="place-title">
      <h2 id="place-title">{register.placeTitle}</h2>
      <p>{register.placeHint}</p>
      <form method="get" action={paths.newOrganisation()} class="form-narrow search-row">
        <input type="hidden" name="kind" value="authority" />
        <Field id="q" name="q" label={register.placeSearch} type="search" value={q} autocomplete="off" />
        <Button>{text.people.choice.find}</Button>
      </form>
      {places && places.length === 0 && <p>{register.placeNone}</p>}
      {places && places.length > 0 && (
        <ul class="place-hits">
          {places.map((place) => (
            <PlaceHit place={place} />
          ))}
        </ul>
      )}
      {places && places.length === placesShown && <p class="hint">{register.placeMore(placesShown)}</p>}
    </section>
  )
}

function Details({ kind, state }: RegisterPageProps) {
  const text = useText()
  const { register } = text.people.organisations
  return (
    <Form
      ids=""
      say={peopleSentence}
      state={state}
      action={paths.organisations()}
      class="form-narrow section stack"
    >
      <input type="hidden" name="kind" value={kind} />
      {kind === "authority" && (
        <Field
          name="place"
          label={register.placeCode}
          hint={register.placeCodeHint}
          inputmode="numeric"
          autocomplete="off"
          required
        />
      )}
      <Field name="name" label={register.name} hint={register.nameHint[kind]} autocomplete="off" required />
      {hasUscc(kind) && (
        <Field name="uscc" label={register.uscc} hint={register.usccHint} autocomplete="off" required />
      )}
      <Button look="primary">{register.save}</Button>
    </Form>
  )
}

/** Registers an organisation: company and organiser by code, an authority by its place. */
export function RegisterPage(props: RegisterPageProps) {
  const text = useText()
  const { actor, kind, state } = props
  const { organisations } = text.people
  const { register } = organisations
  const steps = [{ label: organisations.title, href: paths.organisations() }, { label: register.title }]
  return (
    <Page title={register.title} current="desk" actor={actor}>
      <Breadcrumb steps={steps} />
      <PageHead title={register.title} lead={register.lead} />
      <Kinds {...props} />
      {kind === "authority" && <PlaceSearch {...props} />}
      {(kind !== "authority" || state.typed["place"] || state.faults.length > 0) && <Details {...props} />}
    </Page>
  )
}
