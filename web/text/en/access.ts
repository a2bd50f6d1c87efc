import type { access as zh } from "../zh/access.ts"

export const access: typeof zh = {}
