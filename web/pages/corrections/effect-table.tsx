import type { AskedValue, RequestEffect } from "../../../worker/domain/correction/request.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { editionKeys, parseKeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatChange, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { bandWords } from "../desk/expected-parts.tsx"
import { valueWords } from "../desk/value-words.ts"

/** A text in the edition's format as a person reads it. */
function words(text: Text, edition: Edition, key: string, typed: string): string {
  const spec = editionKeys(edition).get(key)
  if (!spec || typed === "") return text.site.states.missing
  const read = parseKeyValue(spec, typed)
  return "fault" in read ? typed : valueWords(text, spec, read.value)
}

/** What a request asks for: each value before and after with its effect, and what all of it does to points and band. */
export function EffectTable(props: {
  edition: Edition
  values: readonly AskedValue[]
  effect: RequestEffect
}) {
  const text = useText()
  const { edition, values, effect } = props
  const { requests } = text.corrections
  const { before, after } = effect
  const each = new Map(effect.each)
  const title = (key: string) => editionKeys(edition).get(key)?.title[text.language] ?? key
  return (
    <section class="stack" id="effect">
      <h2>{requests.effect}</h2>
      <p>
        <strong>
          {requests.points(
            formatScore(before.final, 2),
            formatScore(after.final, 2),
            formatChange(after.final - before.final, 2),
          )}
        </strong>
        {" · "}
        {text.adjustments.bands(bandWords(text, edition, before.band), bandWords(text, edition, after.band))}
      </p>
      <DataTable
        caption={requests.values}
        captionHidden
        cards
        rows={[...values]}
        columns={[
          { key: "key", title: requests.key, cell: ([key]) => title(key) },
          { key: "before", title: requests.before, cell: ([key, was]) => words(text, edition, key, was) },
          { key: "after", title: requests.after, cell: ([key, , to]) => words(text, edition, key, to) },
          { key: "gives", title: requests.gives, cell: ([key]) => formatChange(each.get(key) ?? 0, 2) },
        ]}
      />
      <p class="hint">{requests.effectNote}</p>
    </section>
  )
}
