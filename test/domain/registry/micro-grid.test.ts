import { expect, test } from "vitest"
import { gridHints, missingFigures } from "../../../worker/domain/registry/micro-grid.ts"

const unknown = { households: null, microGrids: null, gridWorkers: null, generalGrids: null }
const hints = (figures: Partial<Record<keyof typeof unknown, number>>) =>
  gridHints({ ...unknown, ...figures }).map(({ rule }) => rule)

test("a micro-grid has 30 to 100 households, both included", () => {
  expect(hints({ households: 290, microGrids: 10 })).toEqual(["micro_grid_size"])
  expect(hints({ households: 300, microGrids: 10 })).toEqual([])
  expect(hints({ households: 1000, microGrids: 10 })).toEqual([])
  expect(hints({ households: 1010, microGrids: 10 })).toEqual(["micro_grid_size"])
})

test("a general grid has 300 to 500 households, both included", () => {
  expect(hints({ households: 299, generalGrids: 1 })).toEqual(["general_grid_size"])
  expect(hints({ households: 300, generalGrids: 1 })).toEqual([])
  expect(hints({ households: 500, generalGrids: 1 })).toEqual([])
  expect(hints({ households: 501, generalGrids: 1 })).toEqual(["general_grid_size"])
})

test("no grids at all are told apart from grids of a wrong size", () => {
  expect(hints({ households: 300, microGrids: 0, generalGrids: 0 })).toEqual([
    "micro_grid_none",
    "general_grid_none",
  ])
})

test("each micro-grid has its worker", () => {
  expect(hints({ microGrids: 4, gridWorkers: 4 })).toEqual([])
  expect(hints({ microGrids: 4, gridWorkers: 3 })).toEqual(["grid_workers"])
  expect(hints({ gridWorkers: 3 })).toEqual([])
})

test("what is not known is named in the order of the form, and hints at nothing", () => {
  expect(missingFigures({ ...unknown, microGrids: 2 })).toEqual(["households", "gridWorkers", "generalGrids"])
  expect(hints({ households: 5 })).toEqual([])
})
