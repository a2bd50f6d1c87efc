import { expect, test } from "vitest"
import { companyOn, type TenureInput } from "../../../worker/domain/release/inputs.ts"
import {
  nextStep,
  noProgress,
  type ReleasePosition,
  type ReleaseStep,
  stageOf,
  stepCount,
} from "../../../worker/domain/release/progress.ts"

const hash = "0".repeat(64)

function after(position: ReleasePosition, step: ReleaseStep): ReleasePosition {
  const { progress } = position
  if (step.kind === "score")
    return {
      ...position,
      progress: { ...progress, scored: [...progress.scored, { figures: hash, cards: hash, inputs: hash }] },
    }
  if (step.kind === "rank") return { ...position, progress: { ...progress, ranks: hash } }
  if (step.kind === "write")
    return {
      ...position,
      progress: {
        ...progress,
        chunks: [
          ...progress.chunks,
          { pack: hash, estates: 1, first: "a", last: "z", leaves: [], rows: hash },
        ],
      },
    }
  if (step.kind === "manifest") return { ...position, manifestHash: hash }
  return { ...position, state: "final" }
}

function walk(estateCount: number): { names: string[]; counts: [number, number][] } {
  let position: ReleasePosition = { state: "running", estateCount, manifestHash: null, progress: noProgress }
  const names: string[] = []
  const counts: [number, number][] = []
  for (let step = nextStep(position); step.kind !== "done"; step = nextStep(position)) {
    names.push(`${stageOf(step)}:${step.kind}`)
    const { done, total } = stepCount(position)
    counts.push([done, total])
    position = after(position, step)
  }
  expect(stepCount(position).done).toBe(stepCount(position).total)
  return { names, counts }
}

test("steps follow one another to the publication, and the bar fills evenly", () => {
  const { names, counts } = walk(1001)
  expect(names).toEqual([
    ...Array<string>(3).fill("score:score"),
    "rank:rank",
    ...Array<string>(3).fill("write:write"),
    "write:manifest",
    "publish:publish",
  ])
  expect(counts.map(([done]) => done)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(counts.every(([, total]) => total === 9)).toBe(true)
})

test("a city without estates is ranked and published all the same", () => {
  expect(walk(0).names).toEqual(["rank:rank", "write:manifest", "publish:publish"])
})

const tenure = (organisationId: string, fromDate: string, toDate: string | null): TenureInput => ({
  organisationId,
  company: `${organisationId} Ltd`,
  fromDate,
  toDate,
})

test("the company of a day, and since when without a gap", () => {
  const tenures = [
    tenure("a", "2019-01-01", "2020-12-31"),
    tenure("b", "2021-01-01", "2023-12-31"),
    tenure("b", "2024-01-01", null),
  ]
  expect(companyOn(tenures, "2020-12-31")).toEqual({ company: "a Ltd", since: "2019-01-01" })
  expect(companyOn(tenures, "2026-06-30")).toEqual({ company: "b Ltd", since: "2021-01-01" })
  expect(companyOn(tenures, "2018-12-31")).toBeNull()
  const gap = [tenure("a", "2019-01-01", "2020-12-30"), tenure("a", "2021-01-01", null)]
  expect(companyOn(gap, "2026-06-30")?.since).toBe("2021-01-01")
})
