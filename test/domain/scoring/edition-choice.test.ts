import { expect, test } from "vitest"
import { editionOfQuarter, editionOfYear } from "../../../worker/domain/scoring/edition-choice.ts"

const editions = ["2024Q1", "2023Q1", "2025Q3"].map((effective_from) => ({ effective_from }))

test("a quarter is scored by the latest edition that is in force", () => {
  const chosen = ["2022Q4", "2023Q1", "2023Q4", "2024Q1", "2025Q2", "2026Q1"].map(
    (quarter) => editionOfQuarter(editions, quarter)?.effective_from ?? null,
  )
  expect(chosen).toEqual([null, "2023Q1", "2023Q1", "2024Q1", "2024Q1", "2025Q3"])
})

test("a year under two editions has none", () => {
  expect(editionOfYear(editions, ["2023Q1", "2023Q4"])).toEqual({ effective_from: "2023Q1" })
  expect(editionOfYear(editions, ["2025Q1", "2025Q2"])).toEqual({ effective_from: "2024Q1" })
  expect(editionOfYear(editions, ["2025Q2", "2025Q3"])).toBeNull()
  expect(editionOfYear(editions, ["2022Q4", "2023Q1"])).toBeNull()
  expect(editionOfYear(editions, [])).toBeNull()
})
