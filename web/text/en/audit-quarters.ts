import type { quarterActions as zh } from "../zh/audit-quarters.ts"
import { evidenceActions } from "./evidence.ts"
import { exemptionActions } from "./exemptions.ts"
import { extensionActions } from "./extensions.ts"

/** What was done to quarters, years and what they are scored by. */
export const quarterActions: typeof zh = {
  ...evidenceActions,
  ...extensionActions,
  ...exemptionActions,
  "quarter.open": "Opened a quarter",
  "quarter.close": "Closed a quarter",
  "quarter.reopen": "Opened a closed district again",
  "quarter.move_deadline": "Moved a deadline",
  "quarter.remove": "Deleted a quarter opened by mistake",
  "quarter.set_window": "Set the time for checking",
  "quarter.preliminary": "Asked for a preliminary release",
  "release.conclude": "Finished a preliminary release",
  "quarter.release": "Started a release",
  "release.step": "Release: one step done",
  "release.publish": "Release done and public",
  "release.restart": "Restarted a release",
  "year.release": "Started a year's release",
  "edition.activate": "Put an edition in force",
}
