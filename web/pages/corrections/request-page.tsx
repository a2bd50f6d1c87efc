import type {
  AskedValue,
  CorrectionRequestState,
  RequestEffect,
} from "../../../worker/domain/correction/request.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button, LinkButton } from "../../ui/button.tsx"
import { ButtonForm, Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatChange, formatDay, formatPeriod, formatScore, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { bandWords } from "../desk/expected-parts.tsx"
import { EffectTable } from "./effect-table.tsx"

type Card = { base: number | null; final: number | null; band: string | null }

export interface RequestView {
  id: string
  slug: string
  estate: string
  quarter: string
  organisation: string
  person: string | null
  filedAt: string
  dueDay: string
  late: boolean
  state: CorrectionRequestState
  reason: string
  evidence: string
  values: AskedValue[]
  effect: RequestEffect
  edition: Edition
  reply: string | null
  answeredAt: string | null
  correction: { openedAt: string; takenBackAt: string | null; closedNumber: number | null } | null
  /** What the releases before and after the correction said. */
  result: { before: Card; after: Card } | null
  mayWithdraw: boolean
  /** Who files the quarter may open its form. */
  mayFile: boolean
  /** The city's two answers; null for who may not answer, and once it is answered. */
  answering: { follow: FormState; refuse: FormState } | null
  /** What was just done. */
  done: "filed" | "withdrawn" | "refused" | "accepted" | null
}

function Facts({ view }: { view: RequestView }) {
  const text = useText()
  const { requests } = text.corrections
  const who = view.person ?? view.organisation
  return (
    <>
      <p>
        <strong>{requests.states[view.state]}</strong> · {requests.filedBy(who, formatTime(view.filedAt))}
        {view.state === "asked" &&
          ` · ${(view.late ? requests.overdue : requests.dueOn)(formatDay(text, view.dueDay))}`}
      </p>
      <p>
        <strong>{requests.reason}</strong>
        {text.site.colon}
        {view.reason}
      </p>
      <p>
        <strong>{requests.evidence}</strong>
        {text.site.colon}
        {view.evidence}
      </p>
    </>
  )
}

/** What came of it. */
function Outcome({ view }: { view: RequestView }) {
  const text = useText()
  const { requests } = text.corrections
  const { reply, answeredAt, correction, result, edition, quarter, slug } = view
  const score = (card: Card) => formatScore(card.final ?? 0, 2)
  return (
    <>
      {reply !== null && answeredAt !== null && (
        <Notice title={requests.reply}>
          <p>{reply}</p>
          <p class="hint">{requests.answeredAt(formatTime(answeredAt))}</p>
        </Notice>
      )}
      {correction && (
        <Notice kind={correction.closedNumber === null ? "warning" : "success"}>
          <p>
            {correction.closedNumber !== null
              ? requests.closed(correction.closedNumber)
              : correction.takenBackAt !== null
                ? requests.takenBack(formatTime(correction.takenBackAt))
                : requests.openedAt(formatTime(correction.openedAt))}
          </p>
          {view.mayFile && correction.closedNumber === null && correction.takenBackAt === null && (
            <LinkButton href={paths.submission(slug, quarter)}>{requests.toForm}</LinkButton>
          )}
          {result && (
            <p>
              {requests.result}
              {text.site.colon}
              {requests.points(
                score(result.before),
                score(result.after),
                formatChange((result.after.final ?? 0) - (result.before.final ?? 0), 2),
              )}
              {" · "}
              {text.adjustments.bands(
                bandWords(text, edition, result.before.band),
                bandWords(text, edition, result.after.band),
              )}
            </p>
          )}
        </Notice>
      )}
    </>
  )
}

function Follow({ view, state }: { view: RequestView; state: FormState }) {
  const text = useText()
  const { requests, form } = text.corrections
  return (
    <section class="card stack">
      <h2>{requests.follow}</h2>
      <p>{requests.followText}</p>
      <Form state={state} action={paths.corrections(view.quarter)} ids="follow-">
        <input type="hidden" name="estate" value={view.slug} />
        <input type="hidden" name="request" value={view.id} />
        <TextArea name="reason" label={requests.publicReason} hint={form.reasonHint} rows={3} />
        <Tick name="confirmed" required>
          {form.confirm}
        </Tick>
        <div>
          <Button look="primary">{requests.follow}</Button>
        </div>
      </Form>
    </section>
  )
}

function Refuse({ view, state }: { view: RequestView; state: FormState }) {
  const text = useText()
  const { requests } = text.corrections
  return (
    <section class="card stack">
      <h2>{requests.refuse}</h2>
      <p>{requests.refuseText}</p>
      <Form state={state} action={paths.requestRefusal(view.id)} ids="refuse-">
        <TextArea name="reply" label={requests.replyLabel} hint={requests.replyHint} rows={3} />
        <div>
          <Button>{requests.refuse}</Button>
        </div>
      </Form>
    </section>
  )
}

/** One request for correction: what is asked for and why, what it does, where it stands, and what its reader can do. */
export function RequestPage({
  actor,
  view,
  formKey,
}: {
  actor: SignedIn
  view: RequestView
  formKey: string
}) {
  const text = useText()
  const { requests } = text.corrections
  const { estate, quarter, organisation, done, answering, mayWithdraw, edition, values, effect } = view
  return (
    <Page title={`${requests.title} · ${estate}`} current="desk" actor={actor}>
      <header class="page-head">
        <Breadcrumb
          steps={[
            { label: text.site.nav.desk, href: paths.desk() },
            { label: requests.title, href: paths.correctionRequests() },
            { label: estate },
          ]}
        />
        <h1>{estate}</h1>
        <p class="lead">
          {formatPeriod(text, quarter)} · {organisation}
        </p>
      </header>
      <div class="stack">
        {done && (
          <Notice kind="success" live>
            {requests.done[done]}
          </Notice>
        )}
        <Facts view={view} />
        <Outcome view={view} />
        <EffectTable edition={edition} values={values} effect={effect} />
        {mayWithdraw && (
          <ButtonForm action={paths.requestWithdrawal(view.id)} formKey={formKey}>
            <p class="hint">{requests.withdrawHint}</p>
            <Button>{requests.withdraw}</Button>
          </ButtonForm>
        )}
        {answering && <Follow view={view} state={answering.follow} />}
        {answering && <Refuse view={view} state={answering.refuse} />}
      </div>
    </Page>
  )
}
