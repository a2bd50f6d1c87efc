import type { quarters as zh } from "../zh/quarters.ts"

export const quarters: typeof zh = {}
