import type { Child } from "hono/jsx"
import type { EligibilityResult } from "../../../worker/domain/selection/eligibility.ts"
import { hasReached, type Phase } from "../../../worker/domain/selection/phases.ts"
import type { ProgrammeRules } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { Form, FormProblems, type FormWords } from "../../ui/form.tsx"
import { type FormState, freshForm } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { AttachmentList, type ListedAttachment } from "../reviews/attachment-list.tsx"
import { EligibilityTable } from "./eligibility-table.tsx"
import { NominationForm, nominationWords } from "./nomination-form.tsx"
import {
  categoryWords,
  type NominationState,
  nextWords,
  type Screening,
  stateWords,
} from "./nomination-view.ts"

export interface NominationPageProps {
  actor: SignedIn
  nomination: {
    id: string
    category: string
    state: NominationState
    screening: Screening
    answers: Record<string, string>
    figuresHash: string | null
    revision: number
    submittedAt: string | null
    withdrawnAt: string | null
  }
  programme: { slug: string; title: string; phase: Phase }
  estate: { slug: string; name: string; demonstration: boolean }
  organisation: string
  /** Whether the reader's organisation made it. */
  own: boolean
  rules: ProgrammeRules
  eligibility: EligibilityResult | null
  attachments: readonly ListedAttachment[]
  /** Rule of why nothing can be changed now; null while nominations are open. */
  closed: string | null
  mayEdit: boolean
  mayWithdraw: boolean
  mayRun: boolean
  /** Of the form of a draft, and of taking it back. */
  state: FormState
  /** Taking it back was sent, not the form of the draft. */
  withdrawing: boolean
  /** When what stands in the form was saved; null when it was not. */
  savedAt: string | null
  /** What stands now where somebody changed it meanwhile, one sentence a field. */
  differing?: string[]
  done?: string
}

