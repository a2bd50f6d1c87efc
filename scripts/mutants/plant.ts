import type { Fault, Mark } from "./fault.ts"

interface Placed extends Mark {
  order: number
}

const width = ({ span }: Placed) => span.end - span.start
/** Whether `a` stands outside of `b` where both have the same span. */
const outside = (a: Placed, b: Placed) =>
  a.layer === b.layer ? a.order - b.order : a.layer === "outer" ? -1 : 1
const place = ({ kind, span }: Placed) => (kind === "close" ? span.end : span.start)
const rank = { close: 0, open: 1, replace: 2 }

/** The order in which marks are written: what closes, inner ones first, then what opens, outer ones first. */
function compare(a: Placed, b: Placed): number {
  if (place(a) !== place(b)) return place(a) - place(b)
  if (a.kind !== b.kind) return rank[a.kind] - rank[b.kind]
  const wider = width(b) - width(a)
  if (a.kind === "close") return -wider || -outside(a, b)
  return wider || outside(a, b)
}

/** The text of a file with a switch for each of its faults; `numbers` gives each fault's number. */
export function planted(
  text: string,
  faults: readonly Fault[],
  numbers: ReadonlyMap<string, number>,
): string {
  const marks = faults
    .flatMap((fault) => fault.plant(numbers.get(fault.id)!))
    .map((mark, order): Placed => ({ ...mark, order }))
    .sort(compare)
  let done = ""
  let at = 0
  for (const mark of marks) {
    const start = place(mark)
    if (start < at) throw new Error(`two faults want the same text: ${text.slice(start, mark.span.end)}`)
    done += text.slice(at, start) + mark.text
    at = mark.kind === "replace" ? mark.span.end : start
  }
  return done + text.slice(at)
}
