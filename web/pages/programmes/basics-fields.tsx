import type { BasisRelease } from "../../../worker/domain/selection/check-basics.ts"
import { formatPeriod } from "../../ui/format.ts"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { useText } from "../../ui/use-text.ts"
import {
  ChoiceField,
  errorOf,
  fieldId,
  LinesField,
  type RulesForm,
  TextField,
  TickField,
} from "./rules-form.tsx"

function Approval({ form }: { form: RulesForm }) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <section class="card stack">
      <h2>{rules.keys.approval}</h2>
      <RadioGroup
        id={fieldId("approvalKind")}
        name="approvalKind"
        legend={rules.approvalQuestion}
        value={form.typed["approvalKind"]}
        choices={(["number", "exempt"] as const).map((value) => ({
          value,
          label: rules.approvalKinds[value],
        }))}
        error={errorOf(form, "approvalKind")}
      />
      <TextField form={form} name="approvalNumber" maxlength={120} />
      <TextField form={form} name="approvalBy" maxlength={120} />
      <LinesField form={form} name="exemption" rows={2} maxlength={300} />
    </section>
  )
}

function Declarations({ form }: { form: RulesForm }) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <section class="card stack">
      <h2>{rules.keys.declarations}</h2>
      <TickField form={form} name="noFee">
        {rules.noFee}
      </TickField>
      <TickField form={form} name="noGovernmentNaming">
        {rules.noGovernmentNaming}
      </TickField>
    </section>
  )
}

/** Title, approval, declarations and basis. */
export function BasicsFields({ form, releases }: { form: RulesForm; releases: readonly BasisRelease[] }) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <>
      <section class="card stack">
        <h2>{rules.parts.basics}</h2>
        <TextField form={form} name="title" maxlength={120} />
        <TextField form={form} name="titleEn" maxlength={160} optional />
        <LinesField form={form} name="summary" rows={4} maxlength={1200} />
        <ChoiceField
          form={form}
          name="basis"
          hint={releases.length === 0 ? rules.noReleases : undefined}
          options={[
            { value: "", label: rules.chooseBasis },
            ...releases.map(({ id, period, number }) => ({
              value: id,
              label: rules.basisOf(formatPeriod(text, period), number),
            })),
          ]}
        />
      </section>
      <Approval form={form} />
      <Declarations form={form} />
    </>
  )
}
