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
}
