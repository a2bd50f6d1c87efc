import type { awards as zh } from "../zh/awards.ts"

export const awards: typeof zh = {
  title: "Awards",
  refusals: {},
  faults: {},
}
