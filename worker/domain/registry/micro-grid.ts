import type { Fault } from "../errors.ts"

export const gridFields = ["households", "microGrids", "gridWorkers", "generalGrids"] as const
export type GridField = (typeof gridFields)[number]

/** Micro-grid figures of an estate; null is what is not known. */
export type GridFigures = Record<GridField, number | null>

/** Households of one micro-grid and of one general grid, by the criteria of 微网实格. */
export const gridSizes = { micro: { min: 30, max: 100 }, general: { min: 300, max: 500 } } as const

/** Which figures are not known, in the order of the form. */
export function missingFigures(figures: GridFigures): GridField[] {
  return gridFields.filter((field) => figures[field] === null)
}

function sizeHint(
  rule: string,
  field: GridField,
  households: number | null,
  grids: number | null,
  { min, max }: { min: number; max: number },
): Fault[] {
  if (households === null || grids === null) return []
  if (grids === 0) return [{ rule: `${rule}_none`, field }]
  const size = Math.round(households / grids)
  return size >= min && size <= max ? [] : [{ rule: `${rule}_size`, field, with: { size, min, max } }]
}

/** What of the figures does not fit the criteria, to be looked at: hints, nothing is refused for them. */
export function gridHints({ households, microGrids, gridWorkers, generalGrids }: GridFigures): Fault[] {
  const workers =
    microGrids !== null && gridWorkers !== null && microGrids !== gridWorkers
      ? [{ rule: "grid_workers", field: "gridWorkers", with: { workers: gridWorkers, grids: microGrids } }]
      : []
  return [
    ...sizeHint("micro_grid", "microGrids", households, microGrids, gridSizes.micro),
    ...workers,
    ...sizeHint("general_grid", "generalGrids", households, generalGrids, gridSizes.general),
  ]
}
