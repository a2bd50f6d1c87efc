import type { states as zh } from "../zh/states.ts"

export const states: typeof zh = {
  reported: "Self-reported",
  community_checked: "Checked by the community",
  street_verified: "Verified by the street",
  verified: "Verified by the district",
  spot_checked: "Spot-checked",
  press: "Press report",
  missing: "Not reported",
  not_applicable: "Not applicable",
  too_few: "Too few to say",
  under_check: "Being verified",
  suppressed: "Withheld (few persons)",
  unknown: "Not public",
}
