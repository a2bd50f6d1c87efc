import { letterNames, letters } from "../../../worker/domain/mail/letters.ts"
import { type LetterSettings, settable, type Way, ways } from "../../../worker/domain/mail/settings.ts"
import { paths } from "../../paths.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import { type FormState, freshForm } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { Page } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { useText } from "../../ui/use-text.ts"
import { AccountFrame } from "../account/account-frame.tsx"

interface FormProps {
  actor: SignedIn
  formKey: string
  /** What was seen, so that nothing that was changed since is overwritten. */
  seen: string
  chosen: LetterSettings
  state: "fresh" | "done" | "stale"
}

const formOf = ({ formKey, state }: FormProps): FormState => ({
  ...freshForm(formKey),
  stale: state === "stale",
})

function Done({ state, done }: Pick<FormProps, "state"> & { done: string }) {
  if (state !== "done") return null
  return (
    <Notice kind="success" live>
      {done}
    </Notice>
  )
}

function Choices({ chosen, fallback }: { chosen: LetterSettings; fallback: LetterSettings | null }) {
  const { messages } = useText()
  const choices = ways.map((value: Way) => ({ value: value as string, label: messages.ways[value] }))
  return (
    <>
      {settable.map((name) => {
        const followed = messages.own.byOrganisation(messages.ways[fallback?.[name] ?? "now"])
        return (
          <RadioGroup
            id={`letter-${name}`}
            name={`letter:${name}`}
            legend={messages.kinds[name]}
            value={chosen[name] ?? (fallback ? "" : "now")}
            choices={fallback ? [{ value: "", label: followed }, ...choices] : choices}
          />
        )
      })}
    </>
  )
}

/** Which letters a person gets by e-mail, how, and in which language. */
export function OwnLettersPage(
  props: FormProps & { language: "zh" | "en" | null; organisation: LetterSettings; mayManage: boolean },
) {
  const { messages, account } = useText()
  const { own } = messages
  const { seen, chosen, language, organisation, mayManage, state, actor } = props
  const always = letterNames.filter((name) => letters[name].always && name !== "digest")
  return (
    <AccountFrame actor={actor} title={own.title} lead={own.lead}>
      <Done state={state} done={own.done} />
      <Form state={formOf(props)} stale={{ lines: [own.stale] }} action={paths.ownLetters()}>
        <input type="hidden" name="seen" value={seen} />
        <RadioGroup
          id="language"
          name="language"
          legend={own.language}
          value={language ?? ""}
          choices={(["", "zh", "en"] as const).map((value) => ({ value, label: own.languages[value] }))}
          row
        />
        <Choices chosen={chosen} fallback={organisation} />
        <p class="hint">{own.dailyHint}</p>
        <Button look="primary">{own.save}</Button>
      </Form>
      <section class="stack" aria-labelledby="always">
        <h2 id="always">{own.always}</h2>
        <p>{own.alwaysHint}</p>
        <ul>
          {always.map((name) => (
            <li>{messages.kinds[name]}</li>
          ))}
        </ul>
      </section>
      <p>
        <a href={paths.calendar()}>{account.calendar.title}</a>
      </p>
      {mayManage && (
        <p>
          <a href={paths.organisationLetters()}>{own.toOrganisation}</a>
        </p>
      )}
    </AccountFrame>
  )
}

/** How members get letters by e-mail who have set nothing themselves. */
export function OrganisationLettersPage(props: FormProps) {
  const { actor, seen, chosen, state } = props
  const text = useText()
  const words = text.messages.organisation
  const steps = [{ label: text.people.members.title, href: paths.members() }, { label: words.title }]
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <Breadcrumb steps={steps} />
      <div class="form-narrow stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(actor.organisation.name)}</p>
        <Done state={state} done={words.done} />
        <Form state={formOf(props)} stale={{ lines: [words.stale] }} action={paths.organisationLetters()}>
          <input type="hidden" name="seen" value={seen} />
          <Choices chosen={chosen} fallback={null} />
          <p class="hint">{text.messages.own.dailyHint}</p>
          <Button look="primary">{words.save}</Button>
        </Form>
      </div>
    </Page>
  )
}
