import { type BasisRelease, basicsMost } from "../../../worker/domain/selection/check-basics.ts"
import { formatPeriod } from "../../ui/format.ts"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { ChoiceField, LinesField, TextField } from "./rules-form.tsx"

function Approval() {
  const text = useText()
  const { rules } = text.programmes
  return (
    <section class="card stack">
      <h2>{rules.keys.approval}</h2>
      <RadioGroup
        name="approvalKind"
        legend={rules.approvalQuestion}
        choices={(["number", "exempt"] as const).map((value) => ({
          value,
          label: rules.approvalKinds[value],
        }))}
      />
      <TextField name="approvalNumber" maxlength={basicsMost.line} />
      <TextField name="approvalBy" maxlength={basicsMost.line} />
      <LinesField name="exemption" rows={2} maxlength={basicsMost.exemption} />
    </section>
  )
}

function Declarations() {
  const text = useText()
  const { rules } = text.programmes
  return (
    <section class="card stack">
      <h2>{rules.keys.declarations}</h2>
      <Tick name="noFee">{rules.noFee}</Tick>
      <Tick name="noGovernmentNaming">{rules.noGovernmentNaming}</Tick>
    </section>
  )
}

/** Title, approval, declarations and basis. */
export function BasicsFields({ releases }: { releases: readonly BasisRelease[] }) {
  const text = useText()
  const { rules } = text.programmes
  return (
    <>
      <section class="card stack">
        <h2>{rules.parts.basics}</h2>
        <TextField name="title" maxlength={basicsMost.title * 2} />
        <TextField name="titleEn" maxlength={basicsMost.titleEn} optional />
        <LinesField name="summary" rows={4} maxlength={basicsMost.summary * 2} />
        <ChoiceField
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
      <Approval />
      <Declarations />
    </>
  )
}
