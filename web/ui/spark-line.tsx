/** Room of the drawing, and what is left free around the line for dots and labels. */
const [width, height] = [220, 76]
const [sideways, above, below] = [22, 22, 10]

interface SparkLineProps {
  /** The oldest first; null where there is no value: the line breaks there. */
  values: readonly (number | null)[]
  /** Place of the value that the last is compared with. */
  earlier?: number
  label: (value: number) => string
}

/** A trend as one line: hollow dot = the quarter compared with, full dot = now; both with their values. */
export function SparkLine({ values, earlier, label }: SparkLineProps) {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (at: number) =>
    values.length === 1 ? width / 2 : sideways + ((width - 2 * sideways) * at) / (values.length - 1)
  const y = (value: number) =>
    high === low ? height / 2 : above + ((height - above - below) * (high - value)) / (high - low)
  const path = values
    .map((value, at) =>
      value === null
        ? ""
        : `${at === 0 || values[at - 1] === null ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join("")
  const last = values.length - 1
  const dots = [earlier, last].filter((at) => at !== undefined)
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path class="spark__line" d={path} />
      {dots.map((at) => {
        const value = values[at]
        if (value === null || value === undefined) return null
        const anchor = at === last && last > 0 ? "end" : "middle"
        return (
          <>
            <circle
              class={at === last ? "spark__now" : "spark__then"}
              cx={x(at).toFixed(1)}
              cy={y(value).toFixed(1)}
              r="4.5"
            />
            <text
              class={at === last ? "spark__label spark__label--now" : "spark__label"}
              x={(at === last && last > 0 ? width - 4 : x(at)).toFixed(1)}
              y={(y(value) - 9).toFixed(1)}
              text-anchor={anchor}
            >
              {label(value)}
            </text>
          </>
        )
      })}
    </svg>
  )
}
