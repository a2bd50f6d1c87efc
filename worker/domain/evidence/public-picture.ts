/** A picture that an authority shows to everybody: of which quarter and indicator, and which side of which pair. */
export interface PublicPicture {
  quarter: string
  indicator: string
  side: "before" | "after" | null
  pair: number
  width: number | null
  height: number | null
  /** What it is served by; random. */
  name: string
}

/** A before with its after, or a picture by itself. */
export type ShownPictures = { before: PublicPicture; after: PublicPicture } | { one: PublicPicture }

const isPair = (one: PublicPicture, other: PublicPicture) =>
  one.quarter === other.quarter && one.indicator === other.indicator && one.pair === other.pair

/** Pairs first, the first of each side with the same number; then every picture that is in none. */
export function pairedPictures(pictures: readonly PublicPicture[]): ShownPictures[] {
  const used = new Set<PublicPicture>()
  const pairs = pictures.flatMap((before) => {
    if (before.side !== "before" || [...used].some((one) => one.side === "before" && isPair(one, before)))
      return []
    const after = pictures.find((one) => one.side === "after" && isPair(one, before))
    if (!after) return []
    used.add(before).add(after)
    return [{ before, after }]
  })
  return [...pairs, ...pictures.filter((one) => !used.has(one)).map((one) => ({ one }))]
}
