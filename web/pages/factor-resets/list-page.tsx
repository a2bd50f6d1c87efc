import { paths } from "../../paths.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { ButtonForm, Form } from "../../ui/form.tsx"
import { type FormState, freshForm } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"

export interface WaitingReset {
  reset: { id: string; reason: string; askedAt: string; expiresAt: string }
  owner: { name: string; email: string }
  organisation: { name: string; kind: string }
  asker: { name: string; organisation: string }
  /** Why the reader may not confirm it; null: it may. */
  fault: "not_found" | "reset_own" | "reset_asked" | null
}

export interface ResetListPageProps {
  actor: SignedIn
  rows: readonly WaitingReset[]
  state: FormState
  /** The form of this one was refused. */
  sent?: string
  notice?: string
}

function Waiting({ row, state, sent }: ResetListPageProps & { row: WaitingReset }) {
  const text = useText()
  const words = text.factor.resets
  const { reset, owner, organisation, asker, fault } = row
  const waits = organisation.kind === "authority" ? words.waitsForOthers : words.waitsForOperator
  return (
    <li class="card stack" id={`reset-${reset.id}`}>
      <h2>{owner.name}</h2>
      <p class="hint">{[owner.email, organisation.name].join("　")}</p>
      <p>{words.askedBy(asker.name, asker.organisation, formatTime(reset.askedAt))}</p>
      <p>{words.because(reset.reason)}</p>
      <p class="hint">{words.until(formatTime(reset.expiresAt))}</p>
      {fault === null ? (
        <Form
          ids={`${reset.id}-`}
          say={() => words.tickFirst}
          state={sent === reset.id ? state : freshForm(state.formKey)}
          action={paths.resetConfirmation()}
          class="stack form-narrow"
        >
          <input type="hidden" name="reset" value={reset.id} />
          <Tick name="confirmed">{words.certain(owner.name)}</Tick>
          <Button look="danger">{words.confirm(owner.name)}</Button>
        </Form>
      ) : (
        <p>{fault === "not_found" ? waits : text.access.refusals[fault]({})}</p>
      )}
      <ButtonForm action={paths.resetStop()} formKey={state.formKey}>
        <input type="hidden" name="reset" value={reset.id} />
        <Button>{words.stop(owner.name)}</Button>
      </ButtonForm>
    </li>
  )
}

/** Requests to reset a lost second factor that the reader may confirm, or may stop. */
export function ResetListPage(props: ResetListPageProps) {
  const text = useText()
  const { actor, rows, notice } = props
  const words = text.factor.resets
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <Breadcrumb
        steps={[{ label: text.people.members.title, href: paths.members() }, { label: words.title }]}
      />
      <div class="stack">
        <header class="stack stack--tight">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </header>
        {notice && (
          <Notice kind="success" live>
            {notice}
          </Notice>
        )}
        {rows.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <ul class="reset-list stack">
            {rows.map((row) => (
              <Waiting {...props} row={row} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  )
}
