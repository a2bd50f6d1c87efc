import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { assign } from "../../../worker/domain/selection/assign.ts"
import type { AssignmentInput, AssignmentResult } from "../../../worker/domain/selection/assignment.ts"
import { pairKey } from "../../../worker/domain/selection/find-conflicts.ts"

const judgesOf = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `j${at}` }))
const candidatesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `n${at}`, blindCode: `K${at}` }))

function inputOf(change: Partial<AssignmentInput>): AssignmentInput {
  const judges = change.judges ?? judgesOf(4)
  const candidates = change.candidates ?? candidatesOf(6)
  return {
    perCandidate: 2,
    seed: 7,
    conflicts: new Set(),
    kept: [],
    fixed: new Set(),
    ...change,
    judges,
    candidates,
  }
}

const keys = (result: AssignmentResult) => result.pairs.map(pairKey).sort()
const spread = ({ loads }: AssignmentResult) => {
  const all = loads.map(({ load }) => load)
  return Math.max(...all) - Math.min(...all)
}
const squares = (loads: readonly number[]) => loads.reduce((sum, load) => sum + load * load, 0)

/** All subsets of judges that a candidate may begin with. */
function choices(able: readonly string[], size: number, must: readonly string[]): string[][] {
  const found: string[][] = []
  for (let mask = 0; mask < 1 << able.length; mask++) {
    const chosen = able.filter((_, at) => mask & (1 << at))
    if (chosen.length === size && must.every((one) => chosen.includes(one))) found.push(chosen)
  }
  return found
}

/** The best that there is, by trying everything: fewest missing, smallest sum of squares, fewest moved. */
function bruteForce(input: AssignmentInput): number[] {
  const kept = new Set(input.kept.map(pairKey))
  let best: number[] | null = null
  const loads = new Map(input.judges.map(({ id }) => [id, 0]))
  const better = (a: number[], b: number[]) => {
    for (const [at, value] of a.entries()) if (value !== b[at]) return value < (b[at] ?? 0)
    return false
  }
  const visit = (at: number, missing: number, stay: number) => {
    const candidate = input.candidates[at]
    if (!candidate) {
      const score = [missing, squares([...loads.values()]), kept.size - stay]
      if (!best || better(score, best)) best = score
      return
    }
    const key = (judgeId: string) => pairKey({ judgeId, nominationId: candidate.id })
    const able = input.judges.map(({ id }) => id).filter((id) => !input.conflicts.has(key(id)))
    const must = able.filter((id) => kept.has(key(id)) && input.fixed.has(key(id)))
    const size = Math.max(Math.min(input.perCandidate, able.length), must.length)
    for (const chosen of choices(able, size, must)) {
      for (const id of chosen) loads.set(id, (loads.get(id) ?? 0) + 1)
      const same = chosen.filter((id) => kept.has(key(id))).length
      visit(at + 1, missing + Math.max(0, input.perCandidate - chosen.length), stay + same)
      for (const id of chosen) loads.set(id, (loads.get(id) ?? 0) - 1)
    }
  }
  visit(0, 0, 0)
  return best ?? []
}

/** Small programmes: some pairs in conflict, some kept, some of these fixed. */
const small = fc
  .record({
    judges: fc.integer({ min: 1, max: 4 }),
    candidates: fc.integer({ min: 1, max: 4 }),
    perCandidate: fc.integer({ min: 1, max: 3 }),
    seed: fc.integer(),
    cells: fc.array(fc.constantFrom("free", "free", "conflict", "kept", "fixed", "both"), {
      minLength: 16,
      maxLength: 16,
    }),
  })
  .map(({ judges, candidates, perCandidate, seed, cells }) => {
    const input = inputOf({
      judges: judgesOf(judges),
      candidates: candidatesOf(candidates),
      perCandidate,
      seed,
    })
    const pairs = input.candidates.flatMap(({ id: nominationId }) =>
      input.judges.map(({ id: judgeId }) => ({ judgeId, nominationId })),
    )
    const are = (...kinds: string[]) => pairs.filter((_, at) => kinds.includes(cells[at] ?? ""))
    return {
      ...input,
      conflicts: new Set(are("conflict", "both").map(pairKey)),
      kept: are("kept", "fixed", "both"),
      fixed: new Set(are("fixed").map(pairKey)),
    }
  })

