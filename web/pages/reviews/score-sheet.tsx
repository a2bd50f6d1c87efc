import { abstain, MOST_COMMENT } from "../../../worker/domain/selection/review-form.ts"
import type { Criterion } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import { freshForm } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type ReviewView, reviewFieldId } from "./review-view.ts"

function CriterionField({ view, criterion }: { view: ReviewView; criterion: Criterion }) {
  const text = useText()
  const { page } = text.reviews
  const { code, title, weight, levels } = criterion
  return (
    <RadioGroup
      name={`s:${code}`}
      legend={
        <>
          {title}
          <span class="field__optional">{page.weight(weight)}</span>
        </>
      }
      value={view.typed.scores.get(code)}
      choices={[
        ...levels.map(({ score, anchor }) => ({
          value: String(score),
          label: page.level(score),
          note: anchor,
        })),
        { value: abstain, label: page.abstainOne, note: page.abstainOneNote },
      ]}
    />
  )
}

function SaveBar({ view }: { view: ReviewView }) {
  const text = useText()
  const { page } = text.reviews
  const { form } = text.filing
  const submitted = view.state === "submitted"
  return (
    <div class="save-bar">
      <p class="save-bar__state" id="save-state" role="status">
        {submitted
          ? page.submitted(formatTime(view.submittedAt ?? ""))
          : view.savedAt
            ? form.savedAt(formatTime(view.savedAt))
            : form.notSaved}
      </p>
      <div class="button-row">
        {!submitted && <Button dataAction="save">{page.save}</Button>}
        <Button look="primary" formaction={paths.reviewSubmission(view.assignmentId)}>
          {submitted ? page.resubmit : page.submit}
        </Button>
      </div>
    </div>
  )
}

/** The criteria as groups of anchored levels, the judge's confidence and comment; it saves itself while it is a draft. */
export function ScoreSheet({ view }: { view: ReviewView }) {
  const text = useText()
  const { page } = text.reviews
  const { typed, assignmentId } = view
  return (
    <Form
      ids={reviewFieldId}
      state={{ ...freshForm(view.formKey), faults: view.faults }}
      problemsElsewhere
      action={paths.reviewDraft(assignmentId)}
      revision={view.revision}
      id="review"
      class="score-sheet"
      autosave={view.state !== "submitted"}
    >
      <h2>{page.form}</h2>
      {view.criteria.map((criterion) => (
        <CriterionField view={view} criterion={criterion} />
      ))}
      <label class="choice">
        <input type="checkbox" name="abstained" value="yes" checked={typed.abstained} />
        <span>{page.abstainAll}</span>
      </label>
      <RadioGroup
        name="confidence"
        legend={page.confidence}
        value={typed.confidence}
        choices={[1, 2, 3].map((value) => ({
          value: String(value),
          label: page.confidences[value] ?? "",
        }))}
        row
      />
      <TextArea
        name="comment"
        label={page.comment}
        note={text.site.optional}
        hint={page.commentHint}
        value={typed.comment}
        maxlength={MOST_COMMENT}
        rows={5}
      />
      <SaveBar view={view} />
    </Form>
  )
}
