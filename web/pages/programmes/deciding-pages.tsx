import { stopReasonLength } from "../../../worker/domain/selection/phases.ts"
import { type RulesFault, rulesParts } from "../../../worker/domain/selection/rules-parts.ts"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { LinesField, labelOf, rulesFault, rulesWords } from "./rules-form.tsx"

interface DecidingProps {
  actor: SignedIn
  programme: FramedProgramme & { revision: number }
  state: FormState
}

/** Faults by the part in which they are mended. */
function LeftByPart(
  props: Pick<DecidingProps, "programme"> & {
    faults: readonly RulesFault[]
    kind: "error" | "warning"
    title: string
  },
) {
  const text = useText()
  const { programme, faults, kind, title } = props
  const { rules, beginning } = text.programmes
  const parts = rulesParts.filter((part) => faults.some((fault) => fault.part === part))
  return (
    <Notice kind={kind} title={title} id={kind === "error" ? "faults" : undefined}>
      {parts.map((part) => (
        <>
          <p>
            <strong>{rules.parts[part]}</strong>{" "}
            <a href={paths.rulesPart(programme.slug, part)}>{beginning.toPart}</a>
          </p>
          <ul>
            {faults
              .filter((fault) => fault.part === part)
              .map((fault) => (
                <li>{`${labelOf(text, fault.field)}${text.site.colon}${rulesFault(text, fault)}`}</li>
              ))}
          </ul>
        </>
      ))}
    </Notice>
  )
}

/** `/selection/:programme/beginning`: everything that is checked before a programme opens. */
export function BeginningPage(
  props: DecidingProps & { hard: readonly RulesFault[]; soft: readonly RulesFault[] },
) {
  const text = useText()
  const { actor, programme, state, hard, soft } = props
  const { beginning, create } = text.programmes
  const words = { ...rulesWords(text), unnamed: "reason" }
  const back = paths.selectionOf(programme.slug)
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="rules"
      title={beginning.title}
      lead={beginning.lead}
    >
      <div class="stack programme-form">
        <FormProblems {...words} state={state} />
        {hard.length > 0 && (
          <LeftByPart
            programme={programme}
            faults={hard}
            kind="error"
            title={beginning.faultsTitle(hard.length)}
          />
        )}
        {hard.length === 0 && soft.length === 0 && programme.phase === "draft" && (
          <Notice kind="success">{beginning.ready}</Notice>
        )}
        {soft.length > 0 && (
          <LeftByPart programme={programme} faults={soft} kind="warning" title={beginning.softTitle} />
        )}
        {programme.phase === "draft" && (
          <Form
            {...words}
            state={state}
            problemsElsewhere
            action={paths.programmeBeginning(programme.slug)}
            revision={programme.revision}
          >
            {(soft.length > 0 || state.typed["reason"]) && (
              <LinesField name="reason" rows={3} hint={beginning.reasonHint} maxlength={MAX_REASON_TEXT} />
            )}
            <div class="button-row">
              <Button look={hard.length === 0 ? "primary" : "plain"}>{beginning.submit}</Button>
              <LinkButton href={back} look="quiet">
                {create.cancel}
              </LinkButton>
            </div>
          </Form>
        )}
      </div>
    </SelectionPage>
  )
}

/** `/selection/:programme/stop`: stopping a programme for good. */
export function StopPage(props: DecidingProps) {
  const text = useText()
  const { actor, programme, state } = props
  const words = text.programmes.stop
  return (
    <SelectionPage actor={actor} programme={programme} part="overview" title={words.title} lead={words.lead}>
      <div class="stack programme-form">
        {!programme.stoppedAt && (
          <Form
            {...rulesWords(text)}
            unnamed="reason"
            state={state}
            action={paths.programmeStop(programme.slug)}
            revision={programme.revision}
          >
            <LinesField name="reason" rows={4} hint={words.reasonHint} maxlength={stopReasonLength.max} />
            <Tick name="confirmed">{words.confirm}</Tick>
            <div class="button-row">
              <Button look="danger">{words.submit}</Button>
              <LinkButton href={paths.selectionOf(programme.slug)} look="quiet">
                {words.cancel}
              </LinkButton>
            </div>
          </Form>
        )}
      </div>
    </SelectionPage>
  )
}
