import type { PropsWithChildren } from "hono/jsx"
import { anyFault } from "../../text/any-fault.ts"
import { Button } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Tick } from "../../ui/tick.tsx"

/** A step that cannot be taken back: what it means, a box to tick, a button; `missing` is said of an empty box. */
export function Confirmed(
  props: PropsWithChildren<{
    action: string
    state: FormState
    missing: string
    confirm: string
    button: string
    /** Begins the ids of its fields, where a page has several such forms. */
    ids?: string
  }>,
) {
  return (
    <Form
      action={props.action}
      state={props.state}
      ids={props.ids}
      say={(text, fault) => (fault.rule === "not_confirmed" ? props.missing : anyFault(text, fault))}
    >
      {props.children}
      <Tick name="confirmed" required>
        {props.confirm}
      </Tick>
      <div>
        <Button look="primary">{props.button}</Button>
      </div>
    </Form>
  )
}
