/** Colours, markers and dashes of series (Okabe–Ito), each told apart without colour too. */
const style = getComputedStyle(document.documentElement)

/** A token of web/styles/tokens.css. */
export const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()

/** The typeface of the page. */
export const fontFamily = token("type")

const markers = ["circle", "rect", "triangle", "rectRot", "star", "crossRot", "cross", "line"] as const
const dashes = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [1, 3], [4, 4], [10, 2]]

export interface SeriesLook {
  color: string
  marker: (typeof markers)[number]
  dash: number[]
}

/** The look of a series by its number, from 0; repeats after eight. */
export function seriesLook(index: number): SeriesLook {
  const at = index % 8
  return { color: token(`series-${at + 1}`), marker: markers[at] ?? "circle", dash: dashes[at] ?? [] }
}
