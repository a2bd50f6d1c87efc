import type { EligibilityResult } from "../../../worker/domain/selection/eligibility.ts"
import type { ProgrammeRules } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { ButtonForm, Form, FormProblems, type FormWords } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { AttachmentList, type ListedAttachment } from "../reviews/attachment-list.tsx"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { EligibilityTable } from "./eligibility-table.tsx"
import { categoryWords, type NominationState, type Screening, stateWords } from "./nomination-view.ts"

interface Override {
  reason: string
  askedAt: string
  decidedAt: string | null
  confirmed: boolean | null
}

export interface ScreenedPageProps {
  actor: SignedIn
  programme: FramedProgramme
  nomination: {
    id: string
    blindCode: string
    category: string
    state: NominationState
    screening: Screening
    answers: Record<string, string>
    figuresHash: string | null
    eligibility: EligibilityResult | null
    ineligibleReason: string | null
    submittedAt: string | null
    withdrawnAt: string | null
  }
  estate: { slug: string; name: string; demonstration: boolean }
  organisation: string
  rules: ProgrammeRules
  attachments: readonly ListedAttachment[]
  overrides: Override[]
  /** What waits for another person's decision. */
  pending: Override | null
  /** The actor asked itself. */
  ownRequest: boolean
  mayRun: boolean
  state: FormState
  done?: string
}

const overrideWords: FormWords = { ids: "override-", unnamed: "reason" }

function Facts({ nomination, organisation, estate, rules }: ScreenedPageProps) {
  const text = useText()
  const { page, list } = text.nominations
  const rows: [string, string][] = [
    [page.category, categoryWords(rules.categories, nomination.category)],
    [page.by, organisation],
    [page.state, stateWords(text, nomination)],
  ]
  if (nomination.submittedAt) rows.push([page.submittedAt, formatTime(nomination.submittedAt)])
  if (nomination.withdrawnAt)
    rows.push([text.nominations.states.withdrawn, formatDay(text, nomination.withdrawnAt)])
  return (
    <dl class="fact-list">
      <div>
        <dt>{list.estate}</dt>
        <dd>
          <a href={paths.estate(estate.slug)}>{estate.name}</a>
        </dd>
      </div>
      {rows.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Eligibility({ nomination, rules }: ScreenedPageProps) {
  const text = useText()
  const { page, screened } = text.nominations
  return (
    <section class="stack">
      <h2>{page.eligibility}</h2>
      {nomination.eligibility ? (
        <EligibilityTable result={nomination.eligibility} rules={rules.eligibility} />
      ) : (
        <Notice kind="warning" title={page.noFigures} />
      )}
      {nomination.figuresHash && (
        <p class="field__hint">{page.eligibilityFrozen(nomination.figuresHash.slice(0, 12))}</p>
      )}
      {nomination.ineligibleReason && (
        <div>
          <h3>{screened.ineligibleReason}</h3>
          <p class="typed-text">{nomination.ineligibleReason}</p>
        </div>
      )}
    </section>
  )
}

function Ask({ programme, nomination, state }: ScreenedPageProps) {
  const text = useText()
  const { screened } = text.nominations
  return (
    <Form
      {...overrideWords}
      state={state}
      problemsElsewhere
      action={paths.override(programme.slug, nomination.id)}
    >
      <TextArea name="reason" label={screened.askReason} rows={3} />
      <div class="button-row">
        <Button>{screened.ask}</Button>
      </div>
    </Form>
  )
}

function Decide({ programme, nomination, pending, ownRequest, state }: ScreenedPageProps) {
  const text = useText()
  const { screened } = text.nominations
  if (!pending) return null
  return (
    <div class="stack">
      <Notice title={screened.pending(formatTime(pending.askedAt))}>
        <p class="typed-text">{screened.reasonLine(pending.reason)}</p>
        {ownRequest && <p>{screened.ownRequest}</p>}
      </Notice>
      {!ownRequest && (
        <ButtonForm action={paths.overrideDecision(programme.slug, nomination.id)} formKey={state.formKey}>
          <div class="button-row">
            <Button look="primary" name="confirmed" value="yes">
              {screened.confirm}
            </Button>
            <Button look="danger" name="confirmed" value="no">
              {screened.refuse}
            </Button>
          </div>
        </ButtonForm>
      )}
    </div>
  )
}

/** Letting in against the rules: who asked and decided what, and what can be done now. */
function Override(props: ScreenedPageProps) {
  const text = useText()
  const { programme, nomination, overrides, pending, mayRun } = props
  const { screened } = text.nominations
  const now = mayRun && programme.phase === "screening" && nomination.state === "submitted"
  const decided = overrides.filter(({ decidedAt }) => decidedAt !== null)
  if (decided.length === 0 && !pending && !(now && nomination.screening === "ineligible")) return null
  return (
    <section class="stack">
      <h2>{screened.override}</h2>
      <p>{screened.overrideLead}</p>
      {decided.map(({ decidedAt, confirmed, reason }) => (
        <p>
          {screened.decided(formatTime(decidedAt ?? ""), confirmed === true)}
          <br />
          <span class="typed-text">{screened.reasonLine(reason)}</span>
        </p>
      ))}
      {now && pending && <Decide {...props} />}
      {now && !pending && nomination.screening === "ineligible" && <Ask {...props} />}
    </section>
  )
}

function Answers({ programme, nomination, rules, mayRun }: ScreenedPageProps) {
  const text = useText()
  const { page, screened } = text.nominations
  return (
    <section class="stack">
      <h2>{page.form}</h2>
      {rules.form.map(({ key, title }) => (
        <div>
          <h3>{title}</h3>
          <p class="typed-text">{nomination.answers[key] || page.empty}</p>
        </div>
      ))}
      {mayRun && rules.review.blind && nomination.state === "submitted" && (
        <p>
          <LinkButton href={paths.redaction(programme.slug, nomination.blindCode)}>
            {screened.redactionLink}
          </LinkButton>
        </p>
      )}
    </section>
  )
}

/** One nomination on the organiser's desk: what screening found, and letting it in against the rules. */
export function ScreenedPage(props: ScreenedPageProps) {
  const text = useText()
  const { actor, programme, estate, attachments, state, done } = props
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="nominations"
      title={text.nominations.screened.title(estate.name)}
      done={done}
    >
      <div class="stack nomination">
        <FormProblems {...overrideWords} state={state} />
        <Facts {...props} />
        <Eligibility {...props} />
        <Override {...props} />
        <Answers {...props} />
        <AttachmentList attachments={attachments} />
      </div>
    </SelectionPage>
  )
}
