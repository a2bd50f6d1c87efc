import type { Acts } from "./stage.ts"

export const judging: Acts = {}
