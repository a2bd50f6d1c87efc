import type { Child } from "hono/jsx"

const markers = [
  "M8 2.500a5.500 5.500 0 100 11 5.500 5.500 0 000-11z",
  "M3 3h10v10H3z",
  "M8 2l6.500 11.500h-13z",
  "M8 1l7 7-7 7-7-7z",
  "M8 1l1.800 4.700 5 .300-3.900 3.200 1.300 4.900L8 11.400l-4.200 2.700 1.300-4.900L1.200 6l5-.300z",
  "M3 4.400L4.400 3 8 6.600 11.600 3 13 4.400 9.400 8l3.600 3.600-1.400 1.400L8 9.400 4.400 13 3 11.600 6.600 8z",
  "M7 2h2v5h5v2H9v5H7V9H2V7h5z",
  "M8 2.500a5.500 5.500 0 100 11 5.500 5.500 0 000-11z",
]

/** The marker of a series by its number, from 0: colour and shape, as the charts draw it. */
export function SeriesMarker({ index, size = 14 }: { index: number; size?: number }) {
  const at = index % markers.length
  return (
    <svg class="series-mark" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path class={`series-${at + 1}`} d={markers[at]} />
    </svg>
  )
}

/** Names the series of a chart in their order. */
export function SeriesLegend({ names }: { names: Child[] }) {
  return (
    <ul class="series-legend">
      {names.map((name, index) => (
        <li>
          <SeriesMarker index={index} />
          {name}
        </li>
      ))}
    </ul>
  )
}

/** Id of a marker in MarkerDefinitions. */
export const markerId = (index: number) => `marker-${index}`

/** Markers to be placed with `<use>`: centred on the point that they stand for. */
export function MarkerDefinitions({ count }: { count: number }) {
  return (
    <svg class="marker-definitions" aria-hidden="true">
      <defs>
        {Array.from({ length: count }, (_, index) => (
          <path
            id={markerId(index)}
            class={`series-${(index % markers.length) + 1}`}
            d={markers[index % markers.length]}
            transform="translate(-6 -6) scale(0.75)"
          />
        ))}
      </defs>
    </svg>
  )
}
