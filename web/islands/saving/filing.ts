import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { normaliseTyped } from "../../../worker/domain/submission/typed-text.ts"
import type { FilingIslandData, ToldBeside } from "../filing/data.ts"
import type { FilingWords } from "../filing/words.ts"
import { Keeper } from "./keep.ts"

const keyOf = (name: string) => name.slice(2)
const isReason = (name: string) => name.startsWith("r:")

/** Keeps the filing form: which fields are sensitive, what they are called and when two texts are one value, by its edition. */
export function keepFiling(
  form: HTMLFormElement,
  words: FilingWords,
  { edition, owner, subject, now, standing }: FilingIslandData,
  page: { update(): void; told(beside: ToldBeside[]): void },
): Keeper {
  const specs = editionKeys(edition)
  return new Keeper(form, {
    words,
    copy: { owner, subject },
    now,
    standing: new Map(standing),
    titleOf(name) {
      const title = specs.get(keyOf(name))?.title[words.language] ?? keyOf(name)
      return isReason(name) ? words.filingSaving.reasonOf(title) : title
    },
    // Why a small count of persons changed may name them.
    sensitive: (name) => specs.get(keyOf(name))?.sensitive ?? true,
    same(name, one, other) {
      const spec = isReason(name) ? undefined : specs.get(keyOf(name))
      return spec ? normaliseTyped(spec, one) === normaliseTyped(spec, other) : one.trim() === other.trim()
    },
    filled: page.update,
    told: page.told,
  })
}
