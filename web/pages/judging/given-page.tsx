import type { Child } from "hono/jsx"
import { assignmentPhases, runsIn } from "../../../worker/domain/selection/judging-phases.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { FactList } from "./fact-list.tsx"
import { errorOf, fieldId, JudgingFaults, type JudgingForm } from "./judging-form.tsx"

export interface GivenPageProps {
  form: JudgingForm
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

function Facts({ form, programme, given }: GivenPageProps) {
  const { assignment: words, reviewStates } = form.text.judging
  const { judge, judgeId, blindCode, category, estate, assignedAt, endedAt, review, reviewedAt } = given
  const scored = reviewedAt === null ? "" : form.text.site.aside(formatTime(reviewedAt))
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

function TakeBack({ form, programme, given }: GivenPageProps) {
  const { assignment: words } = form.text.judging
  const begun = given.review !== "none"
  return (
    <form
      method="post"
      action={paths.assignmentRemoval(programme.slug, given.id)}
      class="form-narrow stack"
      novalidate
    >
      <input type="hidden" name="key" value={form.formKey} />
      <input type="hidden" name="revision" value={String(given.reviewRevision)} />
      <p>{begun ? words.takeBackBegun : words.takeBackLead}</p>
      <p class="hint">{words.takeBackLater}</p>
      <TextArea
        id={fieldId("reason")}
        name="reason"
        label={words.reason}
        note={begun ? undefined : form.text.site.optional}
        value={form.typed["reason"]}
        rows={3}
        error={errorOf(form, "reason")}
      />
      <div class="button-row">
        <Button look="danger">{words.takeBack}</Button>
        <LinkButton href={paths.selectionPart(programme.slug, "assignment")}>{words.keep}</LinkButton>
      </div>
    </form>
  )
}

/** One candidate that a judge was given: what stands, and taking it back with what that means. */
export function GivenPage(props: GivenPageProps) {
  const { form, actor, programme, given } = props
  const { text } = form
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
        {form.stale ? (
          <Notice kind="error" title={words.changedTitle} live>
            <p>{words.changed(text.judging.reviewStates[given.review])}</p>
          </Notice>
        ) : (
          <JudgingFaults form={form} />
        )}
        <Facts {...props} />
        {given.endedAt !== null && <Notice kind="warning">{words.ended}</Notice>}
        {open ? <TakeBack {...props} /> : <p class="hint">{given.endedAt === null && words.phaseOver}</p>}
      </div>
    </SelectionPage>
  )
}
