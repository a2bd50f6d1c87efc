const [width, height] = [128, 36]
const [left, right, edge] = [4, 10, 8]

/**
 * A value's last quarters as one thin grey line on its own scale: where there is no value it breaks, and a short dash
 * stands at the foot; the hollow dot is this quarter, which nobody has verified. `words` says the same to whoever does not see it.
 */
export function ValueLine({ values, words }: { values: readonly (number | null)[]; words: string }) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return <span class="value-line value-line--none" />
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (at: number) => left + ((width - left - right) * at) / (values.length - 1)
  const y = (value: number) =>
    high === low ? height / 2 : edge + ((height - 2 * edge) * (high - value)) / (high - low)
  const path = values
    .map((value, at) => {
      if (value === null) return ""
      return `${(values[at - 1] ?? null) === null ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
    })
    .join("")
  const last = values.at(-1)
  return (
    <svg class="value-line" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
      <path class="value-line__line" d={path} />
      {values.map((value, at) =>
        value === null ? (
          <line class="value-line__gap" x1={x(at) - 3} x2={x(at) + 3} y1={height - 3} y2={height - 3} />
        ) : null,
      )}
      {last !== null && last !== undefined && (
        <circle
          class="value-line__now"
          cx={x(values.length - 1).toFixed(1)}
          cy={y(last).toFixed(1)}
          r="3.5"
        />
      )}
    </svg>
  )
}
