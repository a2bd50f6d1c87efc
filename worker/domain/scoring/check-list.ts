/** Which checks an edition has: the format of editions, part Checks. What they say of values is in checks.ts. */
import type { Base, Bilingual, Check, Edition, Source } from "./edition.ts"

/** A check in the order in which it is asked; what an `at_most` gives has neither title nor source of its own. */
export interface EditionCheck extends Omit<Check, "title" | "source"> {
  readonly title: Bilingual | null
  readonly source: Source | null
}

function atMostCheck({ key, at_most: limit }: Base): (EditionCheck & { readonly left: string })[] {
  if (limit === undefined) return []
  const sides = { left: key, relation: "at_most", right: limit } as const
  return [{ id: `${key}.at_most`, severity: "hard", title: null, ...sides, source: null }]
}

/** The hard checks that every `at_most` gives, with the id `KEY.at_most`, in edition order. */
export function atMostChecks(edition: Edition): (EditionCheck & { readonly left: string })[] {
  return [...edition.bases, ...edition.indicators.flatMap(({ inputs }) => inputs)].flatMap(atMostCheck)
}

/** All checks of an edition in its order: those of `at_most` before those of `checks`. */
export function editionChecks(edition: Edition): EditionCheck[] {
  return [...atMostChecks(edition), ...(edition.checks ?? [])]
}
