import type { Check } from "../../../worker/domain/scoring/edition.ts"
import { useText } from "../../ui/use-text.ts"
import { conditionWords, operandWords, type Reader } from "./formula.ts"
import { SourceLine } from "./method-indicator.tsx"
import { type MethodProps, MethodSection } from "./method-section.tsx"

function CheckItem({ check, reader }: { check: Check; reader: Reader }) {
  const { text } = reader
  const words = text.publicPages.method
  const sides = [check.left, check.right].map((side) => operandWords(reader, side))
  const when = (check.when ?? []).map((condition) => conditionWords(reader, condition))
  return (
    <li>
      <span class="items__name">
        <b>{check.title[text.language]}</b> <code>{check.id}</code>
        <span class="sub-line">{sides.join(` ${words.relations[check.relation]} `)}</span>
        {when.length > 0 && <span class="sub-line">{words.checkedWhen(when.join(words.and))}</span>}
        <span class="sub-line">
          <SourceLine source={check.source} />
        </span>
      </span>
      <span class="items__answer">{words.severity[check.severity]}</span>
    </li>
  )
}

/** What filed figures must hold together, where the edition says so. */
export function MethodChecks({ edition, reader }: MethodProps) {
  const { checksLead } = useText().publicPages.method
  if (!edition.checks || edition.checks.length === 0) return null
  return (
    <MethodSection id="checks">
      <p class="section__lead">{checksLead}</p>
      <ul class="items method-items">
        {edition.checks.map((check) => (
          <CheckItem check={check} reader={reader} />
        ))}
      </ul>
    </MethodSection>
  )
}

/** What small counts of persons leave to be seen, where the edition says so. */
export function MethodDisclosure({ edition: { disclosure } }: MethodProps) {
  const words = useText().publicPages.method
  if (!disclosure) return null
  return (
    <MethodSection id="disclosure">
      <ul class="facts">
        {words.disclosureFacts(disclosure.from, disclosure.to).map((fact) => (
          <li>{fact}</li>
        ))}
      </ul>
    </MethodSection>
  )
}
