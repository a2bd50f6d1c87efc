/** How a band looks: 1 the best … 4 the last; `none` for estates without one. */
export type BandLook = 1 | 2 | 3 | 4 | "none"

const shapes: Record<BandLook, string> = {
  1: "M8 1l2.100 4.800 5.200.500-3.900 3.500 1.100 5.100L8 12.200l-4.500 2.700 1.100-5.100L.700 6.300l5.200-.5z",
  2: "M8 .800L15.200 8 8 15.200.800 8z",
  3: "M8 1.500a6.500 6.500 0 100 13 6.500 6.500 0 000-13z",
  4: "M8 1.500l7 13H1z",
  none: "M8 2.300a5.700 5.700 0 100 11.400A5.700 5.700 0 008 2.300z",
}

/** Looks of an edition's bands, best first: the first three and the last have their own, whatever they are called. */
export function bandLook(index: number, count: number): BandLook {
  if (index < 0) return "none"
  if (index === count - 1 && count > 1) return 4
  return index === 0 ? 1 : index === 1 ? 2 : 3
}

/** The shape alone, for legends and maps; the word must stand beside it. */
export function BandShape({ look, size = 16 }: { look: BandLook; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path class={look === "none" ? "shape-none" : `fill-${look}`} d={shapes[look]} />
    </svg>
  )
}

/** A band as colour, shape and word. */
export function BandChip({ look, title, large }: { look: BandLook; title: string; large?: boolean }) {
  return (
    <span class={large ? "band band--large" : "band"}>
      <BandShape look={look} size={large ? 22 : 14} />
      {title}
    </span>
  )
}
