import type { BasisRelease } from "../../../worker/domain/selection/check-basics.ts"
import type { RulesDraft } from "../../../worker/domain/selection/rules.ts"
import { type RulesPart, rulesParts } from "../../../worker/domain/selection/rules-parts.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { ConditionBuilder } from "../nominations/condition-builder.tsx"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { BasicsFields } from "./basics-fields.tsx"
import { CategoryFields, FormAndDayFields, JudgingFields } from "./row-fields.tsx"
import { labelOf, RulesFaults, type RulesForm } from "./rules-form.tsx"

export interface RulesPartPageProps {
  actor: SignedIn
  programme: FramedProgramme & { revision: number }
  part: RulesPart
  form: RulesForm
  /** The same rules for the builder of conditions. */
  rules: RulesDraft
  releases: readonly BasisRelease[]
  districts: readonly { name: string }[]
  formKey: string
  /** Whether they can be typed now; otherwise they are only shown. */
  typable: boolean
  /** Somebody changed the programme meanwhile: what differs from what was typed, as it stands now. */
  stale: Record<string, string> | null
}

function Stale({ stale }: Pick<RulesPartPageProps, "stale">) {
  const text = useText()
  if (!stale) return null
  const { rules } = text.programmes
  const differing = Object.entries(stale)
  return (
    <Notice kind="error" title={rules.staleTitle} live>
      <p>{differing.length === 0 ? rules.staleSame : rules.stale}</p>
      {differing.length > 0 && (
        <ul>
          {differing.map(([name, value]) => (
            <li>{rules.staleNow(labelOf(text, name), value)}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function Fields(props: RulesPartPageProps) {
  const { part, form, rules, releases, districts } = props
  switch (part) {
    case "basics":
      return <BasicsFields form={form} releases={releases} />
    case "categories":
      return <CategoryFields form={form} districts={districts} />
    case "eligibility":
      return <ConditionBuilder rules={rules.eligibility ?? []} faults={[...form.faults]} />
    case "form":
      return <FormAndDayFields form={form} />
    case "judging":
      return <JudgingFields form={form} />
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
  const { actor, programme, part, form, formKey, typable } = props
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
        <Stale stale={props.stale} />
        <RulesFaults faults={form.faults} />
        <form method="post" action={paths.rulesPart(programme.slug, part)} class="stack" novalidate>
          <input type="hidden" name="key" value={formKey} />
          <input type="hidden" name="revision" value={String(programme.revision)} />
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
        </form>
      </div>
    </SelectionPage>
  )
}
