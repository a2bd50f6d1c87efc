/** Micro-grid figures of a fictional estate, as many as it files: nearly all fit the criteria, some miss figures, some are to be looked at. */
export function gridFigures(index: number, households: number, microGrids: number) {
  const figures = {
    households,
    microGrids,
    gridWorkers: microGrids - (index % 11 === 6 ? 1 : 0),
    generalGrids: Math.max(1, Math.round(households / 400)),
  }
  if (index % 8 === 5) return { ...figures, gridWorkers: null, generalGrids: null }
  return index % 20 === 13 ? { households, microGrids: null, gridWorkers: null, generalGrids: null } : figures
}
