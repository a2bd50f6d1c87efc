import type { Quartiles } from "../../worker/domain/release/directory.ts"

const [width, height] = [340, 120]
const [left, right, above, below] = [8, 52, 12, 8]

/** Quartiles through the quarters: the middle half as a band, the median as a line, its last value beside it. */
export function QuartileLine(props: {
  values: readonly (Quartiles | null)[]
  full: number
  label: (value: number) => string
}) {
  const { values, full, label } = props
  const x = (at: number) => left + ((width - left - right) * at) / Math.max(1, values.length - 1)
  const y = (value: number) => above + (height - above - below) * (1 - value / full)
  const known = values.flatMap((one, at) => (one ? [{ at, one }] : []))
  const last = known.at(-1)
  if (!last) return null
  const point = (at: number, value: number) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`
  const upper = known.map(({ at, one }) => point(at, one[3]))
  const lower = [...known].reverse().map(({ at, one }) => point(at, one[1]))
  const middle = known.map(({ at, one }) => point(at, one[2]))
  return (
    <svg class="spark spark--wide" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line class="range__axis" x1={left} x2={width - right} y1={y(0)} y2={y(0)} />
      <line
        class="range__axis"
        x1={left}
        x2={width - right}
        y1={y(full)}
        y2={y(full)}
        stroke-dasharray="3 3"
      />
      {known.length > 1 && <path class="quartile-band" d={`M${[...upper, ...lower].join("L")}Z`} />}
      <path class="median-line" d={`M${middle.join("L")}`} />
      <circle class="spark__now" cx={x(last.at).toFixed(1)} cy={y(last.one[2]).toFixed(1)} r="4" />
      <text class="spark__label spark__label--now" x={x(last.at) + 8} y={y(last.one[2]) + 4}>
        {label(last.one[2])}
      </text>
      <text class="spark__label" x={width - right + 8} y={y(full) + 4}>
        {label(full)}
      </text>
    </svg>
  )
}
