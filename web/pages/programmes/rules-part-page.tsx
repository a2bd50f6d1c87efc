import type { BasisRelease } from "../../../worker/domain/selection/check-basics.ts"
import type { RulesDraft } from "../../../worker/domain/selection/rules.ts"
import { type RulesPart, rulesParts } from "../../../worker/domain/selection/rules-parts.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { ConditionBuilder } from "../nominations/condition-builder.tsx"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { BasicsFields } from "./basics-fields.tsx"
import { CategoryFields, FormAndDayFields, JudgingFields } from "./row-fields.tsx"
import { labelOf, rulesWords } from "./rules-form.tsx"

export interface RulesPartPageProps {
  actor: SignedIn
  programme: FramedProgramme & { revision: number }
  part: RulesPart
  state: FormState
  /** The same rules for the builder of conditions. */
  rules: RulesDraft
  releases: readonly BasisRelease[]
  districts: readonly { name: string }[]
  /** Whether they can be typed now; otherwise they are only shown. */
  typable: boolean
  /** What differs from what was typed, as it stands now: for when somebody changed the programme meanwhile. */
  now: Record<string, string>
}

function staleWords(text: Text, { now }: RulesPartPageProps) {
  const { rules } = text.programmes
  const differing = Object.entries(now)
  return {
    title: rules.staleTitle,
    lines: [
      differing.length === 0 ? rules.staleSame : rules.stale,
      ...differing.map(([name, value]) => rules.staleNow(labelOf(text, name), value)),
    ],
  }
}

function Fields(props: RulesPartPageProps) {
  const { part, state, rules, releases, districts } = props
  switch (part) {
    case "basics":
      return <BasicsFields releases={releases} />
    case "categories":
      return <CategoryFields typed={state.typed} districts={districts} />
    case "eligibility":
      return <ConditionBuilder rules={rules.eligibility ?? []} />
    case "form":
      return <FormAndDayFields typed={state.typed} />
    case "judging":
      return <JudgingFields typed={state.typed} />
  }
}

/** The other parts, to go to without saving. */
function PartLinks({ programme, part }: RulesPartPageProps) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <ol class="programme-parts">
      {rulesParts.map((one) => (
        <li>
          {one === part ? (
            <strong aria-current="page">{rules.parts[one]}</strong>
          ) : (
            <a href={paths.rulesPart(programme.slug, one)}>{rules.parts[one]}</a>
          )}
        </li>
      ))}
    </ol>
  )
}

/** One part of a programme's rules, to be typed. */
export function RulesPartPage(props: RulesPartPageProps) {
  const text = useText()
  const { actor, programme, part, state, typable } = props
  const { rules, create } = text.programmes
  const last = part === rulesParts.at(-1)
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="rules"
      title={rules.parts[part]}
      lead={rules.leads[part]}
    >
      <PartLinks {...props} />
      {!typable && <Notice>{rules.closed}</Notice>}
      {typable && programme.phase !== "draft" && <Notice kind="warning">{rules.lockedOpened}</Notice>}
      <div class="stack programme-form">
        <Form
          {...rulesWords(text)}
          stale={staleWords(text, props)}
          state={state}
          action={paths.rulesPart(programme.slug, part)}
          revision={programme.revision}
        >
          <Fields {...props} />
          {typable && (
            <div class="button-row">
              <Button look="primary">{last ? rules.save : rules.saveNext}</Button>
              {!last && (
                <Button name="stay" value="yes">
                  {rules.save}
                </Button>
              )}
              <LinkButton href={paths.selectionPart(programme.slug, "rules")} look="quiet">
                {create.cancel}
              </LinkButton>
            </div>
          )}
        </Form>
      </div>
    </SelectionPage>
  )
}
