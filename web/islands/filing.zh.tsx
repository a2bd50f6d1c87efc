import { faults } from "../text/zh/faults.ts"
import { live } from "../text/zh/filing-live.ts"
import { paste } from "../text/zh/filing-paste.ts"
import { filingSaving } from "../text/zh/filing-saving.ts"
import { saving } from "../text/zh/saving.ts"
import { states } from "../text/zh/states.ts"
import { startFiling } from "./filing/start.ts"

startFiling({ language: "zh", faults, live, saving, filingSaving, paste, states })
