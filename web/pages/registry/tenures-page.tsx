import type { PropsWithChildren } from "hono/jsx"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form, ReasonField } from "../../ui/form.tsx"
import { type FormState, formOf } from "../../ui/form-state.ts"
import { formatDay } from "../../ui/format.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { type TenureRow, TenureTable } from "./estate-page.tsx"
import { RegistryPage, registryWords } from "./registry-frame.tsx"

export interface TenuresPageProps {
  actor: SignedIn
  estate: { slug: string; name: string; revision: number }
  /** Latest first. */
  tenures: TenureRow[]
  /** Names of companies to choose from. */
  companies: string[]
  /** Which of the forms was sent, if any. */
  sent?: "begin" | "end" | "removal"
  state: FormState
}

/** What a form of this page is given; `form` is its own name. */
function partsOf(text: Text, { estate, sent, state }: TenuresPageProps, form: TenuresPageProps["sent"]) {
  const words = registryWords(text, paths.estateSheet(estate.slug))
  return {
    ...words,
    ids: form === "begin" ? "f-" : `f-${form}-`,
    state: formOf(state, sent, form),
    revision: estate.revision,
  }
}

function Begin(props: TenuresPageProps) {
  const text = useText()
  const { estate, companies } = props
  const { tenures: words, fields } = text.registry
  const parts = partsOf(text, props, "begin")
  return (
    <section class="card stack">
      <h2>{words.begin}</h2>
      <p>{words.beginText}</p>
      <Form {...parts} action={paths.tenures(estate.slug)}>
        <Field
          name="company"
          label={fields.company}
          hint={words.companyHint}
          autocomplete="off"
          list="companies"
        />
        <datalist id="companies">
          {companies.map((name) => (
            <option value={name} />
          ))}
        </datalist>
        <div class="registry-figures">
          <Field name="fromDate" type="date" label={fields.fromDate} />
          <Field
            name="toDate"
            type="date"
            label={fields.toDate}
            note={text.site.optional}
            hint={words.toHint}
          />
        </div>
        <ReasonField state={parts.state} />
        <div>
          <Button look="primary">{words.button}</Button>
        </div>
      </Form>
    </section>
  )
}

function Folded(props: PropsWithChildren<{ title: string; open: boolean }>) {
  return (
    <details class="fold" open={props.open}>
      <summary>
        <span class="fold__title">{props.title}</span>
      </summary>
      <div class="fold__body stack">{props.children}</div>
    </details>
  )
}

function End(props: TenuresPageProps & { last: TenureRow }) {
  const text = useText()
  const { estate, sent, last } = props
  const { tenures: words, fields } = text.registry
  const parts = partsOf(text, props, "end")
  if (last.toDate !== null && sent !== "end") return null
  return (
    <Folded title={words.end} open={sent === "end"}>
      <p>{words.endText(last.company)}</p>
      <Form {...parts} action={paths.tenureEnd(estate.slug, last.id)}>
        <Field name="toDate" type="date" label={fields.toDate} />
        <ReasonField state={parts.state} />
        <div>
          <Button>{words.endButton}</Button>
        </div>
      </Form>
    </Folded>
  )
}

function Removal(props: TenuresPageProps & { last: TenureRow }) {
  const text = useText()
  const { estate, sent, last } = props
  const { tenures: words } = text.registry
  const parts = partsOf(text, props, "removal")
  return (
    <Folded title={words.remove} open={sent === "removal"}>
      <p>{words.removeText(last.company, formatDay(text, last.fromDate))}</p>
      <Form {...parts} unnamed="reason" action={paths.tenureRemoval(estate.slug, last.id)}>
        <ReasonField state={parts.state} />
        <div>
          <Button look="danger">{words.removeButton(last.company)}</Button>
        </div>
      </Form>
    </Folded>
  )
}

/** Who manages an estate: a company begins, ends, or was entered by mistake. */
export function TenuresPage(props: TenuresPageProps) {
  const text = useText()
  const { actor, estate, tenures } = props
  const words = text.registry.tenures
  const back = paths.estateSheet(estate.slug)
  const [last] = tenures
  return (
    <RegistryPage
      actor={actor}
      title={words.title(estate.name)}
      steps={[{ label: estate.name, href: back }]}
      lead={words.lead}
    >
      <div class="stack registry-form">
        {last && <TenureTable tenures={tenures} />}
        <Begin {...props} />
        {last && <End {...props} last={last} />}
        {last && <Removal {...props} last={last} />}
        <LinkButton href={back} look="quiet">
          {text.registry.form.cancel}
        </LinkButton>
      </div>
    </RegistryPage>
  )
}
