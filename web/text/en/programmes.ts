import type { programmes as zh } from "../zh/programmes.ts"

export const programmes: typeof zh = {
  title: "Programmes",
  refusals: {},
  faults: {},
}
