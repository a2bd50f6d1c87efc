import type { Text } from "../../../web/text/text.ts"
import { editionKeys, type KeySpec } from "../../domain/scoring/keys.ts"
import { normaliseTyped } from "../../domain/submission/typed-text.ts"
import type { Filing } from "../../usecases/submission/open-filing.ts"

function typedWords(text: Text, spec: KeySpec, typed: string): string {
  const { form } = text.filing
  if (typed === "") return form.empty
  if (typed === "NA") return text.site.states.not_applicable
  if (spec.type === "yes_no") return typed === "yes" ? form.yes : typed === "no" ? form.no : typed
  return typed
}

/** What differs between what a person typed and what somebody else has saved meanwhile, one sentence a field. */
export function staleLines(text: Text, filing: Filing, typed: ReadonlyMap<string, string>): string[] {
  const { form } = text.filing
  const specs = editionKeys(filing.edition)
  const lines = [...specs.values()].flatMap((spec) => {
    if (!filing.mine.has(spec.key)) return []
    const mine = normaliseTyped(spec, typed.get(spec.key) ?? "")
    const theirs = normaliseTyped(spec, filing.typed.texts.get(spec.key) ?? "")
    if (mine === theirs) return []
    return [
      form.differs(spec.title[text.language], typedWords(text, spec, mine), typedWords(text, spec, theirs)),
    ]
  })
  return [form.stale, ...lines]
}
