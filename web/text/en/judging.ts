import type { judging as zh } from "../zh/judging.ts"

export const judging: typeof zh = {
  title: "Judging",
  refusals: {},
  faults: {},
}
