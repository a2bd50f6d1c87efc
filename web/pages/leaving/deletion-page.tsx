import type { Child } from "hono/jsx"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { ButtonForm, Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { RetentionTable } from "./retention-table.tsx"

export interface FrameProps {
  actor: SignedIn
  done?: keyof Text["leaving"]["deletion"]["done"]
  lead: string
  children?: Child
}

/** What the page has for everybody: its head, what was just done or wrong, and how long data is kept. */
export function DeletionFrame({ actor, done, lead, children }: FrameProps) {
  const text = useText()
  const words = text.leaving.deletion
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: words.title }]}
        title={words.title}
        lead={lead}
      />
      <div class="leaving">
        {done && (
          <Notice kind="success" live>
            {words.done[done]}
          </Notice>
        )}
        {children}
        <RetentionTable />
      </div>
    </Page>
  )
}

/** The field and button that ask for a deletion. */
export function AskForm(props: { state: FormState; label: string; hint: string; note: string }) {
  const text = useText()
  const { state, label, hint, note } = props
  const words = text.leaving.deletion
  const sentences: Record<string, string | undefined> = words.faults
  return (
    <Form
      ids=""
      say={(_, fault) => sentences[fault.rule] ?? text.faults.ruleId(fault.rule)}
      state={state}
      action={paths.deletion()}
      class="stack form-narrow"
    >
      <Field name="name" label={label} hint={hint} autocomplete="off" maxlength={200} required />
      <p class="hint">{note}</p>
      <div>
        <Button look="danger">{words.button}</Button>
      </div>
    </Form>
  )
}

/** The button that takes a deletion back. */
export function TakeBackForm({ id, formKey }: { id: string; formKey: string }) {
  const text = useText()
  return (
    <ButtonForm action={paths.takeBackDeletion()} formKey={formKey}>
      <input type="hidden" name="organisationId" value={id} />
      <Button look="primary">{text.leaving.deletion.takeBack}</Button>
    </ButtonForm>
  )
}

export interface DeletionPageProps {
  actor: SignedIn
  organisation: { id: string; name: string }
  counts: { people: number; gone: number; keys: number; invitations: number; drafts: number }
  estates: number
  waiting: number
  /** Last day of its tenures, if it were asked for now or as it was asked for. */
  tenuresUntil: string
  /** When it was asked for and when it happens; null as long as it was not. */
  asked: { at: string; dueAt: string; due: boolean } | null
  mayAsk: boolean
  state: FormState
  done?: FrameProps["done"]
}

function Asked({ organisation, asked, mayAsk, state }: DeletionPageProps) {
  const text = useText()
  const words = text.leaving.deletion
  if (!asked) return null
  return (
    <Notice kind="warning" title={words.pending(formatTime(asked.at), formatTime(asked.dueAt))}>
      <p>{asked.due ? words.due : words.pendingText}</p>
      {mayAsk && !asked.due && (
        <div class="leaving__action">
          <TakeBackForm id={organisation.id} formKey={state.formKey} />
        </div>
      )}
    </Notice>
  )
}

function Consequences({ organisation, counts, estates, waiting, tenuresUntil }: DeletionPageProps) {
  const text = useText()
  const words = text.leaving.deletion
  return (
    <div class="leaving__columns">
      <section class="card">
        <h2>{words.goes}</h2>
        <ul>
          {words.goesItems(counts).map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>{words.stays}</h2>
        <ul>
          {words.staysItems(organisation.name).map((item) => (
            <li>{item}</li>
          ))}
        </ul>
        <p>{words.estates(estates, formatDay(text, tenuresUntil), waiting)}</p>
      </section>
    </div>
  )
}

/** Leaving: what goes and what stays, asking for it by typing the name, and taking it back. */
export function DeletionPage(props: DeletionPageProps) {
  const text = useText()
  const { actor, organisation, asked, mayAsk, state, done } = props
  const words = text.leaving.deletion
  return (
    <DeletionFrame actor={actor} done={done} lead={words.lead}>
      <Asked {...props} />
      {!mayAsk && <Notice>{words.authority}</Notice>}
      <Consequences {...props} />
      {mayAsk && !asked && (
        <section class="card stack">
          <h2>{words.ask}</h2>
          <p>
            {words.exportFirst} <a href={paths.export()}>{words.toExport}</a>
          </p>
          <AskForm
            state={state}
            label={words.nameLabel}
            hint={words.nameHint(organisation.name)}
            note={words.letter}
          />
        </section>
      )}
    </DeletionFrame>
  )
}

/** On the desk of every member of an organisation that leaves. */
export function LeavingBanner(props: { dueAt: string; mayTakeBack: boolean; authority: boolean }) {
  const text = useText()
  const { dueAt, mayTakeBack, authority } = props
  const words = text.leaving.banner
  return (
    <div class="leaving-banner">
      <Notice kind="warning" title={words.title}>
        <p>{words.text(formatTime(dueAt))}</p>
        {mayTakeBack ? (
          <div class="leaving__action">
            <LinkButton href={paths.deletion()}>{words.toPage}</LinkButton>
          </div>
        ) : (
          <p>{authority ? words.askOperator : words.askHead}</p>
        )}
      </Notice>
    </div>
  )
}
