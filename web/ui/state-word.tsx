import type { Text } from "../text/text.ts"
import { useText } from "./use-text.ts"

export type StateCode = keyof Text["site"]["states"]

/** How a value is told apart (自报, 区级核定, 未报送 …), muted, with the reason on tap or hover. */
export function StateWord({ state, reason }: { state: StateCode; reason?: string }) {
  const text = useText()
  const given =
    state !== "missing" && state !== "not_applicable" && state !== "too_few" && state !== "unknown"
  return (
    <span class={given ? "state" : "state state--strong"} title={reason}>
      {text.site.states[state]}
    </span>
  )
}

export type OutcomeCode = keyof Text["site"]["outcomes"]

/** What an estate is in a release: 已评分, 未报送, 核实中, 已退回. */
export function OutcomeWord({ outcome }: { outcome: OutcomeCode }) {
  const text = useText()
  return <span class="state state--strong">{text.site.outcomes[outcome]}</span>
}
