import type { Indicator } from "../../../worker/domain/scoring/edition.ts"
import type { KeySpec } from "../../../worker/domain/scoring/keys.ts"
import { headlineIndicators } from "../../../worker/domain/submission/headline.ts"
import type { Text } from "../../text/text.ts"
import type { FilingView } from "./filing-view.ts"

/** A part of the form with its heading; `hint` says what its answers do. */
export interface Group {
  id: string
  title: string
  hint?: string
  specs: KeySpec[]
  indicators: Indicator[]
}

/**
 * What this provider types, the headline figures first, then as the edition is: bases, dimensions, gates, bonuses,
 * deductions, vetoes. Of the headline figures those of others are there to be seen, where they may be.
 */
export function groupsOf(text: Text, view: FilingView): Group[] {
  const { form } = text.filing
  const mine = [...view.specs.values()].filter((spec) => view.mine.has(spec.key))
  const ofKind = (kind: KeySpec["kind"]) => mine.filter((spec) => spec.kind === kind)
  const isOwn = ({ inputs }: Indicator) => inputs.some(({ key }) => view.mine.has(key))
  const headline = headlineIndicators(view.edition).filter((one) => isOwn(one) || view.whole)
  const dimensions = view.edition.dimensions.map((dimension) => ({
    id: `g-${dimension.code}`,
    title: dimension.title[text.language],
    specs: [],
    indicators: view.edition.indicators.filter(
      (one) => one.dimension === dimension.code && isOwn(one) && !headline.includes(one),
    ),
  }))
  const groups: Group[] = [
    { id: "g-headline", title: form.headline, hint: form.headlineHint, specs: [], indicators: headline },
    { id: "g-bases", title: form.bases, specs: ofKind("base"), indicators: [] },
    ...dimensions,
    { id: "g-gates", title: form.gates, hint: form.gatesHint, specs: ofKind("gate"), indicators: [] },
    { id: "g-bonuses", title: form.bonuses, hint: form.bonusesHint, specs: ofKind("bonus"), indicators: [] },
    { id: "g-deductions", title: form.deductions, specs: ofKind("deduction"), indicators: [] },
    { id: "g-vetoes", title: form.vetoes, hint: form.vetoesHint, specs: ofKind("veto"), indicators: [] },
  ]
  return groups.filter((group) => group.specs.length + group.indicators.length > 0)
}

/** The keys that this provider types in a group. */
export function keysOf(view: FilingView, group: Group): string[] {
  const inputs = group.indicators.flatMap((indicator) => indicator.inputs.map((input) => input.key))
  return [...group.specs.map((spec) => spec.key), ...inputs.filter((key) => view.mine.has(key))]
}
