import { faults } from "../text/en/faults.ts"
import { live } from "../text/en/filing-live.ts"
import { paste } from "../text/en/filing-paste.ts"
import { filingSaving } from "../text/en/filing-saving.ts"
import { saving } from "../text/en/saving.ts"
import { states } from "../text/en/states.ts"
import { startFiling } from "./filing/start.ts"

startFiling({ language: "en", faults, live, saving, filingSaving, paste, states })
