import type { PlaceKind } from "../../../worker/domain/place.ts"
import { MAX_NAME } from "../../../worker/domain/registry/names.ts"
import type { TypedPlace } from "../../../worker/domain/registry/place-facts.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { formatDay } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { useText } from "../../ui/use-text.ts"
import { errorOf, FormFaults, type FormState, fieldId, RegistryPage, Stale } from "./registry-frame.tsx"

/** The form of a new place. */
export function NewPlacePage(props: { actor: SignedIn; typed: TypedPlace; state: FormState }) {
  const text = useText()
  const { actor, typed, state } = props
  const { places } = text.registry
  const { county, functional_zone } = places.kinds
  return (
    <RegistryPage
      actor={actor}
      title={places.newTitle}
      steps={[{ label: places.title, href: paths.places() }]}
    >
      <div class="stack registry-form">
        <Stale state={state} href={paths.places()} />
        <FormFaults state={state} />
        <form method="post" action={paths.places()} class="stack" novalidate>
          <input type="hidden" name="key" value={state.formKey} />
          <Field
            id={fieldId("code")}
            name="code"
            label={places.code}
            value={typed.code}
            hint={places.codeHint}
            error={errorOf(text, state, "code")}
            inputmode="text"
            maxlength={40}
            autocomplete="off"
          />
          <Field
            id={fieldId("name")}
            name="name"
            label={places.name}
            value={typed.name}
            error={errorOf(text, state, "name")}
            maxlength={MAX_NAME * 2}
            autocomplete="off"
          />
          <RadioGroup
            id={fieldId("kind")}
            name="kind"
            legend={places.kindLabel}
            value={typed.kind || "county"}
            row
            choices={[
              { value: "county", label: county },
              { value: "functional_zone", label: functional_zone },
            ]}
          />
          <Field
            id={fieldId("zoneCode")}
            name="zoneCode"
            label={places.zoneCode}
            note={text.site.optional}
            value={typed.zoneCode}
            hint={places.zoneHint}
            error={errorOf(text, state, "zoneCode")}
            maxlength={40}
            autocomplete="off"
          />
          <div class="button-row">
            <Button look="primary">{places.create}</Button>
            <LinkButton href={paths.places()} look="quiet">
              {places.cancel}
            </LinkButton>
          </div>
        </form>
      </div>
    </RegistryPage>
  )
}

export interface PlacePageProps {
  actor: SignedIn
  place: { code: string; name: string; kind: PlaceKind; revision: number; retiredFrom: string | null }
  within: string[]
  /** Places below it and estates in it that stand. */
  below: number
  estates: number
  typed: { name: string; from: string }
  /** Which form was sent. */
  sent: "name" | "retirement"
  state: FormState
  done?: string
}

function Hidden({ place, state }: PlacePageProps) {
  return (
    <>
      <input type="hidden" name="key" value={state.formKey} />
      <input type="hidden" name="revision" value={String(place.revision)} />
    </>
  )
}

function Name(props: PlacePageProps) {
  const text = useText()
  const { place, typed, sent, state } = props
  const { places } = text.registry
  return (
    <section class="card stack">
      <h2>{places.edit}</h2>
      <form method="post" action={paths.placeName(place.code)} class="stack" novalidate>
        <Hidden {...props} />
        <Field
          id={fieldId("name")}
          name="name"
          label={places.name}
          value={typed.name}
          hint={places.editHint}
          error={sent === "name" ? errorOf(text, state, "name") : undefined}
          maxlength={MAX_NAME * 2}
          autocomplete="off"
        />
        <div>
          <Button look="primary">{places.save}</Button>
        </div>
      </form>
    </section>
  )
}

function Retirement(props: PlacePageProps) {
  const text = useText()
  const { place, below, typed, sent, state } = props
  const { places } = text.registry
  if (place.retiredFrom !== null)
    return (
      <Notice kind="warning" title={places.retired(formatDay(text, place.retiredFrom))}>
        <form method="post" action={paths.placeReinstatement(place.code)}>
          <Hidden {...props} />
          <Button>{places.reinstate}</Button>
        </form>
      </Notice>
    )
  return (
    <section class="card stack">
      <h2>{places.retire}</h2>
      <p>{below > 0 ? places.retireBlocked(below) : places.retireText}</p>
      {below === 0 && (
        <form method="post" action={paths.placeRetirement(place.code)} class="stack" novalidate>
          <Hidden {...props} />
          <Field
            id={fieldId("from")}
            name="from"
            type="date"
            label={places.from}
            value={typed.from}
            error={sent === "retirement" ? errorOf(text, state, "from") : undefined}
          />
          <div>
            <Button look="danger">{places.retireButton(place.name)}</Button>
          </div>
        </form>
      )}
    </section>
  )
}

/** One place: its name, what stands in it, its retirement. */
export function PlacePage(props: PlacePageProps) {
  const text = useText()
  const { actor, place, within, below, estates, state, done } = props
  const { places } = text.registry
  const lead = [places.kinds[place.kind], place.code, ...within].join(" · ")
  return (
    <RegistryPage
      actor={actor}
      title={place.name}
      steps={[{ label: places.title, href: paths.places() }]}
      lead={lead}
      done={done}
    >
      <div class="stack registry-form">
        <Stale state={state} href={paths.place(place.code)} />
        <FormFaults state={state} />
        <p>
          {places.below(below)} · {places.standsIn(estates)}
        </p>
        <Name {...props} />
        {place.kind !== "city" && <Retirement {...props} />}
      </div>
    </RegistryPage>
  )
}
