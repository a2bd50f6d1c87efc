import type { Acts } from "./stage.ts"

export const programmes: Acts = {}
