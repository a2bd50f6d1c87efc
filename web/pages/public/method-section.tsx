import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Text } from "../../text/text.ts"
import { useText } from "../../ui/use-text.ts"
import type { Reader } from "./formula.ts"

export interface MethodProps {
  edition: Edition
  reader: Reader
}

/** A section of the methodology under its own heading and anchor. */
export function MethodSection(props: {
  id: keyof Text["publicPages"]["method"]["sections"]
  children?: unknown
}) {
  const text = useText()
  return (
    <section class="section" aria-labelledby={props.id}>
      <h2 id={props.id}>{text.publicPages.method.sections[props.id]}</h2>
      {props.children}
    </section>
  )
}
