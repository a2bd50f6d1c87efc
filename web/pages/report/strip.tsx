const [width, height] = [100, 10]
const place = (share: number) => (3 + (width - 6) * Math.max(0, Math.min(1, share))).toFixed(1)

interface StripProps {
  /** Shares of the full points, 0..1: what it is about, the median, and the middle half. */
  value: number | null
  tick: number | null
  band?: readonly [low: number, high: number] | null
}

/** One line of a report on its scale: dot = this place, tick = median, band = quartiles; figures stand beside it. */
export function Strip({ value, tick, band }: StripProps) {
  return (
    <svg class="strip" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <line class="strip__axis" x1="0" x2={width} y1="5" y2="5" />
      {band && (
        <rect
          class="quartile-band"
          x={place(band[0])}
          y="1.5"
          width={Math.max(0, Number(place(band[1])) - Number(place(band[0])))}
          height="7"
        />
      )}
      {tick !== null && <line class="strip__tick" x1={place(tick)} x2={place(tick)} y1="0" y2={height} />}
      {value !== null && <line class="strip__dot" x1={place(value)} x2={place(value)} y1="5" y2="5" />}
    </svg>
  )
}
