import { expect, test } from "vitest"
import { seedEdition } from "../../scripts/seeding/base.ts"
import { asksForPair, type EvidenceGap } from "../../worker/domain/evidence/evidence.ts"
import { evidenceMarks } from "../../worker/domain/evidence/marks.ts"
import { markFigures, markId } from "../../worker/domain/submission/marks.ts"
import { isUnsent } from "../../worker/usecases/evidence/open-evidence.ts"

const { edition } = seedEdition()
const paired = edition.indicators.filter(asksForPair)
const other = edition.indicators.find((one) => !asksForPair(one))

test("what is demanded before and after and is missing is a mark, and so is what resembles; nothing else is", () => {
  const gaps = [...paired, other!].map((one, at) => [one, at === 0 ? "after" : "all"] as const)
  const marks = evidenceMarks(
    edition.indicators,
    gaps as [(typeof paired)[number], EvidenceGap][],
    new Map([["ENV-01", 2]]),
  )
  const [first] = paired
  expect(marks.map(({ rule }) => rule)).toEqual([
    "evidence_gap_after",
    ...paired.slice(1).map(() => "evidence_gap_all"),
    "evidence_alike",
  ])
  expect(marks[0]?.field).toBe(first?.inputs[0]?.key)
  expect(new Set(marks.map(markId)).size).toBe(marks.length)
  // Settled for two files, it stands again for three.
  expect(marks.map(markFigures).at(-1)).toBe("2")
  expect(evidenceMarks(edition.indicators, [], new Map())).toEqual([])
})

test("evidence that was withdrawn with its filing is not sent any more; what came back stays", () => {
  const of = (state: string, filing: number) => ({
    provider: "company",
    filing: filing + 1,
    dossier: { submission: { state, filing } },
  })
  const unsent = (state: string, filing: number, row: number) =>
    isUnsent(
      of(state, filing) as unknown as Parameters<typeof isUnsent>[0],
      { filing: row } as Parameters<typeof isUnsent>[1],
    )
  expect(unsent("submitted", 1, 1)).toBe(false)
  expect(unsent("draft", 1, 1)).toBe(true)
  expect(unsent("returned", 1, 1)).toBe(false)
  expect(unsent("draft", 2, 1)).toBe(false)
  expect(unsent("returned", 1, 2)).toBe(true)
})
