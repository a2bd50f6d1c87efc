import { type ReadyJudge, unreadiness } from "./plan-assignment.ts"

/** How many candidates a judge would have, and the one who has fewest. */
export interface UnevenLoad {
  load: number
  least: number
}

/**
 * Whether one more candidate would put a judge more than one ahead of another one that is ready; null when it would not.
 * `loads` are numbers of candidates by judge; who has none may be missing.
 */
export function unevenLoad(
  judges: readonly ReadyJudge[],
  loads: ReadonlyMap<string, number>,
  judgeId: string,
): UnevenLoad | null {
  const others = judges.filter((judge) => judge.id !== judgeId && unreadiness(judge) === null)
  if (others.length === 0) return null
  const load = (loads.get(judgeId) ?? 0) + 1
  const least = Math.min(...others.map(({ id }) => loads.get(id) ?? 0))
  return load - least > 1 ? { load, least } : null
}
