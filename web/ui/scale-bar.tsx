const percent = (share: number) => `${(100 * Math.max(0, Math.min(1, share))).toFixed(1)}%`

/** A share of the points as a dot on an axis from nothing to all of them, with the tick of a median: the mark of scales. */
export function ScaleBar({ value, tick }: { value: number; tick?: number | null }) {
  return (
    <svg class="scale" aria-hidden="true">
      <line class="scale__axis" x1="0" x2="100%" y1="12" y2="12" />
      {tick !== undefined && tick !== null && (
        <line class="scale__tick" x1={percent(tick)} x2={percent(tick)} y1="1" y2="23" />
      )}
      <circle class="scale__dot" cx={percent(value)} cy="12" r="6" />
    </svg>
  )
}
