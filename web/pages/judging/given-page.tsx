import type { Child } from "hono/jsx"
import { assignmentPhases, runsIn } from "../../../worker/domain/selection/judging-phases.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { FactList } from "./fact-list.tsx"
import { judgingWords } from "./judging-form.ts"

export interface GivenPageProps {
  state: FormState
  actor: SignedIn
  programme: FramedProgramme
  given: {
    id: string
    judge: string
    judgeId: string
    blindCode: string
    category: string
    estate: string
    assignedAt: string
    endedAt: string | null
    review: "none" | "draft" | "submitted"
    reviewRevision: number
    reviewedAt: string | null
  }
}

function Facts({ programme, given }: GivenPageProps) {
  const text = useText()
  const { assignment: words, reviewStates } = text.judging
  const { judge, judgeId, blindCode, category, estate, assignedAt, endedAt, review, reviewedAt } = given
  const scored = reviewedAt === null ? "" : text.site.aside(formatTime(reviewedAt))
  const facts: [string, Child][] = [
    [words.judge, <a href={paths.judgeAtDesk(programme.slug, judgeId)}>{judge}</a>],
    [words.code, blindCode],
    [words.estate, estate],
    [words.category, category],
    [words.givenAt, formatTime(assignedAt)],
    [words.review, `${reviewStates[review]}${scored}`],
    ...(endedAt === null ? [] : [[words.endedAt, formatTime(endedAt)] as [string, Child]]),
  ]
  return <FactList facts={facts} />
}

function TakeBack({ state, programme, given }: GivenPageProps) {
  const text = useText()
  const { assignment: words } = text.judging
  const begun = given.review !== "none"
  return (
    <Form
      {...judgingWords(text)}
      stale={{ title: words.changedTitle, lines: [words.changed(text.judging.reviewStates[given.review])] }}
      state={state}
      action={paths.assignmentRemoval(programme.slug, given.id)}
      revision={given.reviewRevision}
      class="form-narrow stack"
    >
      <p>{begun ? words.takeBackBegun : words.takeBackLead}</p>
      <p class="hint">{words.takeBackLater}</p>
      <TextArea name="reason" label={words.reason} note={begun ? undefined : text.site.optional} rows={3} />
      <div class="button-row">
        <Button look="danger">{words.takeBack}</Button>
        <LinkButton href={paths.selectionPart(programme.slug, "assignment")}>{words.keep}</LinkButton>
      </div>
    </Form>
  )
}

/** One candidate that a judge was given: what stands, and taking it back with what that means. */
export function GivenPage(props: GivenPageProps) {
  const { actor, programme, given } = props
  const text = useText()
  const { assignment: words } = text.judging
  const open = runsIn(programme, assignmentPhases) && given.endedAt === null
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="assignment"
      title={words.givenTitle(given.judge, given.blindCode)}
    >
      <div class="stack">
        <Facts {...props} />
        {given.endedAt !== null && <Notice kind="warning">{words.ended}</Notice>}
        {open ? <TakeBack {...props} /> : <p class="hint">{given.endedAt === null && words.phaseOver}</p>}
      </div>
    </SelectionPage>
  )
}
