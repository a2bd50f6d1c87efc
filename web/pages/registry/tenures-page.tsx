import type { PropsWithChildren } from "hono/jsx"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { formatDay } from "../../ui/format.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type TenureRow, TenureTable } from "./estate-page.tsx"
import { errorOf, FormFaults, type FormState, fieldId, RegistryPage, Stale } from "./registry-frame.tsx"

export interface TenuresPageProps {
  actor: SignedIn
  estate: { slug: string; name: string; revision: number }
  /** Latest first. */
  tenures: TenureRow[]
  /** Names of companies to choose from. */
  companies: string[]
  typed: { company: string; fromDate: string; toDate: string }
  /** Which of the forms was sent; its faults and its reason stand in it. */
  sent: "begin" | "end" | "removal"
  state: FormState
}

function Hidden({ estate, state }: TenuresPageProps) {
  return (
    <>
      <input type="hidden" name="key" value={state.formKey} />
      <input type="hidden" name="revision" value={String(estate.revision)} />
    </>
  )
}

/** Asked for in the form that was sent, once something has to be explained. */
function Reason({ state, sent, form }: TenuresPageProps & { form: TenuresPageProps["sent"] }) {
  const text = useText()
  if (sent !== form || (!state.explain && state.reason === "")) return null
  const { reason, reasonHint } = text.registry.form
  return (
    <TextArea
      id={fieldId("reason")}
      name="reason"
      label={reason}
      value={state.reason}
      rows={2}
      hint={reasonHint}
      error={errorOf(text, state, "reason")}
    />
  )
}

function Begin(props: TenuresPageProps) {
  const text = useText()
  const { estate, companies, typed, sent, state } = props
  const { tenures: words, fields } = text.registry
  const own = sent === "begin" ? state : { ...state, faults: [] }
  return (
    <section class="card stack">
      <h2>{words.begin}</h2>
      <p>{words.beginText}</p>
      <form method="post" action={paths.tenures(estate.slug)} class="stack" novalidate>
        <Hidden {...props} />
        <Field
          id={fieldId("company")}
          name="company"
          label={fields.company}
          value={typed.company}
          hint={words.companyHint}
          error={errorOf(text, own, "company")}
          autocomplete="off"
          list="companies"
        />
        <datalist id="companies">
          {companies.map((name) => (
            <option value={name} />
          ))}
        </datalist>
        <div class="registry-figures">
          <Field
            id={fieldId("fromDate")}
            name="fromDate"
            type="date"
            label={fields.fromDate}
            value={typed.fromDate}
            error={errorOf(text, own, "fromDate")}
          />
          <Field
            id={sent === "begin" ? fieldId("toDate") : "f-begin-toDate"}
            name="toDate"
            type="date"
            label={fields.toDate}
            note={text.site.optional}
            value={sent === "begin" ? typed.toDate : ""}
            hint={words.toHint}
            error={errorOf(text, own, "toDate")}
          />
        </div>
        <Reason {...props} form="begin" />
        <div>
          <Button look="primary">{words.button}</Button>
        </div>
      </form>
    </section>
  )
}

function Folded(props: PropsWithChildren<{ title: string; open: boolean; id?: string }>) {
  return (
    <details class="fold" open={props.open} id={props.id}>
      <summary>
        <span class="fold__title">{props.title}</span>
      </summary>
      <div class="fold__body stack">{props.children}</div>
    </details>
  )
}

function End(props: TenuresPageProps & { last: TenureRow }) {
  const text = useText()
  const { estate, typed, sent, state, last } = props
  const { tenures: words, fields } = text.registry
  const own = sent === "end" ? state : { ...state, faults: [] }
  if (last.toDate !== null && sent !== "end") return null
  return (
    <Folded title={words.end} open={sent === "end"}>
      <p>{words.endText(last.company)}</p>
      <form method="post" action={paths.tenureEnd(estate.slug, last.id)} class="stack" novalidate>
        <Hidden {...props} />
        <Field
          id={sent === "end" ? fieldId("toDate") : "f-end-toDate"}
          name="toDate"
          type="date"
          label={fields.toDate}
          value={sent === "end" ? typed.toDate : ""}
          error={errorOf(text, own, "toDate")}
        />
        <Reason {...props} form="end" />
        <div>
          <Button>{words.endButton}</Button>
        </div>
      </form>
    </Folded>
  )
}

function Removal(props: TenuresPageProps & { last: TenureRow }) {
  const text = useText()
  const { estate, sent, last } = props
  const { tenures: words } = text.registry
  return (
    <Folded title={words.remove} open={sent === "removal"} id={fieldId("removal")}>
      <p>{words.removeText(last.company, formatDay(text, last.fromDate))}</p>
      <form method="post" action={paths.tenureRemoval(estate.slug, last.id)} class="stack" novalidate>
        <Hidden {...props} />
        <Reason {...props} form="removal" />
        <div>
          <Button look="danger">{words.removeButton(last.company)}</Button>
        </div>
      </form>
    </Folded>
  )
}

/** Who manages an estate: a company begins, ends, or was entered by mistake. */
export function TenuresPage(props: TenuresPageProps) {
  const text = useText()
  const { actor, estate, tenures, state } = props
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
        <Stale state={state} href={back} />
        <FormFaults state={state} />
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
