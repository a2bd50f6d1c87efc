/** The base that tells how large an estate is. */
export const SIZE_KEY = "households"

/** What the registry and a submission both say of an estate; the keys are those that every edition calls so. */
export function registryFigures(estate: {
  households: number | null
  microGrids: number | null
}): Map<string, number> {
  const { households, microGrids } = estate
  return new Map([
    ...(households === null ? [] : [[SIZE_KEY, households] as const]),
    ...(microGrids === null ? [] : [["microgrids_total", microGrids] as const]),
  ])
}
