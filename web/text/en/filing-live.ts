import type { live as zh } from "../zh/filing-live.ts"
import { some } from "./plural.ts"

export const live: typeof zh = {
  filled: (n, total) => `${n}/${total} filled`,
  livePoints: (points, full) => `${points} of ${some(full, "point")}`,
  withheld: (half) => `few persons: only “${half ? "at least" : "below"} half” is published`,
  reasonOfNa: "NA needs its reason: only then it is an answer.",
  reuse: "Same as last quarter",
  reuseOf: (label) => `Same as last quarter: ${label}`,
}