describe("a distribution", () => {
  test("gives each candidate its judges, with loads that differ by at most one", () => {
    const result = assign(inputOf({ judges: judgesOf(5), candidates: candidatesOf(13), perCandidate: 3 }))
    expect(result.pairs).toHaveLength(39)
    expect(new Set(keys(result)).size).toBe(39)
    expect(spread(result)).toBe(1)
    expect(result).toMatchObject({ short: [], moved: 0 })
  })

  test("is as good as trying everything: fewest missing, then most even, then fewest moved", () => {
    fc.assert(
      fc.property(small, (input) => {
        const result = assign(input)
        const missing = result.short.reduce((sum, one) => sum + one.missing, 0)
        const score = [missing, squares(result.loads.map(({ load }) => load)), result.moved]
        expect(score).toEqual(bruteForce(input))
        expect(result.pairs.filter((pair) => input.conflicts.has(pairKey(pair)))).toEqual([])
        const now = new Set(keys(result))
        expect([...input.fixed].every((key) => now.has(key))).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test("is the same for the same seed in whatever order it is given, and another one for another seed", () => {
    const input = inputOf({ judges: judgesOf(8), candidates: candidatesOf(30), perCandidate: 3 })
    const result = assign(input)
    const turned = {
      ...input,
      judges: [...input.judges].reverse(),
      candidates: [...input.candidates].reverse(),
      kept: [...input.kept].reverse(),
    }
    expect(assign(turned)).toEqual(result)
    expect(keys(assign({ ...input, seed: 8 }))).not.toEqual(keys(result))
  })

  test("hangs on blind codes and judges alone, not on the candidates' ids", () => {
    const input = inputOf({ candidates: candidatesOf(12), perCandidate: 2 })
    const renamed = input.candidates.map((one) => ({ ...one, id: `other-${one.id}` }))
    const codes = (of: AssignmentInput) => {
      const codeOf = new Map(of.candidates.map(({ id, blindCode }) => [id, blindCode]))
      return assign(of)
        .pairs.map(({ judgeId, nominationId }) => `${judgeId} ${codeOf.get(nominationId)}`)
        .sort()
    }
    expect(codes({ ...input, candidates: renamed })).toEqual(codes(input))
  })

  test("tells of a candidate that all judges are in conflict with, and serves the others", () => {
    const input = inputOf({ judges: judgesOf(3), candidates: candidatesOf(4) })
    const conflicts = new Set(input.judges.map(({ id }) => pairKey({ judgeId: id, nominationId: "n2" })))
    const result = assign({ ...input, conflicts })
    expect(result.short).toEqual([{ nominationId: "n2", missing: 2 }])
    expect(result.pairs).toHaveLength(6)
    expect(spread(result)).toBe(0)
  })

  test("a re-run after a withdrawal moves next to nothing; a fixed pair never", () => {
    const input = inputOf({ judges: judgesOf(10), candidates: candidatesOf(100), perCandidate: 5 })
    const first = assign(input)
    const fixed = new Set(keys(first).filter((_, at) => at % 3 === 0))
    const kept = first.pairs
    const candidates = input.candidates.filter(({ id }) => id !== "n7")
    const second = assign({ ...input, candidates, kept, fixed })
    const gone = kept.filter(({ nominationId }) => nominationId === "n7").length
    expect(second.moved - gone).toBeLessThanOrEqual(2)
    expect(spread(second)).toBeLessThanOrEqual(1)
    const now = new Set(keys(second))
    expect([...fixed].filter((key) => !now.has(key) && !key.endsWith(" n7"))).toEqual([])
  })

  test("a judge who leaves hands on what it had, and nothing else moves", () => {
    const input = inputOf({ judges: judgesOf(6), candidates: candidatesOf(60), perCandidate: 3 })
    const first = assign(input)
    const judges = input.judges.filter(({ id }) => id !== "j3")
    const second = assign({ ...input, judges, kept: first.pairs })
    const gone = first.pairs.filter(({ judgeId }) => judgeId === "j3").length
    expect(second.moved).toBe(gone)
    expect(spread(second)).toBeLessThanOrEqual(1)
  })

  test("nobody to judge, nothing to judge", () => {
    expect(assign(inputOf({ judges: [] })).short).toHaveLength(6)
    expect(assign(inputOf({ candidates: [] }))).toMatchObject({ pairs: [], short: [], moved: 0 })
  })
})
