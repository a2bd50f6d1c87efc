import type { PlaceKind } from "../../../worker/domain/place.ts"
import { MAX_NAME } from "../../../worker/domain/registry/names.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { type FormState, formOf } from "../../ui/form-state.ts"
import { formatDay } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { useText } from "../../ui/use-text.ts"
import { RegistryPage, registryWords } from "./registry-frame.tsx"

/** The form of a new place. */
export function NewPlacePage({ actor, state }: { actor: SignedIn; state: FormState }) {
  const text = useText()
  const { places } = text.registry
  const { county, functional_zone } = places.kinds
  return (
    <RegistryPage
      actor={actor}
      title={places.newTitle}
      steps={[{ label: places.title, href: paths.places() }]}
    >
      <div class="stack registry-form">
        <Form {...registryWords(text, paths.places())} state={state} action={paths.places()}>
          <Field
            name="code"
            label={places.code}
            hint={places.codeHint}
            inputmode="text"
            maxlength={40}
            autocomplete="off"
          />
          <Field name="name" label={places.name} maxlength={MAX_NAME * 2} autocomplete="off" />
          <RadioGroup
            name="kind"
            legend={places.kindLabel}
            value="county"
            row
            choices={[
              { value: "county", label: county },
              { value: "functional_zone", label: functional_zone },
            ]}
          />
          <Field
            name="zoneCode"
            label={places.zoneCode}
            note={text.site.optional}
            hint={places.zoneHint}
            maxlength={40}
            autocomplete="off"
          />
          <div class="button-row">
            <Button look="primary">{places.create}</Button>
            <LinkButton href={paths.places()} look="quiet">
              {places.cancel}
            </LinkButton>
          </div>
        </Form>
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
  /** The day that is proposed for its retirement. */
  from: string
  /** Which form was sent, if any. */
  sent?: "name" | "retirement"
  state: FormState
  done?: string
}

/** What a form of this page is given; `form` is its own name. */
function partsOf(text: Text, { place, sent, state }: PlacePageProps, form: PlacePageProps["sent"]) {
  const words = registryWords(text, paths.place(place.code))
  return { ...words, state: formOf(state, sent, form), revision: place.revision }
}

function Name(props: PlacePageProps) {
  const text = useText()
  const { place } = props
  const { places } = text.registry
  return (
    <section class="card stack">
      <h2>{places.edit}</h2>
      <Form {...partsOf(text, props, "name")} action={paths.placeName(place.code)}>
        <Field
          name="name"
          label={places.name}
          value={place.name}
          hint={places.editHint}
          maxlength={MAX_NAME * 2}
          autocomplete="off"
        />
        <div>
          <Button look="primary">{places.save}</Button>
        </div>
      </Form>
    </section>
  )
}

function Retirement(props: PlacePageProps) {
  const text = useText()
  const { place, below, from } = props
  const { places } = text.registry
  const parts = partsOf(text, props, "retirement")
  if (place.retiredFrom !== null)
    return (
      <Notice kind="warning" title={places.retired(formatDay(text, place.retiredFrom))}>
        <Form {...parts} action={paths.placeReinstatement(place.code)}>
          <Button>{places.reinstate}</Button>
        </Form>
      </Notice>
    )
  return (
    <section class="card stack">
      <h2>{places.retire}</h2>
      <p>{below > 0 ? places.retireBlocked(below) : places.retireText}</p>
      {below === 0 && (
        <Form {...parts} action={paths.placeRetirement(place.code)}>
          <Field name="from" type="date" label={places.from} value={from} />
          <div>
            <Button look="danger">{places.retireButton(place.name)}</Button>
          </div>
        </Form>
      )}
    </section>
  )
}

/** One place: its name, what stands in it, its retirement. */
export function PlacePage(props: PlacePageProps) {
  const text = useText()
  const { actor, place, within, below, estates, done } = props
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
        <p>
          {places.below(below)} · {places.standsIn(estates)}
        </p>
        <Name {...props} />
        {place.kind !== "city" && <Retirement {...props} />}
      </div>
    </RegistryPage>
  )
}
