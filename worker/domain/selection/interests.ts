/** What an interest can be declared in. */
export const interestKinds = ["organisation", "estate", "place"] as const
export type InterestKind = (typeof interestKinds)[number]

export function isInterestKind(text: string): text is InterestKind {
  return interestKinds.some((kind) => kind === text)
}

/** Most characters of the note beside an interest. */
export const MOST_NOTE = 200

/** Most answers of a search for what an interest is declared in. */
export const interestChoices = 30
