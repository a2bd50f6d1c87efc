import type { adjustments as zh } from "../zh/adjustments.ts"

export const adjustments: typeof zh = {
  title: "Adjusted on checking",
  reasonClasses: {
    records: "differs from the records",
    unproven: "not proved enough",
    scope: "counted differently",
    entry: "typed or computed wrong",
    on_site: "differs on site",
    other: "other reason",
  },
  reasonClass: "Class of the grounds",
  reasonClassHint: "Public pages show the class alone, never the words",
  chooseClass: "Choose",
  heading: (n) => `Adjusted on checking (${n})`,
  noPunishment:
    "An adjustment is scored by its checked value; it costs no points of its own and is no failed spot check. Public pages show that a value was adjusted and the class of the grounds, neither words nor names.",
  together: (before, after, change) => `Final score: ${before} as filed, ${after} as checked (${change})`,
  bands: (before, after) => (before === after ? `band unchanged: ${after}` : `band: ${before} → ${after}`),
  filed: (value) => `filed ${value}`,
  checked: (value) => `checked ${value}`,
  effect: (change) => `effect on the final score ${change}`,
  reason: (words) => `Grounds: ${words}`,
}
