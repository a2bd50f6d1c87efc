import type { PublishedValue } from "../../../worker/domain/release/snapshot.ts"
import type { Base } from "../../../worker/domain/scoring/edition.ts"
import { formatNumber } from "../../ui/format.ts"
import { StateWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"

function TypedValue({ input, value }: { input: Base; value: PublishedValue | undefined }) {
  const text = useText()
  const known = value !== undefined && value.value !== null
  const range = value?.range?.map((limit) => formatNumber(limit)).join("–")
  return (
    <li>
      {input.title[text.language]}{" "}
      {known || range ? (
        <b>
          {range ?? formatNumber(value?.value ?? 0)} {input.unit[text.language]}
        </b>
      ) : (
        <StateWord state={value?.state ?? "missing"} />
      )}
      <span class="muted">{` · ${text.site.providers[input.provider]}`}</span>
      {value?.onBehalf && <span class="mark">{text.site.onBehalf}</span>}
      {value?.adjusted && !input.sensitive && (
        <span class="mark mark--changed">
          {text.site.adjusted}
          {value.adjustedFor && text.site.aside(text.adjustments.reasonClasses[value.adjustedFor])}
        </span>
      )}
    </li>
  )
}

/** The typed values behind an indicator: who supplied them and whether an authority changed them. */
export function TypedValues({ inputs, values }: { inputs: readonly Base[]; values: PublishedValue[] }) {
  return (
    <ul class="typed">
      {inputs.map((input) => (
        <TypedValue input={input} value={values.find(({ key }) => key === input.key)} />
      ))}
    </ul>
  )
}
