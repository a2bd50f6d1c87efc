import type { Acts } from "./stage.ts"

export const nominations: Acts = {}
