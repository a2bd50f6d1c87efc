import type { nominations as zh } from "../zh/nominations.ts"

export const nominations: typeof zh = {
  title: "Nominations",
  refusals: {},
  faults: {},
}
