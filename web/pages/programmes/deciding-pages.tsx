import type { Fault } from "../../../worker/domain/errors.ts"
import { type RulesFault, rulesParts } from "../../../worker/domain/selection/rules-parts.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { faultOf, LinesField, labelOf, RulesFaults, type RulesForm, TickField } from "./rules-form.tsx"

interface DecidingProps {
  actor: SignedIn
  programme: FramedProgramme & { revision: number }
  formKey: string
  typed: Record<string, string>
  /** Of the form itself. */
  faults: readonly Fault[]
  stale: boolean
}

const formOf = ({ typed, faults }: DecidingProps): RulesForm => {
  return {
    typed,
    faults: faults.map((fault) => ({ ...fault, field: fault.field ?? "reason" })),
  }
}

function Hidden({ formKey, programme }: DecidingProps) {
  return (
    <>
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="revision" value={String(programme.revision)} />
    </>
  )
}

/** Said when the programme was changed since the page was opened. */
export function StaleNote({ stale }: Pick<DecidingProps, "stale">) {
  const text = useText()
  if (!stale) return null
  const { rules } = text.programmes
  return (
    <Notice kind="error" title={rules.staleTitle} live>
      <p>{rules.staleLook}</p>
    </Notice>
  )
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
                <li>{`${labelOf(text, fault.field)}${text.site.colon}${faultOf(text, fault)}`}</li>
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
  const { actor, programme, hard, soft } = props
  const { beginning, create } = text.programmes
  const form = formOf(props)
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
        <StaleNote {...props} />
        {props.faults.length > 0 && <RulesFaults faults={form.faults} />}
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
          <form method="post" action={paths.programmeBeginning(programme.slug)} class="stack" novalidate>
            <Hidden {...props} />
            {(soft.length > 0 || (props.typed["reason"] ?? "") !== "") && (
              <LinesField form={form} name="reason" rows={3} hint={beginning.reasonHint} maxlength={1000} />
            )}
            <div class="button-row">
              <Button look={hard.length === 0 ? "primary" : "plain"}>{beginning.submit}</Button>
              <LinkButton href={back} look="quiet">
                {create.cancel}
              </LinkButton>
            </div>
          </form>
        )}
      </div>
    </SelectionPage>
  )
}

/** `/selection/:programme/stop`: stopping a programme for good. */
export function StopPage(props: DecidingProps) {
  const text = useText()
  const { actor, programme } = props
  const words = text.programmes.stop
  const form = formOf(props)
  return (
    <SelectionPage actor={actor} programme={programme} part="overview" title={words.title} lead={words.lead}>
      <div class="stack programme-form">
        <StaleNote {...props} />
        <RulesFaults faults={form.faults} />
        {!programme.stoppedAt && (
          <form method="post" action={paths.programmeStop(programme.slug)} class="stack" novalidate>
            <Hidden {...props} />
            <LinesField form={form} name="reason" rows={4} hint={words.reasonHint} maxlength={500} />
            <TickField form={form} name="confirmed">
              {words.confirm}
            </TickField>
            <div class="button-row">
              <Button look="danger">{words.submit}</Button>
              <LinkButton href={paths.selectionOf(programme.slug)} look="quiet">
                {words.cancel}
              </LinkButton>
            </div>
          </form>
        )}
      </div>
    </SelectionPage>
  )
}
