/** A distribution as it is being balanced: judges and candidates by index. */
export interface Board {
  /** May this judge have this candidate? `candidate * judges + judge`. */
  allowed: Uint8Array
  /** Has it now? */
  has: Uint8Array
  /** Had it before? */
  kept: Uint8Array
  /** May it not be taken away? */
  fixed: Uint8Array
  loads: number[]
  judges: number
  candidates: number
}

/** The cheapest candidate that a judge can hand to another one: 1 more pair moved, as many, or 1 fewer. */
interface Shift {
  cost: number
  candidate: number
}

/** One unit of the sum of squares weighs more than all pairs that a path could move. */
const SQUARE = 1e6

/** What a judge can hand on, to each other judge; null where nothing. */
function shiftsOf(board: Board, from: number): (Shift | null)[] {
  const { judges, candidates, allowed, has, kept, fixed } = board
  const best: (Shift | null)[] = Array.from({ length: judges }, () => null)
  for (let candidate = 0; candidate < candidates; candidate++) {
    const row = candidate * judges
    if (!has[row + from] || fixed[row + from]) continue
    const gained = kept[row + from] ? 0 : 1
    for (let to = 0; to < judges; to++) {
      if (has[row + to] || !allowed[row + to]) continue
      const cost = (kept[row + to] ? 0 : 1) - gained
      const known = best[to]
      if (!known || cost < known.cost) best[to] = { cost, candidate }
    }
  }
  return best
}

/** Arcs of the graph: from judge to judge by a shift, and through the node `judges`, where loads change. */
function costOf(board: Board, shifts: readonly (Shift | null)[][], from: number, to: number): number | null {
  const { judges, loads } = board
  // Who begins a path loses one of its load, who ends it gains one: what that does to the sum of squares.
  if (from === judges) return -SQUARE * (2 * (loads[to] ?? 0) - 1)
  if (to === judges) return SQUARE * (2 * (loads[from] ?? 0) + 1)
  return shifts[from]?.[to]?.cost ?? null
}

/** A cycle whose cost is below zero, as nodes in their order; null when there is none (Bellman–Ford). */
function improvingCycle(board: Board, shifts: readonly (Shift | null)[][]): number[] | null {
  const nodes = board.judges + 1
  const distance = new Float64Array(nodes)
  const before = new Int32Array(nodes).fill(-1)
  let last = -1
  for (let round = 0; round < nodes; round++) {
    last = -1
    for (let from = 0; from < nodes; from++)
      for (let to = 0; to < nodes; to++) {
        if (from === to) continue
        const cost = costOf(board, shifts, from, to)
        if (cost === null) continue
        const through = (distance[from] ?? 0) + cost
        if (through >= (distance[to] ?? 0)) continue
        distance[to] = through
        before[to] = from
        last = to
      }
    if (last < 0) return null
  }
  let node = last
  for (let step = 0; step < nodes; step++) node = before[node] ?? node
  const cycle = [node]
  for (let at = before[node] ?? node; at !== node; at = before[at] ?? node) cycle.push(at)
  return cycle.reverse()
}

/** Shifts candidates along a cycle; answers the judges whose shifts are no longer what they were. */
function turn(board: Board, shifts: readonly (Shift | null)[][], cycle: readonly number[]): Set<number> {
  const { judges, has, loads } = board
  const touched = new Set<number>()
  const moves = cycle.flatMap((from, at) => {
    const to = cycle[(at + 1) % cycle.length] ?? from
    const shift = from === judges || to === judges ? null : shifts[from]?.[to]
    return shift ? [{ from, to, candidate: shift.candidate }] : []
  })
  for (const { from, to, candidate } of moves) {
    const row = candidate * judges
    for (let judge = 0; judge < judges; judge++) if (has[row + judge]) touched.add(judge)
    has[row + from] = 0
    has[row + to] = 1
    loads[from] = (loads[from] ?? 0) - 1
    loads[to] = (loads[to] ?? 0) + 1
    touched.add(to)
  }
  return touched
}

/**
 * Makes loads as even as the conflicts allow, and moves as few kept pairs as that needs: shifts candidates along paths
 * and cycles of judges until none improves, which is where a flow of least cost ends. How many judges a candidate has
 * never changes.
 */
export function balance(board: Board): void {
  const shifts = Array.from({ length: board.judges }, (_, judge) => shiftsOf(board, judge))
  for (;;) {
    const cycle = improvingCycle(board, shifts)
    if (!cycle) return
    for (const judge of turn(board, shifts, cycle)) shifts[judge] = shiftsOf(board, judge)
  }
}
