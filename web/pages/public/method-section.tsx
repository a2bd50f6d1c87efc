import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Text } from "../../text/text.ts"
import type { Reader } from "./formula.ts"

export interface MethodProps {
  text: Text
  edition: Edition
  reader: Reader
}

/** A section of the methodology under its own heading and anchor. */
export function MethodSection(props: {
  text: Text
  id: keyof Text["publicPages"]["method"]["sections"]
  children?: unknown
}) {
  return (
    <section class="section" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.text.publicPages.method.sections[props.id]}</h2>
      {props.children}
    </section>
  )
}
