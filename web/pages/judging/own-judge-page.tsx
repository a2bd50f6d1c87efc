import { judgePhases, runsIn } from "../../../worker/domain/selection/judging-phases.ts"
import type { Phase } from "../../../worker/domain/selection/phases.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { useText } from "../../ui/use-text.ts"
import { InterestTable, type ShownInterest } from "./interest-table.tsx"
import { judgingWords } from "./judging-form.ts"

export interface BlindCandidate {
  id: string
  blindCode: string
  category: string
  review: "none" | "draft" | "submitted"
  abstained: number
}

export interface OwnJudgeProps {
  state: FormState
  actor: SignedIn
  programme: {
    title: string
    phase: Phase
    stoppedAt: string | null
    rules: { review: { blind: boolean } } | null
  }
  judge: {
    id: string
    state: "invited" | "accepted" | "declined" | "removed"
    interestsDeclaredAt: string | null
  }
  interests: ShownInterest[]
  candidates: BlindCandidate[]
  /** How many were taken away for a conflict; which ones is not said. */
  taken: number
  done?: string
}

function Answer({ state, judge }: OwnJudgeProps) {
  const text = useText()
  const { own } = text.judging
  return (
    <section class="card stack judging-narrow" aria-labelledby="answer-title">
      <h2 id="answer-title">{own.answerTitle}</h2>
      <p>{own.answerText}</p>
      <Form {...judgingWords(text)} state={state} action={paths.judgeAnswer(judge.id)}>
        <RadioGroup
          name="answer"
          legend={own.answerField}
          choices={[
            { value: "accepted", label: own.accept },
            { value: "declined", label: own.decline },
          ]}
        />
        <Button look="primary">{own.send}</Button>
      </Form>
    </section>
  )
}

function Candidates({ programme, candidates, taken }: OwnJudgeProps) {
  const text = useText()
  const { own, reviewStates } = text.judging
  const reviewState = (row: BlindCandidate) =>
    row.review === "submitted" && row.abstained === 1 ? reviewStates.abstained : reviewStates[row.review]
  return (
    <section class="section stack" aria-labelledby="candidates-title">
      <h2 id="candidates-title">{own.candidates}</h2>
      {programme.rules?.review.blind && <p class="hint">{own.blind}</p>}
      {taken > 0 && <Notice kind="info">{own.taken(taken)}</Notice>}
      {candidates.length === 0 ? (
        <p>{own.noCandidates}</p>
      ) : (
        <DataTable
          caption={own.candidatesCaption}
          captionHidden
          cards
          rows={candidates}
          columns={[
            {
              key: "code",
              title: own.code,
              cell: (row) => <a href={paths.review(row.id)}>{row.blindCode}</a>,
            },
            { key: "category", title: own.category, cell: (row) => row.category },
            { key: "review", title: own.review, cell: reviewState },
          ]}
        />
      )}
    </section>
  )
}

function Interests({ judge, interests }: OwnJudgeProps) {
  const text = useText()
  const { own } = text.judging
  const declared = judge.interestsDeclaredAt !== null
  return (
    <section class="section stack" aria-labelledby="interests-title">
      <h2 id="interests-title">{own.interestsTitle}</h2>
      <p>{own.interestsText}</p>
      {interests.length > 0 ? (
        <InterestTable interests={interests} />
      ) : (
        <p>{declared ? own.noInterests : own.notDeclared}</p>
      )}
      <LinkButton href={paths.judgeInterests(judge.id)} look={declared ? "plain" : "primary"}>
        {declared ? own.addTitle : own.declare}
      </LinkButton>
    </section>
  )
}

function Body(props: OwnJudgeProps) {
  const text = useText()
  const { judge, programme } = props
  const { own, states } = text.judging
  if (judge.state === "removed") return <Notice kind="warning">{own.over}</Notice>
  if (judge.state === "declined") return <Notice kind="info">{states.declined}</Notice>
  const running = runsIn(programme, judgePhases)
  if (judge.state === "invited") return running ? <Answer {...props} /> : <p>{own.todo.over}</p>
  return (
    <>
      {judge.interestsDeclaredAt === null && running && <Interests {...props} />}
      <Candidates {...props} />
      {judge.interestsDeclaredAt !== null && running && <Interests {...props} />}
    </>
  )
}

/** The head of a judge's own pages about one programme. */
export function OwnHead({ title, here }: { title: string; here?: { href: string; label: string } }) {
  const text = useText()
  const steps = [
    { label: text.site.nav.desk, href: paths.desk() },
    { label: text.judging.title, href: paths.judging() },
  ]
  return (
    <PageHead
      steps={
        here
          ? [...steps, { label: title, href: here.href }, { label: here.label }]
          : [...steps, { label: title }]
      }
      title={here?.label ?? title}
    />
  )
}

/** One programme for its judge: the invitation, its interests, its candidates by blind code. */
export function OwnJudgePage(props: OwnJudgeProps) {
  const { actor, programme, done } = props
  const text = useText()
  return (
    <Page title={`${text.judging.title} · ${programme.title}`} current="desk" actor={actor}>
      <OwnHead title={programme.title} />
      {done && (
        <Notice kind="success" live>
          {done}
        </Notice>
      )}
      <div class="stack">
        <Body {...props} />
      </div>
    </Page>
  )
}