function Facts({ rows }: { rows: [string, Child][] }) {
  const text = useText()
  return (
    <dl class="fact-list" aria-label={text.nominations.title}>
      {rows.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Head({ nomination, programme, organisation, rules }: NominationPageProps) {
  const text = useText()
  const { page, list } = text.nominations
  const { state, screening, submittedAt } = nomination
  const rows: [string, Child][] = [
    [page.programme, <a href={paths.programme(programme.slug)}>{programme.title}</a>],
    [page.category, categoryWords(rules.categories, nomination.category)],
    [page.by, organisation],
    [page.deadline, page.deadlineTime(formatDay(text, rules.dates.closeDay))],
    [page.state, stateWords(text, nomination)],
    [list.next, nextWords(text, { state, screening, phase: programme.phase })],
  ]
  if (submittedAt) rows.push([page.submittedAt, formatTime(submittedAt)])
  return <Facts rows={rows} />
}

function Answers({ nomination, rules }: NominationPageProps) {
  const text = useText()
  const { page } = text.nominations
  return (
    <section class="stack">
      <h2>{page.form}</h2>
      {rules.form.map(({ key, title }) => (
        <div>
          <h3>{title}</h3>
          <p class="typed-text">{nomination.answers[key] || page.empty}</p>
        </div>
      ))}
    </section>
  )
}

function Eligibility({ nomination, eligibility, rules }: NominationPageProps) {
  const text = useText()
  const { page } = text.nominations
  return (
    <section class="stack">
      <h2>{page.eligibility}</h2>
      {eligibility === null ? (
        <Notice kind="warning" title={page.noFigures} />
      ) : (
        <>
          <EligibilityTable result={eligibility} rules={rules.eligibility} />
          <p class="field__hint">
            {nomination.figuresHash
              ? page.eligibilityFrozen(nomination.figuresHash.slice(0, 12))
              : page.eligibilityDraft}
          </p>
        </>
      )}
    </section>
  )
}

function staleWords(text: Text, { nomination, differing = [] }: NominationPageProps): FormWords["stale"] {
  const { page } = text.nominations
  return {
    title: page.staleTitle,
    lines: [page.stale, ...differing],
    present: paths.nomination(nomination.id),
  }
}

function Withdrawal(props: NominationPageProps) {
  const text = useText()
  const { nomination, programme, state, withdrawing } = props
  const { page } = text.nominations
  const draft = nomination.state === "draft"
  const listed = !draft && hasReached(programme.phase, "shortlist")
  const lead =
    programme.phase === "decided" ? page.withdrawWaiting : listed ? page.withdrawListed : page.withdrawLead
  return (
    <details class="withdrawal" open={withdrawing}>
      <summary>{draft ? page.discard : page.withdraw}</summary>
      <Form
        ids="withdraw-"
        nameOf={() => page.withdrawReason}
        unnamed="reason"
        stale={staleWords(text, props)}
        state={withdrawing ? state : freshForm(state.formKey)}
        action={paths.nominationWithdrawal(nomination.id)}
        revision={nomination.revision}
      >
        <p>{lead}</p>
        <TextArea
          name="reason"
          label={page.withdrawReason}
          note={draft ? text.nominations.optional : undefined}
          rows={2}
        />
        <Button look="danger">{draft ? page.discard : page.withdraw}</Button>
      </Form>
    </details>
  )
}

function Messages(props: NominationPageProps) {
  const text = useText()
  const { nomination, state, withdrawing, mayWithdraw, done, closed, rules } = props
  const { page } = text.nominations
  const { openDay, closeDay } = rules.dates
  return (
    <>
      {done && <Notice kind="success" title={done} live />}
      {(!withdrawing || !mayWithdraw) && (
        <FormProblems {...nominationWords(text, rules.form)} stale={staleWords(text, props)} state={state} />
      )}
      {closed && nomination.state === "draft" && (
        <Notice kind="warning" title={refusalSentence(text, { rule: closed, with: { openDay, closeDay } })} />
      )}
      {nomination.withdrawnAt && <Notice title={page.withdrawn(formatDay(text, nomination.withdrawnAt))} />}
    </>
  )
}

/** One nomination: the form of a draft, or what was submitted; its conditions, its files, taking it back. */
export function NominationPage(props: NominationPageProps) {
  const text = useText()
  const { actor, nomination, programme, estate, rules, eligibility, mayEdit, mayWithdraw, closed } = props
  const { page, title } = text.nominations
  const editable = mayEdit && nomination.state === "draft" && closed === null
  return (
    <Page
      title={page.title(estate.name)}
      current="desk"
      actor={actor}
      scripts={editable ? [`autosave.${text.language}.js`] : []}
    >
      <header class="page-head">
        <Breadcrumb
          steps={[
            { label: text.site.nav.desk, href: paths.desk() },
            { label: title, href: paths.nominations() },
            { label: estate.name },
          ]}
        />
        <h1>
          {page.title(estate.name)} {estate.demonstration && <DemoMark />}
        </h1>
      </header>
      <div class="stack nomination">
        <Messages {...props} />
        <Head {...props} />
        {props.mayRun && nomination.submittedAt && (
          <p>
            <a href={paths.screenedNomination(programme.slug, nomination.id)}>{page.desk}</a>
          </p>
        )}
        {nomination.submittedAt && props.own && hasReached(programme.phase, "decided") && (
          <p>
            <a href={paths.feedback(nomination.id)}>{text.proof.feedback.link}</a>
          </p>
        )}
        <Eligibility {...props} />
        {editable ? (
          <section class="stack">
            <h2>{page.form}</h2>
            <NominationForm
              id={nomination.id}
              revision={nomination.revision}
              form={rules.form}
              state={props.withdrawing ? freshForm(props.state.formKey, props.state.typed) : props.state}
              ineligible={eligibility?.eligible === false}
              attachments={props.attachments}
              savedAt={props.savedAt}
            />
          </section>
        ) : (
          <>
            <Answers {...props} />
            <AttachmentList attachments={props.attachments} />
          </>
        )}
        {mayWithdraw && <Withdrawal {...props} />}
      </div>
    </Page>
  )
}
