import type { Acts } from "./stage.ts"

export const reviews: Acts = {}
