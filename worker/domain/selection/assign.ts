import { mulberry32 } from "../scoring/random.ts"
import type { AssignmentInput, AssignmentResult } from "./assignment.ts"
import { type Board, balance } from "./balance.ts"
import { pairKey } from "./find-conflicts.ts"

/** FNV-1a of a text, stirred with the seed: the same place in the order for everyone, and no hint of its name. */
function seededHash(seed: number, text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mulberry32(hash ^ seed)()
}

/** In the order of their hashes, each once; equal hashes by the text itself. */
function ordered<T>(seed: number, items: readonly T[], textOf: (item: T) => string): T[] {
  const unique = [...new Map(items.map((item) => [textOf(item), item])).entries()]
  return unique
    .map(([text, item]) => ({ text, item, hash: seededHash(seed, text) }))
    .sort((a, b) => a.hash - b.hash || (a.text < b.text ? -1 : 1))
    .map(({ item }) => item)
}

function openBoard(
  input: AssignmentInput,
  judges: { id: string }[],
  candidates: AssignmentInput["candidates"],
) {
  const size = judges.length * candidates.length
  const board: Board = {
    allowed: new Uint8Array(size).fill(1),
    has: new Uint8Array(size),
    kept: new Uint8Array(size),
    fixed: new Uint8Array(size),
    loads: judges.map(() => 0),
    judges: judges.length,
    candidates: candidates.length,
  }
  const judgeAt = new Map(judges.map(({ id }, at) => [id, at]))
  const candidateAt = new Map(candidates.map(({ id }, at) => [id, at]))
  const place = (judgeId: string, nominationId: string): number | undefined => {
    const judge = judgeAt.get(judgeId)
    const candidate = candidateAt.get(nominationId)
    return judge === undefined || candidate === undefined ? undefined : candidate * judges.length + judge
  }
  for (const key of input.conflicts) {
    const [judgeId = "", nominationId = ""] = key.split(" ")
    const at = place(judgeId, nominationId)
    if (at !== undefined) board.allowed[at] = 0
  }
  for (const pair of input.kept) {
    const at = place(pair.judgeId, pair.nominationId)
    if (at === undefined || !board.allowed[at]) continue
    board.kept[at] = 1
    if (input.fixed.has(pairKey(pair))) board.fixed[at] = 1
  }
  return board
}

/** The judges that a candidate begins with: fixed ones, then kept ones, then the least loaded that may have it. */
function fill(board: Board, candidate: number, most: number, tie: (judge: number) => number): void {
  const { judges, allowed, has, kept, fixed, loads } = board
  const row = candidate * judges
  const rankOf = (judge: number) => (fixed[row + judge] ? 0 : kept[row + judge] ? 1 : 2)
  const able = Array.from({ length: judges }, (_, judge) => judge)
    .filter((judge) => allowed[row + judge])
    .map((judge) => ({ judge, rank: rankOf(judge), load: loads[judge] ?? 0, tie: tie(judge) }))
    .sort((a, b) => a.rank - b.rank || a.load - b.load || a.tie - b.tie || a.judge - b.judge)
  const least = able.filter(({ rank }) => rank === 0).length
  for (const { judge } of able.slice(0, Math.max(most, least))) {
    has[row + judge] = 1
    loads[judge] = (loads[judge] ?? 0) + 1
  }
}

/**
 * Gives every candidate its judges: never one in conflict, loads as even as that allows (they differ by at most one
 * where nothing stands against it), and of what stands already as little moved as possible. The same for the same seed,
 * in whatever order it is given. A fixed pair stays unless it is in conflict.
 */
export function assign(input: AssignmentInput): AssignmentResult {
  const { seed, perCandidate } = input
  const judges = ordered(seed, input.judges, ({ id }) => id)
  const candidates = ordered(seed, input.candidates, ({ blindCode }) => blindCode)
  const board = openBoard(input, judges, candidates)
  candidates.forEach(({ blindCode }, at) => {
    fill(board, at, perCandidate, (judge) => seededHash(seed, `${blindCode} ${judges[judge]?.id}`))
  })
  balance(board)
  return resultOf(input, board, judges, candidates)
}

function resultOf(
  { kept, perCandidate }: AssignmentInput,
  board: Board,
  judges: { id: string }[],
  candidates: AssignmentInput["candidates"],
): AssignmentResult {
  const pairs: AssignmentResult["pairs"] = []
  const short: AssignmentResult["short"] = []
  candidates.forEach(({ id: nominationId }, candidate) => {
    const own = judges.filter((_, judge) => board.has[candidate * board.judges + judge])
    pairs.push(...own.map(({ id: judgeId }) => ({ judgeId, nominationId })))
    if (own.length < perCandidate) short.push({ nominationId, missing: perCandidate - own.length })
  })
  const now = new Set(pairs.map(pairKey))
  const moved = new Set(kept.map(pairKey).filter((key) => !now.has(key))).size
  const loads = judges.map(({ id: judgeId }, at) => ({ judgeId, load: board.loads[at] ?? 0 }))
  return { pairs, short, loads, moved }
}
