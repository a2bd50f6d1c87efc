import type { PropsWithChildren } from "hono/jsx"
import type { FormState } from "../../ui/form-state.ts"
import type { QuarterForm } from "./quarter-props.ts"

/** An act that is seldom needed: folded away, open after a refusal. */
export function Folded(props: PropsWithChildren<{ id: QuarterForm; title: string; state: FormState }>) {
  const { id, title, state, children } = props
  return (
    <details class="fold" open={state.faults.length > 0 || state.stale} id={id}>
      <summary>
        <span class="fold__title">{title}</span>
      </summary>
      <div class="fold__body stack">{children}</div>
    </details>
  )
}
