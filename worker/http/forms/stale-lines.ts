import type { Text } from "../../../web/text/text.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import type { Filing } from "../../usecases/submission/open-filing.ts"

/** What differs between what a person typed and what somebody else has saved meanwhile, one sentence a field. */
export function staleLines(text: Text, filing: Filing, typed: ReadonlyMap<string, string>): string[] {
  const { form } = text.filing
  const specs = editionKeys(filing.edition)
  const changed = [...filing.mine].filter(
    (key) => (typed.get(key) ?? "").trim() !== (filing.typed.texts.get(key) ?? ""),
  )
  const lines = changed.map((key) => {
    const mine = (typed.get(key) ?? "").trim() || form.empty
    return form.differs(
      specs.get(key)?.title[text.language] ?? key,
      mine,
      filing.typed.texts.get(key) || form.empty,
    )
  })
  return [form.stale, ...lines]
}
