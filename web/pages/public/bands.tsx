import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Text } from "../../text/text.ts"
import { BandChip, type BandLook, bandLook } from "../../ui/band-chip.tsx"
import { useText } from "../../ui/use-text.ts"

export interface BandInfo {
  code: string
  title: string
  look: BandLook
}

/** The bands of an edition, best first, as they are shown. */
export function bandsOf(edition: Edition, text: Text): BandInfo[] {
  return edition.bands.map((band, index) => ({
    code: band.code,
    title: band.title[text.language],
    look: bandLook(index, edition.bands.length),
  }))
}

/** The chip of a band code; words when an estate reached none. */
export function BandOf({ edition, code, large }: { edition: Edition; code: string | null; large?: boolean }) {
  const text = useText()
  const band = bandsOf(edition, text).find((info) => info.code === code)
  if (!band) return <BandChip look="none" title={text.publicPages.noBand} large={large} />
  return <BandChip look={band.look} title={band.title} large={large} />
}
