import type { Acts } from "./stage.ts"

export const awards: Acts = {}
